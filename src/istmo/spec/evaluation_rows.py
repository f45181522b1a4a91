"""From `evaluations.yaml`, which all frameworks share, to rows: evaluations, what they are about, recommendations."""

from typing import Any

from istmo.spec.draft import Draft
from istmo.spec.evaluation_models import Evaluation, Recommendation
from istmo.spec.fields import main
from istmo.spec.items import Reader
from istmo.spec.node_paths import NodePaths
from istmo.spec.undertaking_rows import last_day, span
from istmo.spec.yaml_file import Document, Loc

EVALUATION_TABLES = (
    "evaluations",
    "evaluation_links",
    "recommendations",
    "recommendation_follow_ups",
)
#: The key that things an evaluation is about stand under, and their column; nodes name their framework besides.
ABOUT = {"indicators": "indicator", "activities": "activity", "places": "place", "sectors": "sector"}
_PLAIN = (
    "code",
    "kind",
    "external",
    "agency",
    "status",
    "planned_for",
    "begun_on",
    "completed_on",
    "published_on",
    "source",
)


def add_evaluations(document: Document, draft: Draft) -> None:
    """Read the evaluations. Frameworks and agencies must have been read: nodes and names are looked up there."""
    writer = _Writer(Reader(document, draft))
    for evaluation, loc in writer.reader.many(Evaluation, document.value, (), *EVALUATION_TABLES):
        writer.evaluation(evaluation, loc)


class _Writer:
    """Writes the rows of one evaluation after the other."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.draft = reader, reader.draft
        self.nodes = NodePaths(reader)
        self.agencies = {row["code"]: row["name"] for row, _ in self.draft.records("agencies")}

    def evaluation(self, told: Evaluation, loc: Loc) -> None:
        days = {"completed_by": ("completed_on",), "published_by": ("published_on",)}
        at = self.reader.at(loc, char_start=("span",), char_end=("span",), **days)
        words = ("title", "question", "method", "evaluator", "findings", "note")
        self.draft.add(
            "evaluations",
            at,
            **{name: getattr(told, name) for name in _PLAIN},
            completed_by=last_day(told.completed_on),
            published_by=last_day(told.published_on),
            **span(told.span),
            **self.draft.words("evaluations", told.code, at, **{name: getattr(told, name) for name in words}),
        )
        self.links(told, loc)
        for place, recommendation in enumerate(told.recommendations):
            self.recommendation(told.code, place + 1, recommendation, (*loc, "recommendations", place))

    def links(self, told: Evaluation, loc: Loc) -> None:
        position = 0
        for place, path in enumerate(told.nodes):
            here = (*loc, "nodes", place)
            if found := self.nodes.read(path, here):
                position += 1
                self.link(told.code, position, here, framework=found[0], node=found[1])
        for key, column in ABOUT.items():
            for place, code in enumerate(getattr(told, key)):
                position += 1
                self.link(told.code, position, (*loc, key, place), **{column: code})

    def link(self, code: str, position: int, loc: Loc, **about: str) -> None:
        at = self.reader.at(loc, evaluation=(), position=(), **dict.fromkeys(about, ()))
        self.draft.add("evaluation_links", at, evaluation=code, position=position, **about)

    def recommendation(self, code: str, number: int, told: Recommendation, loc: Loc) -> None:
        at = self.reader.at(loc, addressee=("to",), agency=("to",), due_by=("due",))
        agency = told.to.agency if told.to else None
        key = f"{code}:{number}"
        named = {"addressee": told.to.name if told.to else None}
        words: dict[str, Any] = self.draft.words(
            "recommendations", key, at, text=told.text, note=told.note, **named
        )
        # An agency is called as the register of agencies calls it, unless it is called otherwise here.
        words["addressee"] = main(named["addressee"])[1] or self.agencies.get(agency or "", agency)
        self.draft.add(
            "recommendations",
            at,
            evaluation=code,
            position=number,
            agency=agency,
            response=told.response,
            due=told.due,
            due_by=last_day(told.due),
            **words,
        )
        for place, said in enumerate(told.follow_ups):
            here = self.reader.at((*loc, "follow_ups", place), on_by=("on",))
            self.draft.add(
                "recommendation_follow_ups",
                here,
                evaluation=code,
                recommendation=number,
                position=place + 1,
                on_by=last_day(said.on),
                **{name: getattr(said, name) for name in ("state", "on", "informant", "evidence")},
                **self.draft.words("recommendation_follow_ups", f"{key}:{place + 1}", here, note=said.note),
            )
