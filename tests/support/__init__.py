"""What the fixtures are made of: a PostgreSQL cluster, the checks of every opened page."""
