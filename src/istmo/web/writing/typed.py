"""From an item's values to what stands in a form's controls, and back: only what a person changed is changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

from istmo.web.writing.shape import LANGUAGES, Field
from istmo.web.writing.words import Told

Values = Mapping[str, Any]
_ENDS: tuple[Told, Told] = (_("first"), _("last"))
#: The one part of a small map that is yes or no, and how files say that besides.
_FLAG, _YES = "required", {"true": "yes", "false": "no"}
_NAMES: dict[str, Told] = {"en": _("English"), "es": _("Spanish")}


@dataclass(frozen=True)
class Control:
    """One control of a field. name: of the form; label: what it adds to the field's, where a field has several."""

    name: str
    text: str
    label: Told = ""
    language: str = ""


def controls(field: Field, values: Values) -> tuple[Control, ...]:
    """The controls of a field with what the item says."""
    value = _value(field, values)
    if field.kind == "words":
        said = value if isinstance(value, Mapping) else {"en": value}
        return tuple(
            Control(f"{field.name}.{code}", _line(said.get(code)), _NAMES[code], code) for code in LANGUAGES
        )
    if field.kind == "pair":
        ends = [*map(_line, value if isinstance(value, list) else ()), "", ""][:2]
        return tuple(Control(f"{field.name}.{at}", text, _ENDS[at]) for at, text in enumerate(ends))
    return (Control(field.name, _text(field, value)),)


def changed(fields: tuple[Field, ...], values: Values, typed: Mapping[str, str]) -> dict[str, Any]:
    """Key -> what it is to say now, for the keys of which something was changed; None takes a key away.

    What the form does not show (a third language, a key of a later version) stays as it is.
    """
    touched = {
        field.key
        for field in fields
        for control in controls(field, values)
        if control.name in typed and _plain(typed[control.name]) != _plain(control.text)
    }
    return {key: _merged(key, fields, values, typed) for key in sorted(touched)}


def retyped(fields: tuple[Field, ...], values: Values, typed: Mapping[str, str]) -> dict[str, Any]:
    """The item's values with what was typed put in, to show a form again."""
    return {**values, **changed(fields, values, typed)}


def _merged(key: str, fields: tuple[Field, ...], values: Values, typed: Mapping[str, str]) -> Any:
    of_key = [field for field in fields if field.key == key]
    if of_key[0].name == key:
        return _told(of_key[0], values.get(key), typed)
    before = values.get(key)
    # A plain text stands for a map with its first field: `mission: …` for `{text: …}`.
    said = dict(before) if isinstance(before, Mapping) else {of_key[0].name.partition(".")[2]: before}
    for field in of_key:
        inner = field.name.partition(".")[2]
        said[inner] = _told(field, said.get(inner), typed)
    return {name: value for name, value in said.items() if value is not None} or None


def _told(field: Field, before: Any, typed: Mapping[str, str]) -> Any:
    """What a field is to say; what was not sent stays."""
    if field.kind == "words":
        said = dict(before) if isinstance(before, Mapping) else ({"en": before} if before else {})
        for code in LANGUAGES:
            name = f"{field.name}.{code}"
            if name in typed:
                said[code] = _plain(typed[name])
        said = {code: text for code, text in said.items() if text}
        return said["en"] if set(said) == {"en"} else said or None
    if field.kind == "pair":
        ends = [_number(_plain(typed.get(f"{field.name}.{at}", ""))) for at in (0, 1)]
        return ends if any(end is not None for end in ends) else None
    if field.name not in typed:
        return before
    text = _plain(typed[field.name])
    return _rows(field, text, before) if field.kind == "rows" and text else _read(field, text)


def _rows(field: Field, text: str, before: Any) -> Any:
    """Small maps, one a line. What a line does not show of one that was there (another language) stays."""
    was = {_cells(field, one).partition(" |")[0]: one for one in before} if isinstance(before, list) else {}
    return [_kept(field, _row(field, line.strip()), was) for line in text.split("\n") if line.strip()]


def _kept(field: Field, row: Any, was: Mapping[str, Any]) -> Any:
    before = was.get(_cells(field, row).partition(" |")[0])
    if before is None:
        return row
    if _cells(field, before) == _cells(field, row):
        return before
    if not isinstance(before, Mapping) or not isinstance(row, Mapping):
        return row
    same = {name for name in row if _cell(name, before.get(name)) == _cell(name, row[name])}
    return {name: before[name] if name in same else value for name, value in row.items()}


def _read(field: Field, text: str) -> Any:
    if not text:
        return None
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    read: dict[str, Any] = {
        "number": lambda: _number(text),
        "yes": lambda: {"yes": True, "no": False}.get(text, text),
        "day": lambda: _day(text),
        "lines": lambda: lines,
    }
    return read[field.kind]() if field.kind in read else text


def _row(field: Field, line: str) -> Any:
    """One line as a map; a single value stands for the map's first field, as in the file."""
    cells = [cell.strip() for cell in line.split("|")]
    said = {
        name: _flag(cell) if name == _FLAG else cell
        for name, cell in zip(field.parts, cells, strict=False)
        if cell
    }
    more = cells[len(field.parts) :]
    if more:  # too many bars: the text goes on as typed, and `framework check` says what is wrong
        said[field.parts[-1]] = " | ".join([str(said.get(field.parts[-1], "")), *more])
    return said[field.parts[0]] if set(said) == {field.parts[0]} and field.parts[1:2] == (_FLAG,) else said


def _flag(cell: str) -> Any:
    return {"yes": True, "no": False}.get(cell, cell)


def _number(text: str) -> Any:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text or None
    return number if number.is_finite() else text


def _day(text: str) -> Any:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _value(field: Field, values: Values) -> Any:
    outer, _dot, inner = field.name.partition(".")
    value = values.get(outer)
    if not inner:
        return value
    if isinstance(value, Mapping):
        return value.get(inner)
    return value if inner in ("text", "code") else None


def _text(field: Field, value: Any) -> str:
    if field.kind == "yes":
        return _YES.get(_line(value), _line(value))
    if field.kind == "lines":
        return "\n".join(map(_line, value)) if isinstance(value, list) else _line(value)
    if field.kind == "rows":
        return "\n".join(_cells(field, one) for one in value) if isinstance(value, list) else _line(value)
    return _line(value)


def _cells(field: Field, one: Any) -> str:
    if not isinstance(one, Mapping):
        return _line(one)
    cells = list(_told_cells(field, one))
    while cells and not cells[-1]:
        cells.pop()
    return " | ".join(cells)


def _told_cells(field: Field, one: Mapping[str, Any]) -> Iterator[str]:
    for name in field.parts:
        yield _cell(name, one.get(name))


def _cell(name: str, value: Any) -> str:
    said = _line(_first(value))
    return _YES.get(said, said) if name == _FLAG else said


def _first(value: Any) -> Any:
    """Of several languages the first is shown; the others are changed in the file."""
    return next(iter(value.values()), "") if isinstance(value, Mapping) else value


def _line(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _plain(text: str) -> str:
    """A browser sends line ends as two characters, and writers leave spaces at the ends."""
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip()
