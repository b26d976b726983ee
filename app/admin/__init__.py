"""People and system upkeep for administrators."""
