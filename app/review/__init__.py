"""The road from draft to decision to publication: pure transitions and the verbs that take them."""
