"""The look of an organisation in its reports: colour, arms, fonts, its own Word template."""
