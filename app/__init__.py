"""Finnish welfare reports: written together, decided, published."""
