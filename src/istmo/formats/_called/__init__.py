"""The workbooks of a data call, as they come back: known by their headers, read by the codes and keys of their rows."""
