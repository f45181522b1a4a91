"""Reads a page as a reader's program does: elements with their attributes and words."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "br", "hr", "img", "input"}
_SILENT = {"style", "script", "title", "desc"}


@dataclass
class Element:
    """One element with the words inside it."""

    tag: str
    attributes: dict[str, str]
    words: str = ""


@dataclass
class Page(HTMLParser):
    """All elements of a page in order, and all of its words."""

    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)
    words: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    @classmethod
    def read(cls, text: str) -> "Page":
        """Parse a page; every element that was opened has been closed."""
        page = cls()
        page.feed(text)
        page.close()
        assert not page.open, [element.tag for element in page.open]
        return page

    def all(self, tag: str) -> list[Element]:
        """Every element of that name."""
        return [element for element in self.elements if element.tag == tag]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, (self.open[-1].tag, tag)
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.words += data
        if not _SILENT & {element.tag for element in self.open}:
            self.words += data
