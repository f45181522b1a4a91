"""What a release calls its things in the language of a page, and its registers under these names."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from istmo.kernel.tables import TABLES
from istmo.publish.foreign import english, unsure
from istmo.publish.registers import Registers
from istmo.publish.words import Words
from istmo.release.reader import Release

Row = TypeVar("Row")

#: Registers whose rows have a name that other texts may mention.
_NAMING = (
    ("agencies", "name"), ("places", "name"), ("activities", "title"), ("indicators", "title"), ("nodes", "title"),
    ("frameworks", "title"), ("sources", "title"), ("benchmarks", "title"), ("forums", "name"), ("horizons", "title"),
)  # fmt: skip
#: Fields of rows that hold words; all others hold codes, dates, numbers and what a source wrote.
_WORDS = {
    "archived", "caveat", "condition", "custom_reason", "definition", "edition", "explanation", "legal_basis", "level",
    "licence", "mission", "name", "note", "plan", "publisher", "reason", "sector", "text", "title", "value_as_written",
}  # fmt: skip


def known(release: Release, words: Words) -> Words:
    """Words that know what the release calls its things; English needs no telling."""
    if words.lang == "en":
        return words
    rows = [
        row
        for table, column in _NAMING
        for row in release.query(f'SELECT code, "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL')
    ]
    told = names(release, words.lang, [name for _, name in rows])
    return Words(words.lang, told, {word for row in rows for word in row if " " not in word})


def names(release: Release, lang: str, every: Iterable[str]) -> Mapping[str, str]:
    """English name -> the name in `lang`, or the English one marked as such; a single word may be of any language."""
    found = {name: english(name) for name in every if " " in name}
    for (name,) in release.query(_OF_OTHERS):
        found[name] = unsure(english(name))
    for table, column in _translated(release, lang):
        keyed = f"{_OWNERS[table]} || ':' || code" if table in _OWNERS else "code"
        found.update(
            release.query(
                f'SELECT r."{column}", t."text" FROM (SELECT {keyed} AS code, "{column}" FROM "{table}") AS r '
                'INNER JOIN texts AS t ON t.code = r.code AND t."table" = $table AND t.field = $column '
                f'AND t."language" = $lang WHERE r."{column}" IS NOT NULL ORDER BY ALL',
                {"table": table, "column": column, "lang": lang},
            )
        )
    return found


#: Names that other publishers give in their own words, whatever their language.
_OF_OTHERS = """
SELECT title FROM activities WHERE title IS NOT NULL AND agency IN (SELECT code FROM agencies WHERE NOT own)
UNION SELECT name FROM agencies WHERE NOT own AND name IS NOT NULL
UNION SELECT title FROM indicators WHERE framework IS NULL AND title IS NOT NULL
"""
#: Whose code stands before that of a row.
_OWNERS = {"nodes": "framework", "horizons": "framework", "categories": "dimension"}


def _translated(release: Release, lang: str) -> list[tuple[str, str]]:
    """Tables and columns that the release has texts in `lang` of."""
    told = release.query(
        'SELECT DISTINCT "table", field FROM texts WHERE "language" = $lang ORDER BY ALL', {"lang": lang}
    )
    return [
        (table, column)
        for table, column in told
        if table in TABLES and {column, "code"} <= set(TABLES[table].names)
    ]


def registers(of: Registers, words: Words) -> Registers:
    """All rows with their words in the language of the page, or marked as English."""
    if words.lang == "en":
        return of
    return replace(of, **{field.name: _spoken(getattr(of, field.name), words) for field in fields(of)})


def rows(of: list[Row], words: Words) -> list[Row]:
    """The same for rows of one table."""
    return of if words.lang == "en" else _spoken(of, words)


def _spoken(held: Any, words: Words) -> Any:
    """Names under codes, rows under codes, or rows."""
    if isinstance(held, dict):
        return {
            key: words.named(one) if isinstance(one, str) else _row(one, words) for key, one in held.items()
        }
    return [_row(one, words) for one in held] if isinstance(held, list) else held


def _row(row: Any, words: Words) -> Any:
    if not is_dataclass(row) or isinstance(row, type):
        return row
    told = {
        field.name: words.named(text)
        for field in fields(row)
        if field.name in _WORDS and isinstance(text := getattr(row, field.name), str)
    }
    return replace(row, **told) if told else row
