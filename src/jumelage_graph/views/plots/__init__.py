"""The plot of a picture, with matplotlib: the sheet around it, its lines and marks."""
