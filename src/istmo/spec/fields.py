"""The kinds of value a framework's files hold: codes, words in several languages, closed lists, yes and no."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from istmo.kernel.period import Period
from istmo.kernel.tables import TABLES

#: Codes are put into paths, breakdowns (`=`, `;`) and lists (`|`), hence no mark of those.
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*")
LONGEST_CODE = 100
FIRST_LANGUAGE = "en"


def _own_language(value: Any) -> Any:
    if isinstance(value, str):
        return {FIRST_LANGUAGE: value}
    if not isinstance(value, dict) or not value or not all(_is_language(*pair) for pair in value.items()):
        raise PydanticCustomError("not_words", "a text, or one text per language, was expected")
    return value


def _is_language(key: Any, text: Any) -> bool:
    return isinstance(text, str) and re.fullmatch("[a-z]{2}", str(key)) is not None


Code = Annotated[str, StringConstraints(pattern=f"^{CODE.pattern}$", max_length=LONGEST_CODE)]
#: A node of this framework, or `framework/node` of another.
NodePath = Annotated[str, StringConstraints(pattern=f"^({CODE.pattern}/)?{CODE.pattern}$", max_length=201)]
Language = Annotated[str, StringConstraints(pattern="^[a-z]{2}$")]
Filled = Annotated[str, StringConstraints(min_length=1)]

_WORDS_SCHEMA = {
    "anyOf": [
        {"type": "string", "minLength": 1},
        {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z]{2}$"},
            "additionalProperties": {"type": "string", "minLength": 1},
            "minProperties": 1,
        },
    ]
}


#: A text, or the same text in several languages: `{en: Security, es: Seguridad}`. A plain text is English.
Words = Annotated[
    dict[Language, Filled], Field(min_length=1), BeforeValidator(_own_language), WithJsonSchema(_WORDS_SCHEMA)
]


def main(words: Mapping[str, str] | None) -> tuple[str | None, str | None]:
    """Language and text of what stands in the table itself: English, or else the first language given."""
    if not words:
        return None, None
    language = FIRST_LANGUAGE if FIRST_LANGUAGE in words else next(iter(words))
    return language, words[language]


def _iso_day(value: Any) -> Any:
    """Only the form 2017-06-30: pydantic would take seconds since 1970 as well."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise PydanticCustomError("not_a_day", "this is not a day such as 2017-06-30")
    return value


Day = Annotated[date, BeforeValidator(_iso_day)]


def _fits(value: Decimal) -> Decimal:
    """DECIMAL(38,9) with at most twenty digits before the point, as everywhere."""
    exponent = value.as_tuple().exponent
    if abs(value) >= 10**20 or (isinstance(exponent, int) and exponent < -9 and value != round(value, 9)):
        raise PydanticCustomError(
            "too_many_digits", "a number has at most 20 digits before the point and 9 after"
        )
    return value


Number = Annotated[Decimal, AfterValidator(_fits)]


def _currency(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch("[A-Z]{3}", value):
        raise PydanticCustomError("not_a_currency", "three capital letters such as USD were expected")
    return value


#: ISO 4217.
Currency = Annotated[str, BeforeValidator(_currency)]
Whole = Annotated[int, Field(ge=0, le=10**9)]


def _period(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return Period.parse(value).code
        except ValueError as wrong:
            raise PydanticCustomError("not_a_period", "{sentence}", {"sentence": str(wrong)}) from None
    return value


#: A period code, kept in its canonical form.
PeriodCode = Annotated[str, BeforeValidator(_period), WithJsonSchema({"type": "string"})]


def _year(value: Any) -> Any:
    """A year as an office counts it: FY2016, 2016, 2016-04/2017-03."""
    code = _period(value)
    if isinstance(code, str):
        year = Period.parse(code)
        if year.start is None or year.end is None or not 364 <= (year.end - year.start).days <= 365:
            raise PydanticCustomError(
                "not_a_year", "this is not a year, such as FY2016, 2016 or 2016-04/2017-03"
            )
    return code


#: The code of one year, kept in its canonical form.
Year = Annotated[str, BeforeValidator(_year), WithJsonSchema({"type": "string"})]


def ascending(value: tuple[int, int]) -> tuple[int, int]:
    """A span in order; anything else is the error `span_order`."""
    if not 0 <= value[0] < value[1]:
        raise PydanticCustomError(
            "span_order", "a span names its first character and then the one after its last"
        )
    return value


@dataclass(frozen=True)
class OneOf:
    """A text from a closed list: of a column of the release's tables, so that the list stands in one place."""

    values: tuple[str, ...]

    @classmethod
    def of(cls, table: str, column: str) -> "OneOf":
        """The list of that column."""
        return cls(TABLES[table].column(column).values)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The list as a literal: its JSON Schema is an enum."""
        return core_schema.literal_schema(list(self.values))


def as_object(key: str) -> Callable[[Any], Any]:
    """A plain text stands for a map with one key: `sex` for `{code: sex}`."""

    def widen(value: Any) -> Any:
        return {key: value} if isinstance(value, str) else value

    return widen
