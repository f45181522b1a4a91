"""The rows behind the numbers."""

from typing import Any

from istmo.kernel.quantity import plain
from istmo.publish import display
from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 210, mark("Every figure and its source")
KIND = "appendix"


def tell(desk: Desk) -> dict[str, Any]:
    """Exact values and periods by the code of their row."""
    every, words = desk.figures, desk.words
    return {
        "figures": every,
        "exact": {f.code: plain(f.value) if f.value is not None else "" for f in every},
        "periods": {
            f.code: display.period(f.period_start, f.period_end, f.period_as_written, words) for f in every
        },
    }
