"""Provenance: one total, and the rows, submissions, persons, sources, claims and problems behind it.

Persons appear as their numbers; names stay in the workspace. Nothing is added up here: an auditor adds the rows.
"""

from istmo.analyse.answer import Answer, Queryable, known, sql
from istmo.kernel.period import Period
from istmo.kernel.problem import WrongUse

COLUMNS = (
    "standing", "restated_by", "indicator", "title", "kind", "place", "place_name",
    "period", "period_start", "period_end", "period_as_written", "role", "span", "cohort",
    "agency", "agency_name", "own", "activity", "activity_title", "breakdown",
    "state", "value", "numerator", "denominator", "low", "high", "unit", "value_as_written", "qualifier", "maturity",
    "as_of", "stated_on", "source", "source_title", "source_address", "note",
    "submission", "row", "at", "call", "reported_by", "file", "submitted_by", "approved_by",
    "raw_sha256", "figures_sha256", "claims", "problems", "waived", "held",
)  # fmt: skip

READING = (
    "standing", "role", "agency", "activity", "breakdown", "value", "state", "value_as_written", "source",
    "submission", "row", "submitted_by", "approved_by", "claims", "problems", "held",
)  # fmt: skip

NEEDED = ("indicator", "place", "period")


def ask(release: Queryable, **where: object) -> Answer:
    """The rows behind one total: `indicator`, `place` and `period` are needed, `role` and any column may be added.

    WrongUse if one of the three is missing, the period cannot be read, or a column is unknown.
    """
    known(where, COLUMNS, "provenance")
    missing = [name for name in NEEDED if not where.get(name)]
    if missing:
        raise WrongUse(f"provenance opens one total: name its {', '.join(missing)} too.")
    try:
        period = Period.parse(str(where.pop("period")))
    except ValueError as error:
        raise WrongUse(f"{str(error)[0].upper()}{str(error)[1:]}.") from error
    asked = {name: where.pop(name, None) for name in ("indicator", "place", "role")}
    days = {"period": period.code, "period_start": period.start, "period_end": period.end}
    rows = release.query(sql("provenance"), {**asked, **days})
    return Answer(COLUMNS, tuple((*row[:7], period.code, *row[7:]) for row in rows), (), READING).where(where)
