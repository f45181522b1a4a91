"""Markdown of a stranger as parts of a page: words as HTML without any HTML of theirs, and the figures they name between.

HTML, pictures and code are not read as such: they stay the characters that were typed. Links lead to the web only.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from istmo.publish.authored.named import CALL

#: Signs of our own in place of a named figure; a text that has them already is refused.
OPEN, CLOSE = "\ue000", "\ue001"
_LINKS = ("https://", "http://", "mailto:")
_HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h5", "h5": "h5", "h6": "h5"}
_NOT_READ = ("code", "fence", "html_block", "html_inline", "image", "reference", "hr")


@dataclass(frozen=True)
class Stretch:
    """One paragraph, item or heading as typed. line: counted from 1 in the body; calls: the numbers of those in it."""

    text: str
    line: int
    calls: tuple[int, ...]


@dataclass(frozen=True)
class Read:
    """A body that is read. calls: what stood between braces, with its line; parts: HTML, and numbers of calls."""

    stretches: tuple[Stretch, ...]
    calls: tuple[tuple[str, int], ...]
    parts: tuple[Markup | int, ...]
    misplaced: tuple[int, ...]


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    reader.disable([*_NOT_READ])
    reader.validateLink = lambda url: url.lower().startswith(_LINKS)  # type: ignore[method-assign]
    return reader


def read(body: str) -> Read:
    """Read a body; ValueError if it holds the signs we use ourselves."""
    if OPEN in body or CLOSE in body:
        raise ValueError("the text holds characters of a private kind (U+E000, U+E001)")
    calls: list[tuple[str, int]] = []

    def put(found: re.Match[str]) -> str:
        calls.append((found[1].strip(), body.count("\n", 0, found.start()) + 1))
        return f"{OPEN}{len(calls) - 1}{CLOSE}"

    told = CALL.sub(put, body)
    tokens = _reader().parse(told)
    for token in tokens:
        token.tag = _HEADINGS.get(token.tag, token.tag)
    html = str(_reader().renderer.render(tokens, _reader().options, {}))
    parts = tuple(_parts(html))
    placed = {part for part in parts if isinstance(part, int)}
    return Read(
        tuple(_stretches(tokens)), tuple(calls), parts, tuple(n for n in range(len(calls)) if n not in placed)
    )


def _parts(html: str) -> Iterator[Markup | int]:
    """The HTML in pieces, and the numbers of calls between; one inside a tag stays out: nothing can be shown there."""
    before, is_tag = "", False
    for piece in re.split(f"({OPEN}[0-9]+{CLOSE})", html):
        if piece.startswith(OPEN) and not is_tag:
            yield Markup(before)  # noqa: S704  (made by the renderer, which escapes every character of the text)
            yield int(piece[1:-1])
            before = ""
            continue
        if not piece.startswith(OPEN):
            before += piece
        is_tag = before.rfind("<") > before.rfind(">")
    yield Markup(before)  # noqa: S704  (the same)


def _stretches(tokens: Sequence[Token]) -> Iterator[Stretch]:
    for token in tokens:
        if token.type == "inline":
            text = _typed(token.children or [])
            calls = tuple(int(number) for number in re.findall(f"{OPEN}([0-9]+){CLOSE}", text))
            yield Stretch(text, (token.map or [0])[0] + 1, calls)


def _typed(children: Sequence[Token]) -> str:
    """The words of a stretch without the signs of Markdown."""
    return "".join("\n" if child.type in ("softbreak", "hardbreak") else child.content for child in children)
