"""The writing desk: pages that compose sections, guidance, blocks and progress. Routes and pages only."""
