"""Figures in a report: tokens in its prose, what restatements would change in it, and claims that do not hold."""
