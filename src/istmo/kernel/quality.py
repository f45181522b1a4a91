"""What a reference sheet must say, and how long a data quality assessment is good for. One place for every room.

The fields are those of a performance indicator reference sheet (ADS 201maf); the qualities those of a data quality
assessment, which is due every three years (ADS 201.3.5).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from istmo.kernel.vocabularies import is_standard

QUALITIES = ("validity", "integrity", "precision", "reliability", "timeliness")
#: In the order from good to bad; `not_assessed` says nothing.
RESULTS = ("met", "partly", "not_met", "not_assessed")
#: Years an assessment is good for.
YEARS = 3

#: Columns of `indicators` and `sheets` that a complete sheet fills, and what they are called in the files.
REQUIRED = {
    "definition": "definition",
    "data_source": "data source",
    "method": "method",
    "frequency": "frequency",
    "responsible": "responsible office",
    "limitations": "known limitations",
    "baseline_time": "time of the baseline",
    "updated_on": "day of the last update",
}
#: Measures that have no unit: states and words.
_NO_UNIT = ("milestone", "text")


def missing(told: Mapping[str, Any]) -> tuple[str, ...]:
    """What a sheet does not say, in words; nothing if it is complete.

    told: columns of `indicators` and `sheets` of one indicator, and `nodes` and `breakdowns`, how many it names.
    """
    lacking = [] if told["nodes"] else ["objective it measures"]
    if not told["unit"] and told["measure"] not in _NO_UNIT:
        lacking.append("unit")
    if not told["breakdowns"] and not told["no_breakdown"]:
        lacking.append("breakdowns, or why there are none")
    if not is_standard(told["vocabulary"], told["standard_code"]) and not told["custom_reason"]:
        lacking.append("standard code, or why no standard indicator fits")
    return (*lacking, *(words for name, words in REQUIRED.items() if not told[name]))


def overdue_since(assessed_on: date) -> date:
    """The first day on which an assessment is older than it may be."""
    try:
        return assessed_on.replace(year=assessed_on.year + YEARS)
    except ValueError:  # 29 February
        return date(assessed_on.year + YEARS, 3, 1)
