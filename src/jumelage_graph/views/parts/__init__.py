"""What several pictures share: the record as they read it, the selection, the layout, the page and the plot."""
