"""Municipal cards: one page of figures about one municipality."""
