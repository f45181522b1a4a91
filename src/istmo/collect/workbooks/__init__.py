"""The workbooks of a data call, as they go out: one for each agency asked, or for each of its units."""
