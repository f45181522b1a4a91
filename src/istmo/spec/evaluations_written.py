"""The other way round for evaluations: from rows to what `evaluations.yaml` says."""

from typing import Any

from istmo.spec.evaluation_rows import ABOUT
from istmo.spec.written import Record, Writing, filled, span

_PLAIN = ("kind", "external", "agency", "status", "planned_for", "begun_on", "completed_on", "published_on")


def evaluations(writing: Writing) -> list[Record]:
    """What `evaluations.yaml` says. Reading it again gives the same rows."""
    agencies = {row["code"]: row["name"] for row in writing.architecture.records("agencies")}
    return [_evaluation(writing, row, agencies) for row in writing.architecture.records("evaluations")]


def _evaluation(writing: Writing, row: Record, agencies: dict[str, str]) -> Record:
    code = row["code"]
    links = writing.of("evaluation_links", evaluation=code)
    told = writing.of("recommendations", evaluation=code)
    return filled(
        code=code,
        **{name: row[name] for name in _PLAIN},
        **writing.words(
            "evaluations", code, row, "title", "question", "method", "evaluator", "findings", "note"
        ),
        nodes=[f"{link['framework']}/{link['node']}" for link in links if link["node"]],
        **{key: [link[column] for link in links if link[column]] for key, column in ABOUT.items()},
        source=row["source"],
        span=span(row),
        recommendations=[_recommendation(writing, one, agencies) for one in told],
    )


def _recommendation(writing: Writing, row: Record, agencies: dict[str, str]) -> Record:
    key = f"{row['evaluation']}:{row['position']}"
    words = writing.words("recommendations", key, row, "text", "addressee", "note")
    said = [
        one
        for one in writing.of("recommendation_follow_ups", evaluation=row["evaluation"])
        if one["recommendation"] == row["position"]
    ]
    return filled(
        text=words["text"],
        to=_addressee(row, words["addressee"], agencies),
        response=row["response"],
        due=row["due"],
        note=words["note"],
        follow_ups=[_follow_up(writing, one) for one in said],
    )


def _addressee(row: Record, name: Any, agencies: dict[str, str]) -> Any:
    """A plain code where the name is the agency's own."""
    own = name == agencies.get(row["agency"] or "", row["agency"])
    told = filled(agency=row["agency"], name=None if own else name)
    return row["agency"] if set(told) == {"agency"} else told


def _follow_up(writing: Writing, row: Record) -> Record:
    key = f"{row['evaluation']}:{row['recommendation']}:{row['position']}"
    plain = ("state", "informant", "on", "evidence")
    return filled(
        **{name: row[name] for name in plain},
        **writing.words("recommendation_follow_ups", key, row, "note"),
    )
