"""What a document is once it is read: its plain text, and its paragraphs as stretches of that text."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from istmo.kernel.problem import Problem

#: What stands between two paragraphs of a text that is put together here.
BETWEEN = "\n\n"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: `document.text[start:end]`.

    place: where a reader finds it, in words: `line 14`, `page 3, paragraph 2`, `table 2, row 3, column 1`.
    number: counted from 1 within its part; of a Word document the number of its `w:p` among all of that part, empty
    ones counted, so that a copy can be marked at the same place.
    part: `body`, `table`, `footnote`, `endnote`, `header` or `footer`. page: of a PDF, counted from 1.
    """

    text: str
    start: int
    number: int
    place: str
    part: str = "body"
    page: int | None = None

    @property
    def end(self) -> int:
        """The character after its last."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Document:
    """A document as plain text. kind: the reader that read it: `txt`, `docx`, `html`, `pdf`.

    Of a file of text, `text` is exactly what was received, every character of it; spans count in it. problems: what a
    reader should know (pages without text, a guessed encoding); none of them is an error.
    """

    kind: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    problems: tuple[Problem, ...] = ()

    def at(self, position: int) -> Paragraph | None:
        """The paragraph that holds the character at this position; None for what stands between paragraphs."""
        return next((one for one in self.paragraphs if one.start <= position < one.end), None)

    def to_json(self) -> dict[str, Any]:
        """Plain dicts, lists and strings, for the way from the child to its parent."""
        return {
            "kind": self.kind,
            "text": self.text,
            "paragraphs": [
                {name: value for name, value in asdict(one).items() if name != "text"} | {"end": one.end}
                for one in self.paragraphs
            ],
            "problems": [problem.to_json() for problem in self.problems],
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Document":
        """Undo :meth:`to_json`."""
        text = raw["text"]
        kept = [({**one}, one["start"], one["end"]) for one in raw["paragraphs"]]
        return cls(
            raw["kind"],
            text,
            tuple(
                Paragraph(text=text[start:end], **{name: one[name] for name in one if name != "end"})
                for one, start, end in kept
            ),
            tuple(Problem.from_json(problem) for problem in raw["problems"]),
        )


@dataclass(frozen=True)
class Piece:
    """A paragraph before it has its place in the text."""

    text: str
    number: int
    place: str
    part: str = "body"


def joined(kind: str, pieces: Iterable[Piece], problems: Iterable[Problem] = ()) -> Document:
    """A document out of its paragraphs, an empty line between each two."""
    paragraphs: list[Paragraph] = []
    start = 0
    for piece in pieces:
        paragraphs.append(Paragraph(piece.text, start, piece.number, piece.place, piece.part))
        start += len(piece.text) + len(BETWEEN)
    return Document(kind, BETWEEN.join(p.text for p in paragraphs), tuple(paragraphs), tuple(problems))
