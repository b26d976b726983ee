"""The sections of a report: state, owner, texts, steps and saving."""
