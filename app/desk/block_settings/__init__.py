"""The settings dialog of every kind of data block: which questions it asks, and what was typed read as settings."""
