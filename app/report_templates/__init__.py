"""Loads and checks the report templates of /report_templates and stores the versions that reports were made from."""
