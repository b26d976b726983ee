"""Topics of the live channel: publish after commit, subscribe. Carries ids and steps, knows no tables."""
