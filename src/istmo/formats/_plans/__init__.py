"""Column plans: how an agency's own extract, with its own headers and codes, becomes figures."""
