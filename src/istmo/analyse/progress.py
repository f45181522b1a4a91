"""Progress: result, target, baseline and achievement per indicator, place and period, like for like.

The rules stand in progress.sql and in DESIGN section 3; totals.py makes the divisions and the words.
One row per indicator × place × period × cohort × span; totals, no breakdowns; no context.
"""

from dataclasses import replace

from istmo.analyse import assessed
from istmo.analyse.answer import Answer, Queryable, known
from istmo.analyse.kept import Kept
from istmo.analyse.totals import in_batches
from istmo.analyse.wanted import Wanted

COLUMNS = (
    "indicator", "title", "kind", "measure", "direction", "place", "place_name",
    "period", "period_start", "period_end", "period_as_written", "span", "cohort", "reporting_year",
    "result", "result_low", "result_high", "qualifier", "maturity", "unit", "result_as_written", "base_period",
    "result_numerator", "result_denominator", "target", "target_status", "first_target", "baseline", "baseline_period",
    "achievement", "achievement_numerator", "achievement_denominator", "untargeted_result", "unreported_target",
    "status", "status_words", "reported", "expected", "notes", "beside", "sources", "figures",
)  # fmt: skip

READING = (
    "title", "place", "period", "result", "result_low", "result_high", "unit", "result_as_written", "baseline", "target",
    "achievement", "status_words", "reported", "expected", "notes",
)  # fmt: skip

NOTES = (
    "Performance only: context is contribution, in no total here, and read in the question benchmarks.",
    "Achievement is like for like: over the series that have both result and target.",
    "Agencies that are not own stand in the column beside and in no total.",
)


def ask(release: Queryable, **where: object) -> Answer:
    """The progress of every performance indicator; `where` keeps rows by column, such as place="HN".

    period: totals of exactly those days, made of shorter periods by each indicator's rule of time. reporting_year: of
    what answers that year, whatever its own days. Neither: a row per period as stated.

    achievement is in percent; decimals are exact to nine places. WrongUse if `where` names an unknown column.
    """
    known(where, COLUMNS, "progress")
    wanted = Wanted(where.pop("indicator", None), where.pop("place", None))
    told = in_batches(release, wanted.over(where))
    rows = Kept([batch[name] for name in COLUMNS] for batch in told)
    answer = Answer(COLUMNS, rows, NOTES, READING).where(where)
    at = COLUMNS.index("indicator")
    codes = rows.column(at) if answer.rows is rows else (row[at] for row in answer.rows)
    return replace(answer, notes=(*NOTES, *assessed.read(release).notes(codes)))
