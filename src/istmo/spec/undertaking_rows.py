"""From `undertakings.yaml`, which all frameworks share, to rows of undertakings, parties, nodes and follow-ups."""

from datetime import date
from typing import Any

from istmo.kernel.period import Period
from istmo.kernel.undertaking import STATES
from istmo.spec.draft import Draft
from istmo.spec.fields import main
from istmo.spec.items import Reader
from istmo.spec.node_paths import NodePaths
from istmo.spec.undertaking_models import Decision, FollowUp, Party, Undertaking
from istmo.spec.yaml_file import Document, Loc

UNDERTAKING_TABLES = (
    "undertakings",
    "undertaking_parties",
    "undertaking_nodes",
    "follow_ups",
    "reform_decisions",
)
#: The role of a party, and the key its parties stand under.
ROLES = {
    "actor": "actors",
    "counterpart": "counterparts",
    "supporter": "supporters",
    "successor": "successors",
}


def add_undertakings(document: Document, draft: Draft) -> None:
    """Read the undertakings. Frameworks and agencies must have been read: nodes and names are looked up there."""
    writer = _Writer(Reader(document, draft))
    for undertaking, loc in writer.reader.many(Undertaking, document.value, (), *UNDERTAKING_TABLES):
        writer.undertaking(undertaking, loc)


def last_day(code: str | None) -> date | None:
    """The last day of a period code; None where there is none or it is open."""
    return Period.parse(code).end if code else None


def span(told: tuple[int, int] | None) -> dict[str, int | None]:
    """The columns of a span; empty where there is none."""
    return {"char_start": told[0] if told else None, "char_end": told[1] if told else None}


class _Writer:
    """Writes the rows of one undertaking after the other."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.draft = reader, reader.draft
        self.agencies = {row["code"]: row["name"] for row, _ in self.draft.records("agencies")}
        self.nodes = NodePaths(reader)

    def undertaking(self, told: Undertaking, loc: Loc) -> None:
        spans = {"char_start": ("span",), "char_end": ("span",)}
        renamed = {"parent": ("part_of",), "sensitivity": ("sensitive",), "due_as_written": ("due",), **spans}
        at = self.reader.at(loc, due_by=("due",), **renamed)
        due = told.due
        words = {"text": told.text, "proof": told.proof, "sensitivity": told.sensitive, "note": told.note}
        words["budget_line"] = told.budget_line
        words["due_as_written"] = due.as_written if due else None
        plain = (
            "code",
            "kind",
            "made_on",
            "strength",
            "trackable",
            "forum",
            "source",
            "activity",
            "condition",
        )
        self.draft.add(
            "undertakings",
            at,
            **{name: getattr(told, name) for name in plain},
            due=due.by if due else None,
            due_by=last_day(due.by if due else None),
            parent=told.part_of,
            states="|".join(told.states or STATES[told.kind]),
            **span(told.span),
            **self.draft.words("undertakings", told.code, at, **words),
        )
        for role, key in ROLES.items():
            for place, party in enumerate(getattr(told, key)):
                self.party(told.code, role, place, party, (*loc, key, place))
        for place, path in enumerate(told.nodes):
            self.node(told.code, path, (*loc, "nodes", place))
        called = {party.agency: self.name(party) for key in ROLES.values() for party in getattr(told, key)}
        for place, follow_up in enumerate(told.follow_ups):
            named = called.get(follow_up.party, follow_up.party) if follow_up.party else None
            self.follow_up(told.code, place, follow_up, named, (*loc, "follow_ups", place))
        for place, decision in enumerate(told.decisions):
            self.decision(told.code, place, decision, (*loc, "decisions", place))

    def name(self, party: Party) -> str:
        """How a party is called: by its own name here, or else as the register of agencies calls it."""
        return main(party.name)[1] or self.agencies.get(party.agency or "", party.agency or "")

    def party(self, code: str, role: str, place: int, party: Party, loc: Loc) -> None:
        at = self.reader.at(loc)
        key = f"{code}:{role}:{place + 1}"
        words = self.draft.words("undertaking_parties", key, at, name=party.name)
        cells: dict[str, Any] = {**words, "name": self.name(party)}
        cells |= {"agency": party.agency, "place": party.place, "role": role, "position": place + 1}
        self.draft.add("undertaking_parties", at, undertaking=code, **cells)

    def node(self, code: str, path: str, loc: Loc) -> None:
        at = self.reader.at(loc, framework=(), node=(), undertaking=())
        if found := self.nodes.read(path, loc):
            self.draft.add("undertaking_nodes", at, undertaking=code, framework=found[0], node=found[1])

    def follow_up(self, code: str, place: int, told: FollowUp, party: str | None, loc: Loc) -> None:
        at = self.reader.at(
            loc, char_start=("span",), char_end=("span",), on_by=("on",), told_by=("told_on",)
        )
        plain = ("state", "on", "informant", "told_on", "evidence")
        self.draft.add(
            "follow_ups",
            at,
            **{name: getattr(told, name) for name in plain},
            undertaking=code,
            position=place + 1,
            party=party,
            on_by=last_day(told.on),
            told_by=last_day(told.told_on),
            **span(told.span),
            **self.draft.words("follow_ups", f"{code}:{place + 1}", at, note=told.note),
        )

    def decision(self, code: str, place: int, told: Decision, loc: Loc) -> None:
        decider = told.decided_by
        at = self.reader.at(
            loc, char_start=("span",), char_end=("span",), on_by=("on",), agency=("decided_by",)
        )
        named = {"decided_by": decider.name if decider else None, "why": told.why}
        words = self.draft.words("reform_decisions", f"{code}:{place + 1}", at, **named)
        plain = ("seen", "change", "activity", "amount", "currency", "on", "evidence")
        self.draft.add(
            "reform_decisions",
            at,
            **{name: getattr(told, name) for name in plain},
            undertaking=code,
            position=place + 1,
            on_by=last_day(told.on),
            agency=decider.agency if decider else None,
            **span(told.span),
            **{**words, "decided_by": self.name(decider) if decider else None},
        )
