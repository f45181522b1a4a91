"""What a question gives back: a table with its notes, exact in every form it is written in."""

import csv
import io
import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple, Protocol

from istmo.kernel.period import Period
from istmo.kernel.problem import WrongUse
from istmo.kernel.quantity import plain
from istmo.release.column import FEW, Coded


def batches(
    release: "Queryable",
    question: str,
    shape: type[NamedTuple],
    parameters: Mapping[str, Any],
    together: int = 0,
) -> Iterator[dict[str, Coded]]:
    """What a question's SQL answers, some of its rows at a time, column by column; `shape` names the columns.

    together: rows alike in the first so many columns come in one batch. Of one indicator all rows come at once.
    """
    if parameters.get("indicator") is not None:
        told = columns(release, question, shape, parameters)
        yield {name: Coded(values) for name, values in told.items()}
        return
    exact = {name for name, told in shape.__annotations__.items() if "Decimal" in str(told)}
    asked = _selected(sql(question, parameters), list(shape.__annotations__), exact)
    for batch in release.batches(asked, given(asked, parameters), together):
        yield {name: column.decimals() if name in exact else column for name, column in batch.items()}


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _selected(text: str, names: Sequence[str], exact: Container[str]) -> str:
    """The SQL for these columns; decimals as text, which is four times quicker to hand over."""
    cast = ", ".join(f'CAST("{n}" AS VARCHAR) AS "{n}"' if n in exact else f'"{n}"' for n in names)
    return f"SELECT {cast} FROM (\n{text}\n) AS answer"


def columns(
    release: "Queryable",
    question: str,
    shape: type[NamedTuple],
    parameters: Mapping[str, Any],
    *more: type[NamedTuple],
    few: bool = False,
) -> dict[str, list[Any]]:
    """What a question's SQL answers, column by column, in the order of its rows; `shape` and `more` name them.

    Decimals travel as text and are made here. few: there are so few rows, as of one indicator, that bringing in
    pyarrow would cost more than it saves.
    """
    text = sql(question, parameters)
    wanted = {name: str(told) for one in (shape, *more) for name, told in one.__annotations__.items()}
    if few or parameters.get("indicator") is not None:
        named = ", ".join(f'"{name}"' for name in wanted)
        rows = release.query(f"SELECT {named} FROM (\n{text}\n) AS answer", given(text, parameters))
        return (
            dict(zip(wanted, map(list, zip(*rows, strict=True)), strict=True))
            if rows
            else {n: [] for n in wanted}
        )
    exact = {name for name, told in wanted.items() if "Decimal" in told}
    by_name = release.lists(_selected(text, list(wanted), exact), given(text, parameters))
    for name in exact:
        by_name[name] = _decimals(by_name[name])
    return by_name


def _decimals(texts: list[str | None]) -> list[Decimal | None]:
    """Texts read as decimals; where the same stands often, as noughts do, each once."""
    different = set(texts)
    if len(different) * FEW > len(texts):
        return list(map(_decimal, texts))
    return list(map({text: _decimal(text) for text in different}.__getitem__, texts))


#: A step on a line of its own; the comma behind it stays.
_STEP = re.compile(r"^ *\{(\w+)\}", re.MULTILINE)
#: The begin of a passage that has something to do only with one of these, or only without all of them; `--]` ends it.
_BEGINS = re.compile(r"--\[ (?P<way>with|without) (?P<names>.+)")
_ENDS = "--]"
_COMMENT = re.compile(r"^ *--.*\n", re.MULTILINE)
_PARAMETER = re.compile(r"\$(\w+)")

#: How many letters of a CSV go out at once.
_PART = 1 << 20

Cell = str | int | bool | Decimal | date | None
Row = tuple[Any, ...]


def sql(question: str, parameters: Mapping[str, Any] | None = None) -> str:
    """The whole SQL of a question, as an analyst can run it by hand: its steps put in where it names them, `{step}`.

    With parameters only what they need, without comments: without `$since`, say, the passages that make the totals of
    some days give nothing, and reading and planning them takes longer than answering a small question. Names besides
    those of parameters tell what was found in the release (`selected`).
    """
    if parameters is None:
        return _joined(_kept(_whole(question), None))
    absent = frozenset(name for name, value in parameters.items() if value in (None, False))
    return _composed(question, absent)


