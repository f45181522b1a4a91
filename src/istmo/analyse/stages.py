"""The stages of the same money side by side: one row a year, account, place and source, one column a stage.

This is how auditors set it out: allocated, obligated, disbursed, and what of each is left, by agency, country, account
and fiscal year. Nothing is added across the columns of stages; what is left comes from `remaining.py`.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from istmo.analyse.answer import Answer, Row
from istmo.kernel.schema import STAGES

#: What makes two amounts stages of the same money.
ALIKE = (
    "year", "fund_year", "period_start", "period_end", "account", "place", "place_name", "place_kind",
    "whose", "provider", "agency", "receiver", "activity", "node", "currency", "source", "source_title",
)  # fmt: skip

COLUMNS = (
    *ALIKE, *STAGES, "qualifiers", "unobligated", "unobligated_qualifier", "unliquidated", "unliquidated_qualifier",
    "unexpended", "not_available", "rows",
)  # fmt: skip

READING = (
    "year", "account", "place", "provider", "agency", "source",
    "allocated", "obligated", "disbursed", "unobligated", "unliquidated", "unexpended", "qualifiers",
)  # fmt: skip


def across(told: Answer) -> Answer:
    """The rows of `funds`, one a stage, as one row for all stages of the same money; in the order of the first."""
    together: dict[Row, dict[str, dict[str, Any]]] = {}
    for row in told.dicts():
        key = tuple(row[name] for name in ALIKE)
        together.setdefault(key, {})[row["stage"]] = row
    return Answer(COLUMNS, tuple(_row(key, stages) for key, stages in together.items()), told.notes, READING)


def _row(key: Row, stages: dict[str, dict[str, Any]]) -> Row:
    obligated = stages.get("obligated", {})
    granted = stages.get("allocated") or stages.get("appropriated") or {}
    unobligated, unliquidated = granted.get("unobligated"), obligated.get("unliquidated")
    return (
        *key,
        *(stages[stage]["amount"] if stage in stages else None for stage in STAGES),
        ", ".join(_inexact(stages)) or None,
        unobligated,
        granted.get("unobligated_qualifier"),
        unliquidated,
        obligated.get("unliquidated_qualifier"),
        _sum(unobligated, unliquidated),
        "; ".join(_why_not(stages)) or None,
        sum(row["rows"] for row in stages.values()),
    )


def _inexact(stages: dict[str, dict[str, Any]]) -> Iterable[str]:
    """`obligated at_least`: how exactly each amount is told, where it is not exact."""
    for stage, row in stages.items():
        if row["qualifier"] != "exact":
            yield f"{stage} {row['qualifier']}"


def _why_not(stages: dict[str, dict[str, Any]]) -> Iterable[str]:
    """Why nothing was subtracted, stage by stage."""
    for stage, row in stages.items():
        if row["not_available"]:
            yield f"of what was {stage}: {row['not_available']}"


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """What is granted and not spent: unobligated and unliquidated together; None if either is not known."""
    return None if one is None or other is None else one + other
