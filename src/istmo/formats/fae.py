"""The Foreign Aid Explorer's files of U.S. assistance (now ForeignAssistance.gov): one row a transaction.

Headers come in capitals (`Fiscal Year`) and in another edition in snake case (`fiscal_year`): both are read. Source of
the rules is the publisher's data dictionary of 26 July 2021. A fiscal year ends on 30 September; until 1976 it ended
on 30 June, and `1976tq` is the quarter between. The dictionary does not say that a fiscal year is the year of the
appropriation, so it is the period of the row and `fund_year` stays empty. Money of a region (`Central America Region`)
or of the `World` is split by no country: its place is the code with `-unattributed`, such as `CNA-unattributed`,
because the same letters mean a whole region elsewhere. Amounts are current dollars; constant dollars are the same
money measured otherwise and are told, not mixed in.
"""

from pathlib import Path

import duckdb

from istmo.formats import _engine
from istmo.formats._canonical import canonical
from istmo.formats._columns import plain
from istmo.formats._head import Head
from istmo.formats._numbers import trimmed
from istmo.formats._rows import Raw, rows
from istmo.formats._shared import USUAL, Limits, Read, error, letter, note, quoted, warning
from istmo.kernel.problem import InputProblem, Problem

#: Only by name: its files end in .csv like any other.
EXTENSIONS: tuple[str, ...] = ()
SOURCE = "foreign-aid-explorer"
#: Who gives, where the file does not name the agency: it holds U.S. assistance only.
PROVIDER = "U.S. Government"
STAGES = {
    "president's budget requests": "requested",
    "president's budget request": "requested",
    "appropriated and planned": "appropriated",
    "initial allocations": "allocated",
    "obligations": "obligated",
    "disbursements": "disbursed",
}
_STAGE, _YEAR, _AMOUNT, _CONSTANT = (
    "transaction_type_name",
    "fiscal_year",
    "current_amount",
    "constant_amount",
)
_CODE, _NAME = "country_code", "country_name"
_NEEDED = (_CODE, _NAME, _STAGE, _YEAR, _AMOUNT)
#: Columns of the complete file that say whose and which money a row is.
_NAMED = {
    "agency": "managing_agency_acronym",
    "provider": "funding_agency_acronym",
    "receiver": "implementing_partner_name",
    "account": "funding_account_name",
}
_OURS = (
    "stage", "amount", "currency", "kind", "period", "period_as_written", "place", "source", "at", "note", *_NAMED,
)  # fmt: skip
#: Columns that only describe what other columns name.
_DESCRIBING = ("region_", "income_group_", "transaction_type_id", "country_id", "numeric_year")
#: How the two editions spell the header by which a file of this publisher is known.
_HEADERS = (("Fiscal Year", "Transaction Type Name"), ("fiscal_year", "transaction_type_name"))


def read(path: Path, into: Path, limits: Limits = USUAL) -> Read:
    """Read one file into transactions. InputProblem if it is not a file of this publisher, or no text."""
    with _engine.connect(into, limits) as connection:
        came = _rows(path, into, connection, limits)
        columns = {plain(header): index for index, header in reversed(list(enumerate(came.headers)))}
        lacking = [name for name in _NEEDED if name not in columns]
        if lacking:
            found = f"the file lacks {', '.join(lacking)}"
            fix = "look whether it is the Foreign Aid Explorer's file"
            raise InputProblem([error("missing_column", found, came.where(), fix=fix)])
        told = _not_read(came, columns)
        return canonical(connection, _transactions(connection, came, columns, into, told), into)


def _rows(path: Path, into: Path, connection: duckdb.DuckDBPyConnection, limits: Limits) -> Raw:
    """The raw table under whichever of the two headers the file has."""
    try:
        return rows(path, into, connection, limits, _HEADERS[0])
    except InputProblem as fault:
        if any(problem.code != "no_header" for problem in fault.problems):
            raise
    return rows(path, into, connection, limits, _HEADERS[1])


