"""Missed: every target with its result, the results before, why it was missed or exceeded, and what is done about it.

The law asks for this of every goal (31 U.S.C. 1116): result beside goal, the results of the years before, why a goal was
not met, the plan and its schedule, or why it is infeasible. A target is that of one series: an agency with an activity,
for one indicator, place and period. `lacks` says what nobody told. `view=counts` gives how many, by agency and reason.

What became of a target: progress.sql with $apart. Why: missed.sql.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from istmo.analyse.answer import Answer, Queryable, Row, known, sql, text
from istmo.analyse.totals import Columns, totals
from istmo.analyse.wanted import Wanted
from istmo.kernel.measure import BY_FAR, Status, quotient
from istmo.kernel.period import Period, code_of
from istmo.kernel.problem import WrongUse
from istmo.kernel.quantity import EXACT

COLUMNS = (
    "verdict", "indicator", "title", "place", "place_name", "period", "period_start", "period_end", "span", "agency", "agency_name", "activity",
    "target", "target_status", "result", "unit", "achievement", "status", "status_words", "previous", "reason",
    "explanation", "plan", "plan_by", "infeasible", "lacks", "notes",
)  # fmt: skip

READING = (
    "verdict", "title", "place", "period", "agency", "activity", "target", "result", "unit", "achievement", "previous",
    "reason", "explanation", "plan", "plan_by", "lacks",
)  # fmt: skip

VERDICTS = ("missed", "not_reported", "exceeded", "met", "conditional", "too_early", "not_judged")
COUNTS = ("by", "value", "targets", *VERDICTS, "missed_percent", "explained", "unexplained")
COUNTS_READING = (
    "by",
    "value",
    "targets",
    "missed",
    "missed_percent",
    "explained",
    "unexplained",
    "not_reported",
    "met",
)
VIEWS = ("list", "counts")

NOTES = (
    "One target is one series: an agency with an activity, for one indicator, place and period. Own agencies only.",
    f"Exceeded: of what is counted, {BY_FAR} times the target or more.",
    "Missed and exceeded are to be explained; so is what was not reported at all.",
)
#: How many results before are told: those of the three years before (31 U.S.C. 1116).
BEFORE = 3

_SAID = {
    Status.MET: "met",
    Status.NOT_MET: "missed",
    Status.NOT_REPORTED: "not_reported",
    Status.TOO_EARLY: "too_early",
    Status.ON_THE_WAY: "too_early",
    Status.CONDITIONAL: "conditional",
}
_Key = tuple[object, ...]


class Told(NamedTuple):
    """What a reporter says of one series."""

    reason: str | None = None
    explanation: str | None = None
    plan: str | None = None
    plan_by: date | None = None

    @property
    def infeasible(self) -> bool:
        """Whether the target cannot be met at all."""
        return self.reason == "infeasible"


@dataclass(frozen=True)
class Register:
    """Names of agencies, and which of them are not own."""

    names: Mapping[str, str]
    beside: frozenset[str]


def ask(release: Queryable, **where: object) -> Answer:
    """Every target, missed ones first; `where` keeps rows by column, such as verdict="missed" or agency="usaid".

    period keeps the targets of that time; view="counts" tells how many, by agency and by reason. WrongUse for an
    unknown column, view or period.
    """
    view = str(where.pop("view", None) or VIEWS[0])
    if view not in VIEWS:
        raise WrongUse(f"missed has no view {view}. It has {' and '.join(VIEWS)}.")
    known(where, (*COLUMNS, *(("by", "value") if view == "counts" else ())), "missed")
    narrowed: dict[str, object] = {name: where.pop(name) for name in ("by", "value") if name in where}
    told = totals(release, Wanted(where.get("indicator"), where.get("place"), apart=True))
    said = {tuple(row[:8]): Told(*row[8:12]) for row in release.query(sql("missed"))}
    agencies = release.query("SELECT code, name, own FROM agencies")
    register = Register(
        {code: name for code, name, _ in agencies},
        frozenset(code for code, _, own in agencies if own is False),
    )
    rows = sorted(_rows(told, said, register), key=lambda row: VERDICTS.index(row[0]))
    answer = Answer(COLUMNS, tuple(rows), NOTES, READING).where(where)
    if view == "counts":
        counted = tuple(_counts(answer.dicts()))
        return Answer(COUNTS, counted, NOTES, COUNTS_READING).where(narrowed)
    return answer


def _key(told: Columns, row: int) -> _Key:
    about = (told[name][row] for name in ("indicator", "place", "period_start", "period_end", "span"))
    return (*about, *(told[name][row] or "" for name in ("cohort", "agency", "activity")))


def _rows(told: Columns, said: Mapping[_Key, Told], register: Register) -> Iterator[Row]:
    results = {_key(told, row): value for row, value in enumerate(told["result"]) if value is not None}
    names = [name for name in COLUMNS if name in told]
    for row, targeted in enumerate(told["targeted"]):
        agency = told["agency"][row] or ""
        if not targeted or agency in register.beside:
            continue
        key = _key(told, row)
        why = said.get(key, Told())
        verdict = _verdict(told, row)
        cells: dict[str, Any] = {name: told[name][row] for name in names}
        cells |= why._asdict()
        cells |= {
            "agency": agency or None,
            "activity": cells["activity"] or None,
            "agency_name": register.names.get(agency),
            "verdict": verdict,
            "previous": _previous(key, results),
            "infeasible": why.infeasible,
            "lacks": _lacks(verdict, why),
        }
        yield tuple(cells[name] for name in COLUMNS)


def _verdict(told: Columns, row: int) -> str:
    status = Status(told["status"][row])
    if status is Status.CONDITIONAL and told["status_words"][row] == status.words:
        return "not_judged"  # open because numbers are not exact, not because of a condition
    verdict = _SAID.get(status, "not_judged")
    target, result = told["target"][row], told["result"][row]
    counted = told["measure"][row] in ("count", "amount") and told["direction"][row] == "up"
    if verdict == "met" and counted and target and result is not None:
        return "exceeded" if target > 0 and result >= EXACT.multiply(target, Decimal(BY_FAR)) else verdict
    return verdict


def _previous(key: _Key, results: Mapping[_Key, Decimal]) -> str | None:
    """The results of the same series in the periods of the same length before, the nearest first."""
    start, end = key[2], key[3]
    found = []
    period = Period(start, end) if isinstance(start, date) and isinstance(end, date) else None
    for _ in range(BEFORE):
        period = period and period.previous()
        if period is None:
            break
        before = results.get((*key[:2], period.start, period.end, *key[4:]))
        if before is not None:
            found.append(f"{code_of(period.start, period.end)}: {text(before)}")
    return "; ".join(found) or None


def _lacks(verdict: str, why: Told) -> str | None:
    """What is to be told and is not."""
    if verdict not in ("missed", "exceeded", "not_reported"):
        return None
    lacks: dict[str, object] = {"reason": why.reason, "explanation": why.explanation}
    if verdict == "missed":
        lacks["plan"] = why.plan
        if not why.infeasible:
            lacks["schedule"] = why.plan_by
    return ", ".join(name for name, there in lacks.items() if not there) or None


def _counts(rows: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    """All targets, those of each agency, and what was missed by each reason."""
    every = list(rows)
    yield _count("all", "", every)
    for agency in sorted({row["agency"] or "" for row in every}):
        yield _count("agency", agency, [row for row in every if (row["agency"] or "") == agency])
    asked = [row for row in every if row["verdict"] in ("missed", "exceeded", "not_reported")]
    for reason in sorted({row["reason"] or "" for row in asked}):
        yield _count("reason", reason, [row for row in asked if (row["reason"] or "") == reason])


def _count(by: str, value: str, rows: list[Mapping[str, Any]]) -> Row:
    found = Counter(row["verdict"] for row in rows)
    asked = [row for row in rows if row["verdict"] in ("missed", "exceeded", "not_reported")]
    explained = sum(bool(row["reason"] or row["explanation"]) for row in asked)
    percent = quotient(Decimal(found["missed"]), Decimal(len(rows)), Decimal(100)) if by != "reason" else None
    told = (by, value or None, len(rows), *(found[verdict] for verdict in VERDICTS))
    return (*told, percent, explained, len(asked) - explained)
