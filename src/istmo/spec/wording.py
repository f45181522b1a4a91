"""What pydantic finds wrong, said so that the author of the file can mend it."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from istmo.kernel.problem import Problem, Severity, Where
from istmo.spec.yaml_file import Document, Loc

#: By the kind of error pydantic reports: (our code, expected, cure). {marks} come from the error.
_TOLD: dict[str, tuple[str, str, str]] = {
    "string_type": (
        "wrong_value",
        "a text was expected",
        "write one, in quotes if it looks like something else",
    ),
    "string_too_short": ("missing_value", "this must not be empty", "write it out"),
    "string_too_long": ("wrong_value", "a code has at most {max_length} characters", "shorten it"),
    "string_pattern_mismatch": (
        "wrong_code",
        "a code begins with a letter or digit and has only letters, digits and . _ + - in it",
        "spell the code without spaces, accents and other marks",
    ),
    "int_parsing": ("wrong_value", "a whole number was expected", "write digits only"),
    "int_type": ("wrong_value", "a whole number was expected", "write digits only"),
    "decimal_parsing": ("wrong_value", "a number was expected", "write digits with a point, such as 0.5"),
    "decimal_type": ("wrong_value", "a number was expected", "write digits with a point, such as 0.5"),
    "bool_parsing": ("wrong_value", "yes or no was expected", "write true or false"),
    "bool_type": ("wrong_value", "yes or no was expected", "write true or false"),
    "literal_error": ("wrong_word", "one of {expected} was expected", "use one of these words"),
    "list_type": ("wrong_shape", "a list was expected", "begin each item with a dash, or write [a, b]"),
    "tuple_type": ("wrong_shape", "two numbers were expected", "write them like [10, 25]"),
    "not_words": (
        "wrong_shape",
        "a text, or one text per language such as {{en: Security, es: Seguridad}}, was expected",
        "write it out; within braces a text with a comma or colon stands in quotes",
    ),
    "model_type": ("wrong_shape", "keys with values were expected", "write them like {{code: …, title: …}}"),
    "too_short": ("wrong_shape", "something is missing here", "write it out"),
    "too_long": ("wrong_shape", "there is more here than expected", "take away what is too much"),
    "greater_than": ("out_of_range", "a number above {gt} was expected", "correct the number"),
    "greater_than_equal": ("out_of_range", "a number of at least {ge} was expected", "correct the number"),
    "less_than_equal": ("out_of_range", "a number of at most {le} was expected", "correct the number"),
    "not_a_date": ("wrong_value", "{sentence}", "write a day, month, quarter or year, or leave it out"),
    "not_a_deadline": (
        "wrong_value",
        "{sentence}",
        "write a date, or the deadline's own words alone: due: {{as_written: …}}",
    ),
    "no_deadline": (
        "missing_key",
        "a deadline has a date or words",
        "write by: or as_written:, or leave due out where none is stated",
    ),
    "nobody": (
        "missing_key",
        "the code of an agency or a name was expected",
        "write agency:, or name: for a party that the register of agencies does not have",
    ),
    "compared_once": (
        "nothing_compared",
        "one thing to compare with was expected",
        "write baseline: with a period of the same series, or against: with another group's figure, not both",
    ),
    "not_a_breakdown": ("wrong_value", "{sentence}", "write it so, or leave it out for the total"),
    "finite_number": ("wrong_value", "a number was expected", "write digits only"),
}


def told(document: Document, model: type[BaseModel], loc: Loc, error: ErrorDetails) -> Problem:
    """One error of pydantic in the item at `loc` of the file, as a problem."""
    path: Loc = (*loc, *error["loc"])
    where = document.where(path)
    if error["type"] == "extra_forbidden":
        return _unknown_key(where, str(path[-1]), keys_at(model, error["loc"][:-1]))
    if error["type"] == "missing":
        fix = f"write {path[-1]}: and its value"
        return Problem("missing_key", Severity.ERROR, f"{_item(path[:-1])} has no {path[-1]}", where, fix=fix)
    code, expected, fix = _TOLD.get(error["type"], ("wrong_value", error["msg"], "correct the value"))
    marks: Mapping[str, Any] = error.get("ctx", {})
    expected, fix = expected.format(**marks), fix.format(**marks)
    return Problem(
        code, Severity.ERROR, f"{_item(path)} is {shown(error['input'])}", where, expected, fix=fix
    )


def _unknown_key(where: Where, key: str, known: list[str]) -> Problem:
    near = nearest(key, known)
    fix = f"write {near} instead" if near else f"the keys here are {', '.join(known)}"
    return Problem("unknown_key", Severity.ERROR, f"there is no key “{key}” here", where, fix=fix)


def nearest(word: str, known: list[str]) -> str:
    """The known word most like this one; empty if none is like it. Capitals do not matter."""
    folded = {candidate.casefold(): candidate for candidate in sorted(known, reverse=True)}
    close = get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def shown(value: Any) -> str:
    """A value of the file as its author would know it again, shortened."""
    if value is None:
        return "empty"
    if isinstance(value, str):
        return f"“{value[:57]}…”" if len(value) > 60 else f"“{value}”" if value else "empty"
    return (
        "a list"
        if isinstance(value, list)
        else "a map of keys and values"
        if isinstance(value, dict)
        else str(value)
    )


def path_words(path: Loc) -> str:
    """`indicators 3, preset`: a path with places counted from one."""
    words = [f"{part + 1}" if isinstance(part, int) else part for part in path]
    joined = ""
    for position, word in enumerate(words):
        joined += (" " if isinstance(path[position], int) else ", ") + word if joined else word
    return joined


def _item(path: Loc) -> str:
    return path_words(path) if path else "the file"


def keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys that may stand at a path within a model."""
    here: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, str) and here is not None and part in here.model_fields:
            here = _model_in(here.model_fields[part].annotation)
    return list(here.model_fields) if here is not None else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model an annotation such as `list[Node] | None` speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part)) is not None), None)
