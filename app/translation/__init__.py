"""Two languages side by side: which block of the original each block translates, and how current it is."""
