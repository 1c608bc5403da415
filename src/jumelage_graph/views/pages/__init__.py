"""The page of a picture: one HTML file, its data and its scripts."""
