"""Generated cases: `make test` draws a part of them, the same every time; `make test-all` draws all, anew."""

import os

SAMPLED = os.environ.get("HYPOTHESIS_PROFILE", "sample") == "sample"


def of(cases: int) -> int:
    """How many of so many cases are drawn: all, or of a sample an eighth, but six at least."""
    return max(6, cases // 8) if SAMPLED and cases > 6 else cases
