"""``make bench``: each figure beside a peer measured in the same run, as a ratio. Nothing here passes or fails."""
