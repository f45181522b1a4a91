"""Which fields an item of a framework's files has, read off the models of `spec` and the columns of its registers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import PurePosixPath
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from istmo.kernel.schema import Type
from istmo.kernel.tables import TABLES
from istmo.spec.change_models import Fate
from istmo.spec.fields import OneOf
from istmo.spec.folder import CHANGES
from istmo.spec.models import Category, Dimension, Horizon, Indicator, Link, Node, Passage, Strategy

#: Languages a text is written in on these pages; others of a file stay as they are.
LANGUAGES = ("en", "es")
#: List of a file -> what one of its items is.
MODELS: dict[str, type[BaseModel]] = {
    "head": Strategy,
    "nodes": Node,
    "horizons": Horizon,
    "links": Link,
    "sections": Passage,
    "indicators": Indicator,
    "dimensions": Dimension,
    "categories": Category,
    "fates": Fate,
}
#: Lists that hold something else in the file of changes than in the others: what became of nodes and indicators.
_FATES = ("nodes", "indicators")
#: Of the top of a file: what is an item of its own; of a node: its children.
_APART = {"head": ("nodes", "horizons", "sections", "links"), "nodes": ("children",)}
#: Lists that a cell of a register holds, parted by |.
_LISTS = {"aliases": ("places", "agencies", "sources", "forums"), "members": ("places",)}


@dataclass(frozen=True)
class Field:
    """One field. name: its key, `algebra.measure` inside a map; kind: how it is typed.

    words: one text a language; line, text, number, day, yes: one value; choice: of a closed list; lines: one value a
    line; rows: the values of a small map a line, parted by |; pair: two numbers.
    """

    name: str
    kind: str
    required: bool = False
    choices: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The key of the item it belongs to."""
        return self.name.partition(".")[0]


def list_of(path: str, name: str) -> str:
    """The list an item stands in: `nodes` of `nodes:1.2`, `sections` of `sections.goals:3`, the register of a row."""
    if path.endswith(".csv"):
        return PurePosixPath(path).stem
    of = name.partition(":")[0].partition(".")[0]
    return "fates" if of in _FATES and PurePosixPath(path).name == CHANGES else of


@cache
def fields(of: str) -> tuple[Field, ...]:
    """The fields of an item of that list, in the order of its file; none for a list that has no form."""
    if of in MODELS:
        return tuple(_of_model(MODELS[of], _APART.get(of, ())))
    return tuple(_of_register(of)) if of in TABLES else ()


def _of_model(model: type[BaseModel], apart: tuple[str, ...], inside: str = "") -> Iterator[Field]:
    for name, info in model.model_fields.items():
        if name in apart:
            continue
        annotation = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
        required = info.is_required() and not inside
        yield from _of_value(f"{inside}{name}", annotation, required)


def _of_value(name: str, annotation: Any, required: bool) -> Iterator[Field]:
    kind, metadata = _plain(annotation)
    closed = next((one.values for one in metadata if isinstance(one, OneOf)), ())
    if closed:
        yield Field(name, "choice", required, closed)
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from _of_model(kind, (), f"{name}.")
    elif get_origin(kind) is dict:
        yield Field(name, "words", required)
    elif get_origin(kind) is tuple:
        yield Field(name, "pair", required)
    elif get_origin(kind) is list:
        inner, _ = _plain(get_args(kind)[0])
        rows = isinstance(inner, type) and issubclass(inner, BaseModel)
        parts = tuple(inner.model_fields) if rows else ()
        yield Field(name, "rows" if rows else "lines", required, parts=parts)
    else:
        yield Field(name, _KINDS.get(kind, "line"), required)


_KINDS: dict[Any, str] = {bool: "yes", int: "number", Decimal: "number", date: "day"}


def _plain(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type without `None` beside it and without `Annotated`, and what was annotated."""
    metadata: tuple[Any, ...] = ()
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            metadata = (*metadata, *more)
        elif get_origin(annotation) in (Union, UnionType):
            others = [one for one in get_args(annotation) if one is not NoneType]
            if len(others) != 1:
                return str, metadata
            annotation = others[0]
        else:
            return annotation, metadata


def _of_register(table: str) -> Iterator[Field]:
    for column in TABLES[table].columns:
        if column.values:
            yield Field(column.name, "choice", column.required, column.values)
        elif column.type is Type.BOOLEAN:
            yield Field(column.name, "yes", column.required)
        else:
            yield Field(column.name, "text" if column.name == "note" else "line", column.required)
        if column.name in ("name", "title"):
            yield Field(f"{column.name}_es", "line")
    yield from (Field(name, "line") for name, tables in _LISTS.items() if table in tables)
