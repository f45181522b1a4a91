"""A document as a Word file: a template of our own, filled without a clock."""
