"""A picture as a page, which a notebook shows in a frame."""

from __future__ import annotations


class Page(str):
    """The text of a self-contained HTML page; in a notebook it shows itself in a frame.

    The frame is an ``iframe`` that carries the page in its ``srcdoc`` (JupyterLab, VS Code and pages exported from
    a notebook all show it) and is sandboxed: the page can run its scripts, save a picture and open a link, but
    cannot reach the notebook.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """The length alone: the text would fill the screen."""
        return f"<Page of {len(self)} characters>"

    def _repr_html_(self) -> str:
        from html import escape  # noqa: PLC0415  (slow to import)

        allowed = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"
        style = "width: 100%; height: 45rem; border: 1px solid #bbb; background: #fff"
        return f'<iframe sandbox="{allowed}" style="{style}" srcdoc="{escape(self)}"></iframe>'
