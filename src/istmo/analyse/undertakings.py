"""Undertakings: commitments, reforms, plans and transitions, how far each has come, who says so, and what is overdue.

The rules stand in undertakings.sql; here are the day it is read as of, the order (parts under their own), and words.
`view=counts` gives how many instead of which: by status, deadline, month, forum and actor, each undertaking once.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from istmo.analyse.answer import Answer, Queryable, Row, known, sql
from istmo.analyse.as_of import day_read
from istmo.analyse.undertaking_counts import Counted, counts, months_between, summary
from istmo.analyse.undertaking_words import Word, notes, said
from istmo.kernel.period import Period
from istmo.kernel.problem import WrongUse

COLUMNS = (
    "undertaking", "part_of", "depth", "counted", "kind", "text", "actors", "counterparts", "supporters", "places",
    "nodes", "lines", "forum", "forum_name", "made_on", "strength", "trackable",
    "status", "state", "states", "said", "informants", "follow_ups", "earlier", "evidence",
    "due", "due_by", "due_as_written", "deadline", "overdue", "overdue_since", "months_overdue", "closed_on",
    "condition", "missing", "sensitive", "proof", "source", "source_title", "char_start", "char_end", "note", "notes", "as_of",
)  # fmt: skip

READING = (
    "undertaking", "part_of", "text", "actors", "forum", "status", "state", "due", "due_as_written", "deadline",
    "months_overdue", "said", "missing",
)  # fmt: skip

VIEWS = ("list", "counts")
#: What may be asked beside the columns.
ALSO = ("actor", "place", "node", "view")
#: What may be asked of the counts.
COUNTED_BY = ("by", "value")


class Fetched(NamedTuple):
    """One row of undertakings.sql."""

    undertaking: str
    part_of: str | None
    counted: int
    kind: str
    text: str
    actors: str | None
    counterparts: str | None
    supporters: str | None
    places: str | None
    nodes: str | None
    lines: str | None
    forum: str | None
    forum_name: str | None
    made_on: str | None
    strength: str | None
    trackable: str | None
    status: str
    state: str | None
    states: str
    informants: int
    follow_ups: int
    earlier: int
    evidence: int
    due: str | None
    due_by: date | None
    due_as_written: str | None
    deadline: str
    closed_on: date | None
    sensitive: str | None
    proof: str | None
    source: str | None
    source_title: str | None
    char_start: int | None
    char_end: int | None
    note: str | None
    positions: str | None
    undated: int
    silent: str | None
    parent_forum: str | None
    condition: str | None
    condition_met_on: date | None


_WORDS = """
SELECT f.undertaking, f."position", coalesce(a.name, f.informant), f.party, f.state, f."on", f.told_on,
    f.evidence IS NOT NULL
FROM follow_ups AS f LEFT JOIN agencies AS a ON a.code = f.informant
"""
_ACTORS = "SELECT undertaking, name FROM undertaking_parties WHERE role = 'actor' ORDER BY undertaking, \"position\""


def ask(release: Queryable, **where: object) -> Answer:
    """Every undertaking with its status as of a day; `where` keeps rows by column.

    as_of="2018-06-30" (or "2018-06") is the day; without it, the latest day that the register or performance figures
    know. actor, place and node take a code; view="counts" tells how many. WrongUse for an unknown column or view, or
    an as_of that is no day and no period with an end.
    """
    view = str(where.pop("view", None) or VIEWS[0])
    if view not in VIEWS:
        raise WrongUse(f"undertakings has no view {view}. It has {' and '.join(VIEWS)}.")
    known(where, (*COLUMNS, *ALSO, *(COUNTED_BY if view == "counts" else ())), "undertakings")
    narrowed = {name: where.pop(name) for name in COUNTED_BY if name in where}
    day, why = day_read(release, where.pop("as_of", None))
    asked = {name: where.pop(name, None) for name in ("actor", "place", "node")}
    fetched = [Fetched._make(row) for row in release.query(sql("undertakings"), {**asked, "as_of": day})]
    made = [row for row in fetched if not _made_after(row, day)]
    later = [row.undertaking for row in fetched if _made_after(row, day)]
    words: dict[str, dict[int, Word]] = {}
    for undertaking, position, *rest in release.query(_WORDS):
        words.setdefault(undertaking, {})[position] = Word(*rest)
    rows = tuple(_row(row, depth, words.get(row.undertaking, {}), day) for depth, row in _in_order(made))
    answer = Answer(COLUMNS, rows, (), READING).where(where)
    counted = [Counted.of(row) for row in answer.dicts()]
    told = (why, *([f"Left out, made later: {', '.join(later)}."] if later else []), *summary(counted))
    if view == "counts":
        actors: dict[str, list[str]] = {}
        for undertaking, name in release.query(_ACTORS):
            actors.setdefault(undertaking, []).append(name)
        return counts(counted, actors, day, told).where(narrowed)
    return Answer(COLUMNS, answer.rows, told, READING)


def _made_after(row: Fetched, day: date | None) -> bool:
    start = Period.parse(row.made_on).start if row.made_on else None
    return bool(day and start and start > day)


def _in_order(rows: Iterable[Fetched]) -> list[tuple[int, Fetched]]:
    """Parts right under what they are a part of, with their depth; what has no parent here stands at the top."""
    by_code = {row.undertaking: row for row in rows}
    below: dict[str | None, list[Fetched]] = {}
    for row in by_code.values():
        below.setdefault(row.part_of if row.part_of in by_code else None, []).append(row)
    ordered = []
    waiting = [(0, row) for row in reversed(below.get(None, []))]
    while waiting:
        depth, row = waiting.pop()
        ordered.append((depth, row))
        waiting.extend((depth + 1, part) for part in reversed(below.get(row.undertaking, [])))
    return ordered


def _row(row: Fetched, depth: int, words: dict[int, Word], day: date | None) -> Row:
    overdue = row.deadline == "overdue"
    since = row.due_by + timedelta(days=1) if overdue and row.due_by else None
    standing = [words[int(position)] for position in (row.positions or "").split(",") if position]
    told = row._asdict()
    told |= {
        "depth": depth,
        "counted": bool(row.counted),
        "said": said(standing),
        "overdue": overdue,
        "overdue_since": since,
        "months_overdue": months_between(row.due_by, day) if overdue and row.due_by and day else None,
        "missing": _missing(row),
        "notes": notes(row),
        "as_of": day,
    }
    return tuple(told[name] for name in COLUMNS)


def _missing(row: Fetched) -> str | None:
    """What the register does not tell of an undertaking."""
    lacks = {
        "deadline": row.deadline == "no_deadline",
        "date of the deadline": row.deadline == "no_date",
        "forum": row.forum is None,
        "follow-up": row.status == "not_followed_up",
        "evidence": row.evidence == 0,
    }
    return ", ".join(name for name, lack in lacks.items() if lack) or None
