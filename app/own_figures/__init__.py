"""Figures that an organisation counts itself: definitions, entries, surveys, collections from many, masking."""
