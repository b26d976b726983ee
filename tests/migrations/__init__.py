"""Migrations, tested on the databases they run on."""
