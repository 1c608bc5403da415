"""What several pictures share: the record as they read it, selection, layout, page and plot."""
