"""The rules of the house as tests: what keeps the tree readable stands here, once, and fails by itself."""
