"""The example installation: real open figures with their sources, four example reports, people named by role."""
