"""The catalogue for people: searching indicators, a page for each, packages, peers, and what a report leaves out."""
