"""English words on a page that is said to be in another language."""

import re
from html.parser import HTMLParser

#: Words that no Spanish sentence has; two of them in one text make it English.
_WORDS = re.compile(
    r"\b(the|is|was|are|of|and|with|not|which|that|this|for|from|has|it|its|to|as|an|by)\b", re.I
)
_QUOTED = re.compile(r"“[^“”]*”")
#: What somebody types or a program reads.
_NO_TEXT = {"script", "style", "code", "pre", "textarea", "option"}
_SINGLE = {"input", "br", "meta", "link", "img", "hr", "col", "path", "rect", "line", "circle"}


class _Texts(HTMLParser):
    """The texts of a page that claim its own language: not those of a stranger (`dir="auto"`) or of another language."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[bool] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SINGLE:
            given = dict(attrs)
            others = tag in _NO_TEXT or given.get("dir") == "auto" or (tag != "html" and "lang" in given)
            self.open.append(others)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _SINGLE and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.open) and len(_WORDS.findall(_QUOTED.sub("", data))) > 1:
            self.found.append(" ".join(data.split()))


def left_in(page: str) -> list[str]:
    """Texts of a page that look English and do not say so."""
    texts = _Texts()
    texts.feed(page)
    return texts.found
