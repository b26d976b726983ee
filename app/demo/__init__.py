"""The example installation: real open figures with their sources, three example reports, people named by role."""
