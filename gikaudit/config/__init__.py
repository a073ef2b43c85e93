"""The configuration of a run: its keys, the files that set them, and what comes of them for each report."""
