"""Horizons: what is to be reached in the short, medium and long term, from which day to which, and what is overdue.

horizons.sql lists the things and the nodes they serve; terms.py counts the years from the zero date. Targets with
their results are those of `progress`, undertakings with their deadlines those of `undertakings`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from istmo.analyse import catalogue
from istmo.analyse.answer import Answer, Queryable, Row, known, sql
from istmo.analyse.as_of import day_read
from istmo.analyse.terms import Belonging, Term, Zero, belonging, term
from istmo.kernel.measure import Status

COLUMNS = (
    "framework", "horizon", "horizon_title", "horizon_start", "horizon_end", "kind", "code", "title", "belongs",
    "place", "period", "due", "target", "result", "unit", "achievement", "status", "status_words", "overdue",
    "nodes", "indicators", "targets", "undertakings", "notes", "as_of",
)  # fmt: skip
READING = (
    "framework", "horizon_title", "kind", "code", "title", "place", "due", "target", "result", "status_words", "overdue",
    "notes",
)  # fmt: skip

KINDS = ("node", "indicator", "target", "undertaking")
NONE = "no horizon"
_STATES = {
    "undated": "without dates",
    "not_begun": "not begun",
    "running": "running",
    "ended": "ended",
}
#: What progress says of a target that is open, and what that is once its day has passed.
_PASSED = {
    Status.NOT_MET: Status.NOT_MET,
    Status.NOT_REPORTED: Status.NOT_REPORTED,
    Status.TOO_EARLY: Status.NOT_REPORTED,
    Status.ON_THE_WAY: Status.NOT_MET,
}


class Fetched(NamedTuple):
    """One row of horizons.sql."""

    framework: str
    kind: str
    code: str
    title: str
    horizon: str | None
    stated: str | None
    years_from: int | None
    years_to: int | None
    open_ended: bool | None
    due_by: date | None
    through: str | None


@dataclass(frozen=True)
class Thing:
    """What belongs to a horizon, with the cells of its row that are its own."""

    kind: str
    code: str
    title: str
    to: Belonging
    due: date | None = None
    status: str | None = None
    words: str | None = None
    is_overdue: bool = False
    note: str = ""
    cells: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """One framework: its zero date, its horizons in order, and what it holds."""

    code: str
    title: str
    zero: Zero
    terms: tuple[Term, ...]
    things: tuple[Fetched, ...]


def ask(release: Queryable, **where: object) -> Answer:
    """Each horizon, then what belongs to it; `where` keeps rows by column.

    as_of="2018-06-30" is the day on which things are overdue; without it, the latest that the release knows. WrongUse
    for an unknown column, or an as_of that is no day and no period with an end.
    """
    known(where, COLUMNS, "horizons")
    day, why = day_read(release, where.pop("as_of", None))
    plans = tuple(_plans(Fetched._make(row) for row in release.query(sql("horizons"))))
    stand = _undertakings(release, day, plans)
    rows = tuple(
        row for plan in plans for row in _rows(plan, _things(plan, _targets(release, plans), stand, day), day)
    )
    said = [plan.zero.words for plan in plans] or ["No framework here states a horizon."]
    return Answer(COLUMNS, rows, (*said, why), READING).where(where)


def _plans(fetched: Iterable[Fetched]) -> Iterator[Plan]:
    by_framework: dict[str, list[Fetched]] = {}
    for row in fetched:
        by_framework.setdefault(row.framework, []).append(row)
    for code, (head, *rest) in by_framework.items():
        zero = Zero.of(head.title, head.stated)
        terms = tuple(
            term(row.code, row.title, (row.years_from, row.years_to), row.open_ended, row.stated, zero)
            for row in rest
            if row.kind == "horizon"
        )
        yield Plan(code, head.title, zero, terms, tuple(row for row in rest if row.kind != "horizon"))


def _targets(release: Queryable, plans: Iterable[Plan]) -> dict[str, list[dict[str, Any]]]:
    """The targets of each indicator with their results, as `progress` tells them; not asked where there is none."""
    held = {row.code for plan in plans for row in plan.things if row.kind == "indicator"}
    if not held or not release.query("SELECT 1 FROM figures WHERE role = 'target' LIMIT 1"):
        return {}
    told = catalogue.ask("progress", release)
    at = {name: told.columns.index(name) for name in ("indicator", "target")}
    found: dict[str, list[dict[str, Any]]] = {}
    for row in told.rows:
        if row[at["target"]] is not None and row[at["indicator"]] in held:
            found.setdefault(row[at["indicator"]], []).append(dict(zip(told.columns, row, strict=True)))
    return found


def _undertakings(release: Queryable, day: date | None, plans: Iterable[Plan]) -> dict[str, dict[str, Any]]:
    """Every undertaking as it stands on the day."""
    if not any(row.kind == "undertaking" for plan in plans for row in plan.things):
        return {}
    return {row["undertaking"]: row for row in catalogue.ask("undertakings", release, as_of=day).dicts()}


def _things(
    plan: Plan,
    targets: Mapping[str, list[dict[str, Any]]],
    stand: Mapping[str, dict[str, Any]],
    day: date | None,
) -> Iterator[Thing]:
    for row in plan.things:
        to = belonging(plan.terms, row.horizon, row.through, row.due_by)
        if row.kind == "node":
            yield Thing("node", row.code, row.title, to)
        elif row.kind == "indicator":
            untold = "" if row.code in targets or row.stated == "context" else "no target stated"
            yield Thing("indicator", row.code, row.title, to, words=row.stated, note=untold)
            yield from (_target(plan, row, told, day) for told in targets.get(row.code, ()))
        elif row.code in stand:  # what was made later than the day is not here yet
            yield _undertaking(row, to, stand[row.code])


def _target(plan: Plan, of: Fetched, told: Mapping[str, Any], day: date | None) -> Thing:
    """A target belongs where its last day lies; without dates, where its indicator does."""
    through = f"{of.code}={of.horizon}" if of.horizon else of.through
    due, status = told["period_end"], Status(told["status"])
    late = bool(day and due and due < day and status in _PASSED)
    status = _PASSED[status] if late else status
    to = belonging(plan.terms, None, through, due)
    cells = {name: told[name] for name in ("place", "period", "target", "result", "unit", "achievement")}
    return Thing("target", of.code, of.title, to, due, status.value, status.words, late, cells=cells)


def _undertaking(row: Fetched, to: Belonging, told: Mapping[str, Any]) -> Thing:
    return Thing(
        "undertaking",
        row.code,
        row.title,
        to,
        row.due_by,
        told["status"],
        str(told["status"]).replace("_", " "),
        told["deadline"] == "overdue",
        f"deadline: {told['due_as_written']}" if told["due_as_written"] and not row.due_by else "",
    )


def _rows(plan: Plan, things: Iterable[Thing], day: date | None) -> Iterator[Row]:
    """Each horizon with what belongs to it, then what may be of either of two, then how many belong to none."""
    groups: dict[tuple[Term, ...], list[Thing]] = {(one,): [] for one in plan.terms}
    for thing in things:
        groups.setdefault(thing.to.terms, []).append(thing)
    loose = groups.pop((), [])
    for terms, held in groups.items():
        if len(terms) == 1:
            yield _horizon(plan, terms[0], held, day)
        yield from (_thing(plan, terms, thing, day) for thing in held)
    if loose:
        yield _loose(plan, loose, day)


def _horizon(plan: Plan, one: Term, held: list[Thing], day: date | None) -> Row:
    state = one.state(day)
    overdue = sum(thing.is_overdue for thing in held)
    notes = [one.words, f"{_counted(held)}{f'; {overdue} overdue' if overdue else ''}"]
    notes += [f"on condition: {one.condition}"] if one.condition else []
    cells = {"status": state, "status_words": _STATES[state], "overdue": overdue}
    return _row(
        plan,
        (one,),
        ("horizon", one.code, one.title),
        cells | _numbers(held) | {"notes": "; ".join(notes)},
        day,
    )


def _thing(plan: Plan, terms: tuple[Term, ...], thing: Thing, day: date | None) -> Row:
    ended = [t for t in terms if t.state(day) == "ended"]
    notes = [thing.to.remark, thing.note]
    if thing.kind in ("node", "indicator") and len(terms) == 1 and ended:
        notes.append(f"its horizon ended on {ended[0].last}")
    cells = {
        "belongs": thing.to.how,
        "due": thing.due,
        "status": thing.status,
        "status_words": thing.words,
        "overdue": int(thing.is_overdue),
        "notes": "; ".join(filter(None, notes)) or None,
        **thing.cells,
    }
    return _row(plan, terms, (thing.kind, thing.code, thing.title), cells, day)


def _loose(plan: Plan, held: list[Thing], day: date | None) -> Row:
    """How many belong to no horizon, and which of them are overdue all the same."""
    late = [thing.code for thing in held if thing.is_overdue]
    outside = sorted({thing.to.remark for thing in held if thing.to.remark})
    notes = [f"{_counted(held)} belong to no horizon", *outside]
    notes += [f"overdue: {', '.join(late)}"] if late else []
    cells = _numbers(held) | {"overdue": len(late), "notes": "; ".join(notes)}
    return _row(plan, (), ("horizon", None, NONE), cells, day)


def _counted(held: Iterable[Thing]) -> str:
    numbers = Counter(thing.kind for thing in held)
    told = [f"{numbers[kind]} {kind}{'' if numbers[kind] == 1 else 's'}" for kind in KINDS if numbers[kind]]
    return ", ".join(told) or "nothing belongs to it"


def _numbers(held: Iterable[Thing]) -> dict[str, int]:
    numbers = Counter(thing.kind for thing in held)
    return {f"{kind}s": numbers[kind] for kind in KINDS}


def _row(
    plan: Plan,
    terms: tuple[Term, ...],
    what: tuple[str, str | None, str],
    cells: Mapping[str, Any],
    day: date | None,
) -> Row:
    one = terms[0] if len(terms) == 1 else None
    kind, code, title = what
    made = {
        "framework": plan.code,
        "horizon": ", ".join(term.code for term in terms) or None,
        "horizon_title": " or ".join(term.title for term in terms) or NONE,
        "horizon_start": one.first if one else None,
        "horizon_end": one.last if one else None,
        "kind": kind,
        "code": code,
        "title": title,
        "as_of": day,
        **cells,
    }
    return tuple(made.get(name) for name in COLUMNS)
