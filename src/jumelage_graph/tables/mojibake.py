"""Text that was read in a wrong encoding: Ã‰ for É, å‹å¥½ for 友好, � for what was lost."""

from __future__ import annotations

_WESTERN = ("cp1252", "latin-1")


def is_broken(text: str) -> bool:
    """Whether a text is what a wrong encoding leaves of another.

    >>> is_broken("Ã‰vian"), is_broken("ÃŽle"), is_broken("Évian"), is_broken("友好都市")
    (True, True, False, False)
    """
    if text.isascii():
        return False
    if "\N{REPLACEMENT CHARACTER}" in text or _decoded(text):
        return True
    from ftfy.badness import is_bad  # noqa: PLC0415  (slow to import)

    return bool(is_bad(text))


def mended(text: str) -> str:
    """The text that was meant, ``""`` where it cannot be won back.

    >>> mended("Ã‰vian")
    'Évian'
    """
    from ftfy import fix_encoding  # noqa: PLC0415

    better = _decoded(text) or fix_encoding(text)
    return "" if better == text or is_broken(better) else better


def _decoded(text: str) -> str:
    """The text whose UTF-8 was read as one of the western encodings; ``""`` where it was not."""
    for encoding in _WESTERN:
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return ""