def _transactions(
    connection: duckdb.DuckDBPyConnection,
    came: Raw,
    columns: dict[str, int],
    into: Path,
    told: list[Problem],
) -> Raw:
    """One row of ours for every row of the file, in its order, as texts."""
    cells = {name: trimmed(f"c{index}") for name, index in columns.items()}
    named = ", ".join(f"{sql} AS c{number}" for number, sql in enumerate(_fields(cells, columns).values()))
    out = into / "transactions-raw.parquet"
    connection.execute(f'COPY (SELECT {named}, "row" FROM {came.sql}) TO {quoted(out)} ({_engine.PASSING})')
    theirs = {"stage": _STAGE, "amount": _AMOUNT, "period": _YEAR, "place": _CODE, **_NAMED}
    return Raw(
        out,
        came.file,
        Head(_OURS, ",", came.head.lines, came.head.first, True),
        numbered=True,
        problems=(*came.problems, *told),
        told=tuple(
            came.named(columns[theirs[name]]) if theirs.get(name) in columns else ("", "") for name in _OURS
        ),
    )


def _fields(cells: dict[str, str], columns: dict[str, int]) -> dict[str, str]:
    """SQL of each column of ours, over the raw table of theirs."""
    types = " ".join(f"WHEN {quoted(theirs)} THEN {quoted(ours)}" for theirs, ours in STAGES.items())
    code, name = f"nullif({cells[_CODE]}, 'NULL')", cells[_NAME]
    regional = f"({name} LIKE '% Region' OR {name} = 'World')"
    year, stage = cells[_YEAR], cells[_STAGE]
    digits = f"TRY_CAST(right({year}, 4) AS INTEGER)"
    is_year = f"regexp_full_match({year}, '(?i)(FY ?)?[12][0-9]{{3}}')"
    is_quarter = f"regexp_full_match({year}, '(?i)(FY ?)?1976 ?tq')"
    fields = {
        "stage": f"CASE lower(replace({stage}, '’', '''')) {types} ELSE {stage} END",
        "amount": f"c{columns[_AMOUNT]}",
        "currency": "'USD'",
        "kind": "'increment'",
        "period": f"CASE WHEN {is_quarter} THEN '1976-07/1976-09' WHEN NOT {is_year} THEN {year} "
        f"WHEN {digits} > 1976 THEN 'FY' || {digits} "
        f"ELSE ({digits} - 1) || '-07/' || {digits} || '-06' END",
        "period_as_written": f"CASE WHEN {is_quarter} THEN {year} "
        f"WHEN {is_year} AND {digits} <= 1976 THEN 'fiscal year ' || {digits} END",
        "place": f"CASE WHEN {regional} THEN coalesce({code}, {name}) || '-unattributed' ELSE coalesce({code}, {name}) END",
        "source": quoted(SOURCE),
        "at": f"'{letter(columns[_AMOUNT])}' || \"row\"",
        "note": f"CASE WHEN {regional} THEN {name} || ': no country named' END",
    }
    return fields | {
        ours: cells.get(theirs, quoted(PROVIDER) if ours == "provider" else "NULL::VARCHAR")
        for ours, theirs in _NAMED.items()
    }


def _not_read(came: Raw, columns: dict[str, int]) -> list[Problem]:
    """What of the file is not in the table: constant dollars, columns that only describe, and columns nobody knows."""
    told = []
    if _CONSTANT in columns:
        found = "constant dollars are the same money measured otherwise and were not read"
        fix = "nothing need be done; the file keeps them"
        told.append(note("constant_dollars", found, came.where(columns[_CONSTANT]), fix=fix))
    left = {name: at for name, at in columns.items() if name not in (*_NEEDED, _CONSTANT, *_NAMED.values())}
    describing = [came.headers[at] for name, at in left.items() if name.startswith(_DESCRIBING)]
    if describing:
        found = f"columns that describe the others were not read: {', '.join(reversed(describing))}"
        told.append(note("describing_columns", found, came.where(), fix="nothing need be done"))
    fix = "if it tells one payment from another, bring the file as CSV under our own column names"
    return told + [
        warning("column_not_read", "the column is not known and was not read", came.where(at), fix=fix)
        for name, at in sorted(left.items(), key=lambda each: each[1])
        if name and not name.startswith(_DESCRIBING)
    ]
