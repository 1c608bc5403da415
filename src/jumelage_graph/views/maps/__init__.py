"""The map: its projection, its sheets (the atlas), the places of its names (labels), the coasts."""
