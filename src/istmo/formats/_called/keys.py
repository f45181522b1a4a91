"""The key of a row of a call's workbook, one hidden cell that says which figure the row is of, and its short code.

Both are made and read in SQL, for a workbook may have fifty thousand rows. The fields stand in a fixed order with a bar
between them; a bar within a field is written `%7C`.
"""

import duckdb

#: What a code is made of: the columns that make a figure what it is, in order.
CODED = (
    *(
        "indicator",
        "place",
        "period_start",
        "period_end",
        "agency",
        "activity",
        "role",
        "span",
        "breakdown",
        "cohort",
    ),
    *("as_of", "stated_on", "source"),
)
#: All fields of a key. kind: number, ratio, text or milestone: what the cells of the row hold.
FIELDS = (*CODED, "base_period", "unit", "kind")
#: The file of the rows that were asked, `code` and `key`, where the door was given one.
KNOWN = "asked.parquet"
#: The first letter of a code tells the part of the call.
LETTERS = {"results": "R", "targets": "T", "baselines": "B", "restatements": "S", "roster": "A"}
#: The letter of a sheet, by the column that holds what is counted.
LETTER_OF = {"result": "R", "new_target": "T", "baseline": "B", "corrected": "S"}

_MACROS = f"""
create or replace macro bar_free(said) as replace(replace(coalesce(said::varchar, ''), '%', '%25'), '|', '%7C');
create or replace macro unescaped(said) as
    case when contains(said, '%') then replace(replace(said, '%7C', '|'), '%25', '%') else said end;
create or replace macro key_fields(cell) as case when contains(cell, '%')
    then list_transform(string_split(cell, '|'), lambda said: unescaped(said)) else string_split(cell, '|') end;
create or replace macro coded(cell) as regexp_replace(cell, '([|][^|]*){{{len(FIELDS) - len(CODED)}}}$', '');
create or replace macro squeezed(said) as trim(regexp_replace(coalesce(said::varchar, ''), '\\s+', ' ', 'g'));
create or replace macro why_digest(reason, explanation, plan, plan_by) as left(sha256(
    concat_ws('|', squeezed(reason), squeezed(explanation), squeezed(plan), squeezed(plan_by))), 16);
create or replace macro hashed_code(letter, hash) as
    letter || '-' || upper(substr(hash, 1, 5)) || '-' || upper(substr(hash, 6, 5));
create or replace macro row_code(letter, cell) as
    hashed_code(letter, sha256(letter || '|' || coded(cell)));
"""


def define(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the macros `bar_free`, `key_fields`, `row_code` and `why_digest`."""
    connection.execute(_MACROS)


def key() -> str:
    """SQL: the key made of columns of the names of :data:`FIELDS`."""
    return " || '|' || ".join(f"bar_free({name})" for name in FIELDS)


def columns(parts: str) -> str:
    """SQL: each of the `key_fields` of a cell as a column `key_NAME`, NULL where it is empty or the cell is none."""
    return ", ".join(f"nullif({parts}[{place}], '') as key_{name}" for place, name in enumerate(FIELDS, 1))


def field_of(cell: str, name: str) -> str:
    """One of them in Python, for the few rows by which a workbook is known; empty where there is none."""
    parts = cell.split("|")
    place = FIELDS.index(name)
    return parts[place].replace("%7C", "|").replace("%25", "%") if place < len(parts) else ""
