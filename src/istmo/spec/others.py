"""Registers of other publishers: `others/<name>/` beside `frameworks/`, exactly as `istmo convert` writes them.

What they hold is shown beside ours and counted in no total of ours. Their agencies are never own; their indicators
keep their publishers' words and stand in no framework. A place, agency or source that our own registers know, by its
code or another name, stays ours: the row of the others is passed over and what names it names ours.
"""

from pathlib import Path
from typing import Any

from istmo.kernel.tables import TABLES
from istmo.spec.draft import At, Draft
from istmo.spec.folder import OTHERS, inner_folders, tell_strays
from istmo.spec.names import NAMED, KnownNames
from istmo.spec.register import add_register

#: Tables such a folder may hold, those that others name first.
REGISTERS = (
    "places",
    "agencies",
    "sources",
    "activities",
    "activity_places",
    "activity_sectors",
    "activity_parties",
    "indicators",
)
FILES = tuple(f"{table}.csv" for table in REGISTERS)
#: Tables of which a row may be known already, and the kind of its names.
_MAY_BE_KNOWN = {NAMED[kind]: kind for kind in ("place", "agency", "source")}
_Record = dict[str, Any]
_Ours = dict[tuple[str, str], str]


def others_files(root: Path) -> list[Path]:
    """Every file of the folders of others that is read."""
    return [
        folder / file for folder in inner_folders(root, OTHERS) for file in FILES if (folder / file).is_file()
    ]


def add_others(root: Path, draft: Draft) -> None:
    """Read every folder of others into the draft, after our own registers."""
    for folder in inner_folders(root, OTHERS):
        tell_strays(folder, FILES, root, draft)
        theirs = Draft()
        for table in REGISTERS:
            path = folder / f"{table}.csv"
            if path.is_file():
                add_register(path, path.relative_to(root).as_posix(), theirs)
        draft.problems.extend(theirs.problems)
        draft.incomplete |= theirs.incomplete
        _move(theirs, draft, folder.name)


def _move(theirs: Draft, draft: Draft, origin: str) -> None:
    """Take their rows over, but those that are known already."""
    ours = _known(theirs, draft)
    for table, rows in theirs.rows.items():
        key = TABLES[table].key
        for record, at in theirs.records(table) if rows else ():
            if _is_known(table, record, ours):
                continue
            _judge(table, record, at, draft)
            named = _renamed(table, record, ours)
            draft.add(table, at, **named)
            draft.origins[table, tuple(named[column] for column in key)] = origin


def _known(theirs: Draft, draft: Draft) -> _Ours:
    """Our code of each place, agency and source of theirs that we know."""
    names = KnownNames(draft.rows)
    found = {}
    for table, kind in _MAY_BE_KNOWN.items():
        for record, _ in theirs.records(table):
            code = names.code(kind, record["code"])
            if code is not None:
                found[table, record["code"]] = code
    return found


def _is_known(table: str, record: _Record, ours: _Ours) -> bool:
    """Whether a row is of something that is ours already: it, its other names, texts and members."""
    of = {
        "aliases": (NAMED.get(record.get("kind", ""), ""), record.get("code")),
        "texts": (record.get("table"), record.get("code")),
        "place_members": ("places", record.get("place")),
    }.get(table, (table, record.get("code")))
    return of in ours


def _renamed(table: str, record: _Record, ours: _Ours) -> _Record:
    """The row with our codes of what is ours."""
    named = dict(record)
    for foreign in TABLES[table].foreign_keys:
        [*more, column] = foreign.columns
        if not more:
            named[column] = ours.get((foreign.table, record[column]), record[column])
    return named


def _judge(table: str, record: _Record, at: At, draft: Draft) -> None:
    if table == "agencies" and record["own"]:
        found = f"the agency {record['code']} is another's and cannot be own"
        draft.wrong("others_own", at("own"), found, "write no, or move the row to our own agencies.csv")
    if table != "indicators":
        return
    if record["framework"]:
        found = f"the indicator {record['code']} is another publisher's and stands in no framework"
        draft.wrong("others_framework", at("framework"), found, "leave the cell empty")
    for column in ("agency", "activity"):
        if not record[column]:
            found = f"the indicator {record['code']} names no {column}"
            draft.wrong("missing_value", at(column), found, f"write whose it is: the code of its {column}")
