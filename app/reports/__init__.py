"""A report: its periods, life cycle, people and the decisions made on it."""