def given(text: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Of the parameters those that an SQL names."""
    named = set(_PARAMETER.findall(text))
    return {name: value for name, value in parameters.items() if name in named}


def found(release: "Queryable", step: str, asked: Mapping[str, Any]) -> dict[str, Any]:
    """The one row of a step that tells which rules have anything to do, by column: names for :func:`sql`."""
    text = f"SELECT told FROM (\n{sql(f'steps/{step}', asked)}\n) AS told"  # a whole row comes as a dict
    ((told,),) = release.query(text, given(text, asked))
    return dict(told)


@cache
def _composed(question: str, absent: frozenset[str]) -> str:
    """The SQL without the passages that what is absent leaves nothing to do for."""
    return _COMMENT.sub("", _joined(_kept(_whole(question), absent)))


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def _kept(text: str, absent: frozenset[str] | None) -> Iterator[str]:
    """The lines of the passages that are needed. absent None: nothing is, and marks stay for the reader."""
    around: list[bool] = []
    for line in text.splitlines():
        begins = _BEGINS.match(line.strip())
        if begins:
            around.append(_is_needed(begins["way"], begins["names"], absent))
        is_mark = bool(begins) or line.strip() == _ENDS
        if all(around) and not (is_mark and absent is not None):
            yield line
        if line.strip() == _ENDS:
            around.pop()


def _is_needed(way: str, names: str, absent: frozenset[str] | None) -> bool:
    nothing = absent is not None and {*names.replace("$", "").split(" or ")} <= absent
    return nothing == (way == "without")


@cache
def _whole(question: str) -> str:
    folder = files("istmo.analyse")
    return _read(folder.joinpath(f"{question}.sql"), folder.joinpath("steps"))


def _read(file: Traversable, steps: Traversable) -> str:
    """A file with its steps, and theirs."""
    own = file.read_text(encoding="utf-8").rstrip()
    return _STEP.sub(lambda step: _read(steps.joinpath(f"{step[1]}.sql"), steps), own)


class Queryable(Protocol):
    """An open release, as far as questions need one."""

    def query(self, sql: str, parameters: Any = ()) -> list[Row]:
        """The rows of one SELECT."""

    def lists(self, sql: str, parameters: Any = ()) -> dict[str, list[Any]]:
        """The same, column by column."""

    def batches(self, sql: str, parameters: Any = (), together: int = 0) -> Iterator[dict[str, Coded]]:
        """The same, some rows at a time; rows alike in the first `together` columns come at once."""


@dataclass(frozen=True)
class Answer:
    """Rows under their columns, and notes that hold for all of them. Decimals are exact; rounding is for showing.

    reading: the few columns a person wants to see first; empty means all.
    """

    columns: tuple[str, ...]
    rows: Sequence[Row]
    notes: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()

    def dicts(self) -> list[dict[str, Any]]:
        """One dict per row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def where(self, wanted: Mapping[str, object]) -> "Answer":
        """The rows whose cells read as wanted: text, exact numbers, ISO dates, periods; empty text finds empty cells."""
        if not wanted:
            return self
        places = [(self.columns.index(column), _told(column, value)) for column, value in wanted.items()]
        kept = tuple(row for row in self.rows if all(text(row[at]) == value for at, value in places))
        return replace(self, rows=kept)

    def to_csv(self) -> str:
        """RFC 4180 with a header; empty cells for what is not there."""
        return "".join(self.csv_parts())

    def csv_parts(self) -> Iterator[str]:
        """The same, some rows at a time: millions of them as one text would take more than they do as rows."""
        written = io.StringIO()
        writer = csv.writer(written, lineterminator="\r\n")
        writer.writerow(self.columns)
        for row in self.rows:
            writer.writerow([text(cell) for cell in row])
            if written.tell() > _PART:
                yield written.getvalue()
                written.seek(0)
                written.truncate()
        yield written.getvalue()

    def to_json(self) -> str:
        """`{"columns": […], "rows": [{…}], "notes": […]}`; decimals are strings, so that no reader rounds them."""
        rows = [{name: _json(cell) for name, cell in row.items()} for row in self.dicts()]
        shape = {"columns": self.columns, "rows": rows, "notes": self.notes}
        return json.dumps(shape, ensure_ascii=False, indent=2)


def text(cell: object) -> str:
    """One cell as exact text: no exponent, no idle zeros; an empty cell is empty text."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return plain(cell) if isinstance(cell, Decimal) else str(cell)


def _told(column: str, value: object) -> str:
    """What a cell must read as; one period has several spellings (FY2018-Q2 is 2018-Q1), and its cell has one."""
    told = text(value)
    if column != "period":
        return told
    try:
        return Period.parse(told).code
    except ValueError:
        return told


def _json(cell: Cell) -> str | int | bool | None:
    if isinstance(cell, (Decimal, date)):
        return text(cell)
    return cell


def known(where: Mapping[str, object], columns: Sequence[str], question: str) -> None:
    """Refuse conditions on columns that the question does not have; WrongUse names those it has."""
    unknown = [column for column in where if column not in columns]
    if unknown:
        raise WrongUse(
            f"{question} has no column {', '.join(unknown)}. It has {', '.join(columns)}."
            if len(unknown) == 1
            else f"{question} has no columns {', '.join(unknown)}. It has {', '.join(columns)}."
        )
