"""The margins: what the question `claims` finds in the published documents, by what its rules look at."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 105, mark("In the margins of the documents")

_ABOUT = {
    "documents": mark("One document against another"),
    "sum": mark("Sums, bounds and comparisons"),
    "wording": mark("Wording, for a person to judge"),
    "number": mark("Numbers"),
    "time": mark("Time"),
    "gap": mark("What is not said"),
    "source": mark("The documents themselves"),
    "plan": mark("The plan"),
}
#: Of a rule that finds more, the claims are named and their sentences are left to the question.
_MOST = 12


@dataclass(frozen=True)
class Note:
    """What one rule found: the sentences, or only the claims where there are many. count: how many in all."""

    title: str
    count: int
    sentences: tuple[str, ...]
    claims: str


def tell(desk: Desk) -> dict[str, Any]:
    """Notes by what they are about; rules that found nothing are named together."""
    rows = desk.ask("claims")
    findings: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if row["row"] == "finding":
            findings.setdefault(row["rule"], []).append(row)
    rules = [row for row in rows if row["row"] == "rule"]
    groups = [
        (desk.words.say(_ABOUT[about]), [_note(row, findings[row["rule"]]) for row in of if row["found"]])
        for about, of in groupby(rules, key=lambda row: str(row["about"]))
    ]
    return {
        "margins": [(title, notes) for title, notes in groups if notes],
        "margins_none": [_title(row) for row in rules if not row["found"]],
        "margins_documents": {row["source"] for of in findings.values() for row in of if row["claim"]},
    }


def _title(row: dict[str, Any]) -> str:
    return str(row["sentence"]).partition(": ")[0]


def _note(row: dict[str, Any], found: list[dict[str, Any]]) -> Note:
    few = len(found) <= _MOST
    claims = ", ".join(str(one["claim"]) for one in found if one["claim"])
    sentences = tuple(_with_claim(one) for one in found) if few else ()
    return Note(_title(row), len(found), sentences, "" if few else claims)


def _with_claim(found: dict[str, Any]) -> str:
    codes = " ".join(filter(None, (found["claim"], found["also"])))
    return f"{codes}: {found['sentence']}" if codes else str(found["sentence"])
