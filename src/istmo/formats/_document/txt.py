"""Files of text and Markdown: the text is exactly the characters received, and a place is a line."""

from bisect import bisect_right
from pathlib import Path

from istmo.formats import _text
from istmo.formats._document import lines
from istmo.formats._document.model import Document, Paragraph
from istmo.formats._shared import Limits, error, note
from istmo.kernel.problem import InputProblem, Problem, Where

ENDINGS = (".txt", ".text", ".md", ".markdown")


def read(path: Path, name: str, limits: Limits) -> Document:
    """The text and its paragraphs. InputProblem if it is empty or no text."""
    text, problems = decoded(path.read_bytes(), name)
    ends = [at for at, character in enumerate(text) if character == "\n"]
    paragraphs = tuple(
        Paragraph(text[start:end], start, number, f"line {bisect_right(ends, start - 1) + 1}")
        for number, (start, end) in enumerate(lines.paragraphs(text), 1)
    )
    return Document("txt", text, paragraphs, problems)


def decoded(content: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Bytes as characters, none changed: UTF-8 or UTF-16, else Windows-1252, which is told in a note.

    A byte order mark is no character of the text. InputProblem if there is nothing, or something that is no text.
    """
    where = Where(file=name)
    wide = _text.wide(content[: 1 << 16])
    text, told = _characters(content, wide, where)
    if not text.strip():
        raise InputProblem(
            [error("empty_file", "the document is empty", where, fix="look at what was saved")]
        )
    if "\0" in text:
        found = "the file is damaged, or no text: it holds characters that no text has (NUL)"
        raise InputProblem([error("not_text", found, where, fix="save it again as text (UTF-8)")])
    return text, told


def _characters(content: bytes, wide: str, where: Where) -> tuple[str, tuple[Problem, ...]]:
    if wide:
        return content.decode(wide, errors="replace"), ()
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        told = note(
            "encoding_guessed",
            "the file is not UTF-8 and was read as Windows-1252",
            where,
            why="accents are wrong if it was written with another code page",
            fix="save it as UTF-8",
        )
        return content.decode("cp1252", errors="istmo.as_latin_1"), (told,)
