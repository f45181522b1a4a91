"""Answers of questions in the language of a page: sentences said anew, names as the release calls them.

English pages take answers as they are.
"""

from collections.abc import Iterable
from typing import Any

from istmo.analyse import catalogue
from istmo.publish import foreign
from istmo.publish.words import Words
from istmo.release.reader import Release

#: Columns in which questions write sentences of their own.
_SAID = {
    "assumptions", "baseline_told", "breaks", "finding", "funds", "gaps", "lacks", "level", "made", "moved",
    "not_available", "notes", "parts_told", "reasons", "result_told", "said", "sentence", "stands",
    "status_words", "target_told",
}  # fmt: skip
#: Columns that hold names and texts of the release.
_NAMED = {
    "actions", "comments", "custom_reason", "limitations", "office", "what",
    "actors", "addressee", "budget_line", "condition", "counterparts", "decided_by", "definition", "donor", "due_as_written",
    "evaluator", "explanation", "findings", "forum", "implementing", "method", "name", "note", "plan", "question",
    "remark", "sector", "sectors", "successors", "takes_over", "text", "title", "told", "why",
}  # fmt: skip
_ENDS = ("_name", "_title", "_note")


def ask(question: str, release: Release, words: Words, **where: object) -> list[dict[str, Any]]:
    """The rows of a question's answer."""
    return spoken(catalogue.ask(question, release, **where).dicts(), words)


def spoken(rows: Iterable[dict[str, Any]], words: Words) -> list[dict[str, Any]]:
    """The same rows in the language of `words`; codes, periods and what a source wrote stay as they are."""
    if words.lang == "en":
        return list(rows)
    return [_row(row, words) for row in rows]


def _row(row: dict[str, Any], words: Words) -> dict[str, Any]:
    """What others publish in their own words is of a language that nobody told."""
    # Of a claim it is what a document says; of the rows behind a number it is our own sentence.
    said = _SAID | {"told"} if "kind_of_row" in row else _SAID
    told = {
        column: _cell(column in said, column, cell, words) if isinstance(cell, str) else cell
        for column, cell in row.items()
    }
    if row.get("beside") is not True and "result_told" not in row:
        return told
    return {column: foreign.unsure(cell) if isinstance(cell, str) else cell for column, cell in told.items()}


def _cell(is_said: bool, column: str, cell: str, words: Words) -> str:
    if is_said:
        return words.told(cell)
    if column in _NAMED or column.endswith(_ENDS):
        return _list(cell, words)
    return cell


def _list(cell: str, words: Words) -> str:
    """A name, or several with semicolons or commas between them."""
    if cell in words.names:
        return words.named(cell)
    if "; " in cell:
        return "; ".join(_list(part, words) for part in cell.split("; "))
    parts = cell.split(", ")
    return (
        ", ".join(map(words.named, parts))
        if all(part in words.names for part in parts)
        else words.named(cell)
    )
