"""What is gathered while one file is read."""

from dataclasses import dataclass, field
from typing import Any

from istmo.formats._stratml.codes import own
from istmo.formats._stratml.element import Element, Notes
from istmo.formats._stratml.model import At, Row


@dataclass
class Gathered:
    """The framework so far. own: the code of the framework where istmo wrote the file itself, else empty."""

    notes: Notes
    code: str
    own: str
    language: str = "en"
    nodes: list[At] = field(default_factory=list)
    indicators: list[At] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    figures: list[dict[str, str]] = field(default_factory=list)
    #: Of a file of ours: indicators that a second node names, with that node.
    also: list[tuple[str, str]] = field(default_factory=list)
    #: Where each identifier stands first.
    seen: dict[str, Element] = field(default_factory=dict)
    codes: dict[str, set[str]] = field(
        default_factory=lambda: {"node": set(), "indicator": set(), "agency": set()}
    )

    def words(self, text: str) -> Any:
        """A text in the language of the file."""
        return text if self.language == "en" or not text else {self.language: text}

    def identified(self, element: Element, kind: str) -> str:
        """The code that istmo itself gave an element; empty of a stranger's. An identifier that came before is told."""
        found = element.one("Identifier")
        if found is None:
            return ""
        before = self.seen.get(found.text)
        if before is not None:
            told = f"the identifier {found.text} was given before, in line {before.line}"
            self.notes.wrong(found, told, "give each element its own")
            return ""
        self.seen[found.text] = found
        decoded = own(found.text) if self.own else None
        return decoded[2] if decoded and decoded[1] == kind and decoded[2] not in self.codes[kind] else ""
