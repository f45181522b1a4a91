"""The other way round for undertakings: from rows to what `undertakings.yaml` says."""

from typing import Any

from istmo.kernel.undertaking import STATES
from istmo.spec.undertaking_rows import ROLES
from istmo.spec.written import Record, Writing, filled, span


def undertakings(writing: Writing) -> list[Record]:
    """What `undertakings.yaml` says. Reading it again gives the same rows."""
    agencies = {row["code"]: row["name"] for row in writing.architecture.records("agencies")}
    return [_undertaking(writing, row, agencies) for row in writing.architecture.records("undertakings")]


def _undertaking(writing: Writing, row: Record, agencies: dict[str, str]) -> Record:
    code = row["code"]
    words = writing.words(
        "undertakings", code, row, "text", "due_as_written", "proof", "sensitivity", "note", "budget_line"
    )
    parties = {
        key: [
            _party(writing, told, agencies)
            for told in writing.of("undertaking_parties", undertaking=code, role=role)
        ]
        for role, key in ROLES.items()
    }
    due = filled(by=row["due"], as_written=words["due_as_written"])
    states = row["states"].split("|")
    return filled(
        code=code,
        kind=row["kind"],
        text=words["text"],
        **parties,
        made_on=row["made_on"],
        due=row["due"] if set(due) == {"by"} else due,
        strength=row["strength"],
        trackable=row["trackable"],
        forum=row["forum"],
        part_of=row["parent"],
        nodes=[
            f"{told['framework']}/{told['node']}"
            for told in writing.of("undertaking_nodes", undertaking=code)
        ],
        states=states if tuple(states) != STATES[row["kind"]] else None,
        activity=row["activity"],
        budget_line=words["budget_line"],
        condition=row["condition"],
        proof=words["proof"],
        sensitive=words["sensitivity"],
        source=row["source"],
        span=span(row),
        note=words["note"],
        follow_ups=[_follow_up(writing, told) for told in writing.of("follow_ups", undertaking=code)],
        decisions=[
            _decision(writing, told, agencies) for told in writing.of("reform_decisions", undertaking=code)
        ],
    )


def _party(writing: Writing, row: Record, agencies: dict[str, str]) -> Any:
    """A plain code where nothing else is said: the name is then the agency's own."""
    key = f"{row['undertaking']}:{row['role']}:{row['position']}"
    name = writing.words("undertaking_parties", key, row, "name")["name"]
    told = filled(
        agency=row["agency"],
        place=row["place"],
        name=None if name == agencies.get(row["agency"]) else name,
    )
    return row["agency"] if set(told) == {"agency"} else told


def _follow_up(writing: Writing, row: Record) -> Record:
    plain = ("state", "informant", "party", "on", "told_on", "evidence")
    key = f"{row['undertaking']}:{row['position']}"
    return filled(
        **{name: row[name] for name in plain},
        span=span(row),
        **writing.words("follow_ups", key, row, "note"),
    )


def _decision(writing: Writing, row: Record, agencies: dict[str, str]) -> Record:
    words = writing.words(
        "reform_decisions", f"{row['undertaking']}:{row['position']}", row, "decided_by", "why"
    )
    name, agency = words["decided_by"], row["agency"]
    decider = filled(agency=agency, name=None if name == agencies.get(agency or "", agency) else name)
    plain = ("seen", "change", "activity", "amount", "currency", "on", "evidence")
    return filled(
        **{column: row[column] for column in plain},
        decided_by=agency if set(decider) == {"agency"} else decider,
        why=words["why"],
        span=span(row),
    )
