"""The rendering process: forks a confined child for each file, chapters side by side, kept by their hash."""
