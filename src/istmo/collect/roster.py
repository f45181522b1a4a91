"""What the roster of a call's workbook proposes: its rows beside the activities of the framework that the call asks under."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from istmo.collect.models import Change, Proposal, Version
from istmo.spec.architecture import Architecture

_FIELDS = ("place", "node", "starts_on", "ends_on", "note")


def proposed(register: Path | None, architecture: Architecture, agency: str) -> tuple[Proposal, ...]:
    """Proposals of the register that a workbook told, not saved and of no version yet; in its order.

    agency: whose it is where the workbook does not say.
    """
    if register is None:
        return ()
    known = {row["code"]: row for row in architecture.records("activities")}
    found: list[Proposal] = []
    for row in pq.read_table(register).to_pylist():
        made = _proposal(row, known.get(row["code"]), agency)
        if made.said not in [one.said for one in found]:
            made.position = len(found) + 1
            found.append(made)
    return tuple(found)


def keep(version: Version, proposals: Iterable[Proposal]) -> None:
    """Write them down with the version that told them, inside the caller's transaction."""
    for one in proposals:
        one.version = version
        one.full_clean()
        one.save()


def _proposal(row: dict[str, Any], was: dict[str, Any] | None, agency: str) -> Proposal:
    made = Proposal(
        activity=row["code"],
        title=row["title"] or row["code"],
        agency=row["agency"] or agency,
        **{name: row[name] or (None if name.endswith("_on") else "") for name in _FIELDS},
    )
    if was:
        made.was_place, made.was_node = was["place"] or "", was["node"] or ""
        made.was_ends_on, made.agency = was["ends_on"], was["agency"] or made.agency
    made.change = _change(made, was is not None)
    return made


def _change(made: Proposal, is_known: bool) -> Change:
    if not is_known:
        return Change.ADD
    if made.ends_on != made.was_ends_on:
        return Change.CLOSE
    moved = (made.place, made.node) != (made.was_place, made.was_node)
    return Change.MOVE if moved else Change.REMARK
