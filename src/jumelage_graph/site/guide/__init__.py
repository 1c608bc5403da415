"""The guide: tutorial, cookbook, recipes, reference and articles, in three languages, in the pages of the explorer.

Its words stand in ``words/guide.toml``; each answer is worked out from the dataset of the site, each article was run.
"""

from jumelage_graph.site.guide.pages import Guide, paths

__all__ = ["Guide", "paths"]
