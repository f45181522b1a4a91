"""Web pages: the words a reader sees, one paragraph a block. Nothing is fetched, and no script is looked at."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree, html

from istmo.formats._document.model import Document, Piece, joined
from istmo.formats._document.txt import decoded
from istmo.formats._shared import Limits, error
from istmo.kernel.problem import InputProblem, Where

ENDINGS = (".html", ".htm", ".xhtml")

_UNSEEN = frozenset({"head", "script", "style", "noscript", "template", "svg", "iframe", "object"})
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_CELLS = frozenset({"td", "th"})
_SPACE = re.compile(r"[ \t\r\n\f]+")


def read(path: Path, name: str, limits: Limits) -> Document:
    """The blocks of a page that hold words. InputProblem if it is no page, or holds none."""
    text, problems = decoded(path.read_bytes(), name)
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise InputProblem([_no_words(name)]) from None
    pieces = [Piece(block, number, f"paragraph {number}") for number, block in enumerate(_blocks(root), 1)]
    if not pieces:
        raise InputProblem([_no_words(name)])
    return joined("html", pieces, problems)


def _no_words(name: str) -> Any:
    found = "the page holds no words: it may be drawn by a script, or be no page"
    return error("no_text", found, Where(file=name), fix="save the page as it is shown, or as PDF")


def _blocks(root: Any) -> Iterator[str]:
    """The words of every block; a row of a table is one, its cells divided by tabs."""
    held: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start" and tag in _UNSEEN:
            walk.skip_subtree()
            continue
        if tag in _BLOCKS:
            if block := _told(held):
                yield block
            held.clear()
        if event == "start":
            held.append("\v" if tag in _CELLS else "")
            held.append(element.text or "")
        else:
            held.append("\r\r" if tag == "br" else "")
            held.append(element.tail or "")
    if block := _told(held):
        yield block


def _told(held: list[str]) -> str:
    """What a browser shows: runs of space are one; a break is a line end, and a cell begins after a tab."""
    rows = "".join(held).split("\r\r")
    cells = ["\t".join(_SPACE.sub(" ", cell).strip() for cell in row.strip().split("\v")) for row in rows]
    return "\n".join(cells).strip()
