"""An element while it is read: what was taken out of it is remembered, so that the rest can be told."""

from dataclasses import dataclass, field
from typing import Any

from istmo.formats._shared import note, warning
from istmo.kernel.problem import Problem, Where

#: Texts are told no longer than this.
LONGEST = 60


@dataclass
class Notes:
    """What did not fit, what was taken for something else, and what is wrong, each with its place in the file."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def left_out(self, at: "Element", found: str, fix: str, why: str = "") -> None:
        """Something that a framework has no place for."""
        self.problems.append(note("stratml_left_out", found, self.where(at), fix=fix, why=why))

    def kept_as(self, at: "Element", found: str, fix: str, why: str = "") -> None:
        """Something that was kept in another shape."""
        self.problems.append(note("stratml_kept_as", found, self.where(at), fix=fix, why=why))

    def taken_as(self, at: "Element", found: str, fix: str, why: str = "") -> None:
        """Something that StratML leaves open and a framework has to say: a person has to look at it."""
        self.problems.append(warning("stratml_taken_as", found, self.where(at), fix=fix, why=why))

    def wrong(self, at: "Element", found: str, fix: str, why: str = "") -> None:
        """Something that is against the rules of StratML itself."""
        self.problems.append(warning("stratml_wrong", found, self.where(at), fix=fix, why=why))

    def where(self, at: "Element") -> Where:
        """The line and the name of an element."""
        return Where(file=self.file, row=at.line, header=at.tag)


class Element:
    """One element by its plain name, with its texts and the elements in it."""

    def __init__(self, raw: Any, notes: Notes, within: "Element | None" = None) -> None:
        """Group the inner elements by their plain names."""
        self.raw, self.notes, self.within = raw, notes, within
        self.tag = local(raw.tag)
        self.inner: dict[str, list[Element]] = {}
        self.taken: set[str] = set()
        self.told: list[Element] = []
        for child in raw:
            self.inner.setdefault(local(child.tag), []).append(Element(child, notes, self))

    @property
    def line(self) -> int:
        """Its line in the file."""
        return int(self.raw.sourceline or 1)

    @property
    def text(self) -> str:
        """Its text without spaces around any line; what other markup holds is part of it."""
        lines = (line.strip() for line in "".join(self.raw.itertext()).splitlines())
        return "\n".join(line for line in lines if line)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is said here: StratML's forms leave every unused element in place."""
        return not "".join(self.raw.itertext()).strip()

    def attribute(self, name: str) -> str:
        """An attribute, empty where it is not given."""
        return str(self.raw.get(name) or "").strip()

    def all(self, tag: str) -> list["Element"]:
        """The elements of that name which say something."""
        self.taken.add(tag)
        return [one for one in self.inner.get(tag, []) if not one.is_empty]

    def one(self, tag: str) -> "Element | None":
        """The first element of that name which says something; further ones are told."""
        found = self.all(tag)
        for again in found[1:]:
            if again not in self.told:
                self.told.append(again)
                fix = "keep one of them"
                self.notes.wrong(
                    again, f"{self.tag} has a second {tag}, which is left out: {short(again.text)}", fix
                )
        return found[0] if found else None

    def said(self, tag: str) -> str:
        """The text of the one element of that name."""
        found = self.one(tag)
        return found.text if found else ""

    def rest(self) -> None:
        """Tell every element in it that nobody took."""
        for tag, found in self.inner.items():
            for one in found if tag not in self.taken else []:
                if not one.is_empty:
                    told = f"{tag} in {self.tag} is left out: {short(one.text)}"
                    self.notes.left_out(
                        one, told, "StratML has no such element here; look whether it is needed"
                    )


def local(tag: Any) -> str:
    """The name of an element or attribute without its namespace."""
    return str(tag).rpartition("}")[2]


def short(text: str) -> str:
    """A text as it is told: one line, cut where it is long."""
    plain = " ".join(text.split())
    return f"“{plain[:LONGEST]}…”" if len(plain) > LONGEST else f"“{plain}”"
