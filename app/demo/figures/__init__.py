"""The demo's own figures: recorded open statistics in the product's own format.

One file a recording: a row is one indicator in one region, a column one period, an empty cell an absent
figure. `indicators.csv` describes the indicators, `sources.csv` tells where and when each file's figures were
fetched; where only the month or the year of that is known (`known_to`), its last day stands there.
"""
