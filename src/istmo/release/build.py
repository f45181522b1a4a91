"""Builds a release: approved figures and the framework they answer, as one folder that never changes again.

The folder is made beside its final place under a temporary name and renamed when every byte is on the disk: a crash
leaves a release or none. The same input and the same lock file give the same bytes.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import duckdb

from istmo.kernel.problem import InputProblem, Problem, Severity, WrongUse
from istmo.kernel.tables import FIGURES, TABLES, TRANSACTIONS
from istmo.release import illustrative
from istmo.release import manifest as manifests
from istmo.release.folder import SPILL, building, keep
from istmo.release.history.follow import follow
from istmo.release.integrity import faults, twice
from istmo.release.manifest import Manifest, Parent
from istmo.release.parts import Part, settle, unite
from istmo.release.restated_money import settle_money
from istmo.release.sql import connect, load, quote
from istmo.release.writer import write_tables, write_words

__all__ = ["Part", "Plan", "build"]

Rows = Sequence[tuple[Any, ...]]

#: Made from the parts, never given as rows.
_MADE = ("figures", "transactions", "revisions", "transaction_revisions")


class Plan(Protocol):
    """What a release takes of an architecture (`spec.architecture.Architecture`): its tables as rows."""

    def tables(self) -> Mapping[str, Rows]:
        """Rows by table name, in the column order of `kernel.tables`."""


def build(  # noqa: PLR0913  (the eight things a release is made of)
    *,
    architecture: Plan,
    figures: Sequence[Part],
    transactions: Sequence[Part] = (),
    registers: Mapping[str, Rows] | None = None,
    number: int | None,
    title: str,
    parent: Path | None = None,
    out: Path,
) -> Manifest:
    """Make the release folder `out` and return its manifest.

    Parts come in the order of approval: of one key the latest statement stands, the others go to `revisions`, those of
    money to `transaction_revisions`.
    `registers` holds rows of the tables that tell how figures were approved. `number` is None for a provisional
    release; `parent` is the folder of the release this one supersedes.
    Raises InputProblem with everything that does not hold together, WrongUse if `out` exists.
    """
    if out.exists():
        raise WrongUse(f"{out} exists already. A release is never changed: choose another folder.")
    above = _parent(parent)
    with building(out) as folder:
        with connect(folder / SPILL) as connection:
            followed = follow({**architecture.tables(), **(registers or {})}, parent)
            rows = followed.rows
            _gather(connection, rows, figures, transactions)
            followed.keep_closed(connection)
            _hold_together(connection)
            practice = illustrative.holds(connection)
            tables, files = write_tables(connection, folder, illustrative.mark_of_file() if practice else "")
        versions = {code: version for code, _, version, *_ in sorted(rows.get("frameworks", ()))}
        title = illustrative.titled(title) if practice else title
        made = Manifest(number, title, above, versions, tables, files, illustrative=practice)
        made = write_words(made, folder)
        keep(folder, out)
    return made


def _parent(folder: Path | None) -> Parent | None:
    if folder is None:
        return None
    above = manifests.read(folder)
    return Parent(above.number, above.content)


def _gather(
    connection: duckdb.DuckDBPyConnection,
    rows: Mapping[str, Rows],
    figures: Sequence[Part],
    transactions: Sequence[Part],
) -> None:
    """Make a table or view of every table of a release."""
    strange = sorted(set(rows) - (set(TABLES) - set(_MADE)))
    if strange:
        raise ValueError(f"no rows can be given for {', '.join(strange)}")
    for name, table in TABLES.items():
        if name not in _MADE:
            load(connection, table, rows.get(name, ()))
    unite(connection, FIGURES, figures)
    unite(connection, TRANSACTIONS, transactions)
    _name_submissions(connection)
    settle(connection)
    settle_money(connection)


def _name_submissions(connection: duckdb.DuckDBPyConnection) -> None:
    """Give a row of `submissions` to those that have none: there only their code is known."""
    both = "select submission from given_figures union select submission from given_transactions"
    (unnamed,) = connection.execute(f"select count(*) from ({both}) where submission is null").fetchone() or (
        0,
    )
    if unnamed:
        found = "some rows name no submission, and none was given for their file"
        fix = "give the submission's code with the file, or fill the column submission in every row"
        raise InputProblem([Problem("no_submission", Severity.ERROR, found, fix=fix)])
    connection.execute(
        f"insert into submissions (code) select submission from ({both}) anti join submissions on code = submission"
    )


def _hold_together(connection: duckdb.DuckDBPyConnection) -> None:
    # Figures that stand and those that were restated are looked at together, as they were given; `settle` has
    # seen to their keys.
    problems = faults(connection, FIGURES, "free_figures")
    for table in TABLES.values():
        if (
            table is not FIGURES
            and connection.execute(f"select 1 from {quote(table.name)} limit 1").fetchone()
        ):
            problems += faults(connection, table) if table.name != "revisions" else []
            problems += twice(connection, table)
    if problems:
        raise InputProblem(problems)
