"""Reading a file by a column plan: its own table first, then one row of ours for each figure."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

import duckdb

from istmo.formats import _engine, _numbers, _rows
from istmo.formats._canonical import canonical
from istmo.formats._head import Head
from istmo.formats._plans.plan import Plan
from istmo.formats._rows import Raw
from istmo.formats._shared import Limits, Read, error, letter, quoted
from istmo.formats._workbook import cells, outline, package, styles, table
from istmo.formats._workbook.cells import Reader, Sight
from istmo.formats._workbook.outline import Outline, Sheet
from istmo.formats._workbook.table import Found
from istmo.kernel.problem import InputProblem, Problem, Where
from istmo.kernel.sheets import prefix

_SEARCHED = 50
_WORKBOOKS = (".xlsx", ".xlsm")


def read(path: Path, plan: Plan, into: Path, limits: Limits) -> Read:
    """The figures of a file by a plan. InputProblem where a column that the plan names is not in the file, with its line."""
    with _engine.connect(into, limits) as connection:
        raw = (
            _workbook(path, plan, into, limits)
            if path.suffix.lower() in _WORKBOOKS
            else _text(path, plan, into, limits)
        )
        return canonical(connection, _ours(connection, raw, plan, into), into)


def _text(path: Path, plan: Plan, into: Path, limits: Limits) -> Raw:
    with _engine.connect(into, limits) as connection:
        try:
            return _rows.rows(path, into, connection, limits, plan.headers)
        except InputProblem as refused:
            if any(problem.code == "no_header" for problem in refused.problems):
                raw = _rows.rows(path, into, connection, limits)
                raise InputProblem(_missing(plan, raw.headers, raw.where())) from None
            raise


def _workbook(path: Path, plan: Plan, into: Path, limits: Limits) -> Raw:
    with package.opened(path, limits) as parts:
        book = outline.outline(parts)
        texts = outline.strings(parts, book.strings, limits)
        reader = cells.Reader(parts, texts, styles.shown(parts, book.styles), book.from_1904)
        return table.table(reader, _found(reader, book, plan), into, limits.places, book.stale)


def _found(reader: Reader, book: Outline, plan: Plan) -> Found:
    """The sheet and row with the plan's headers; InputProblem, by the sheet that has the most of them, if none has all."""
    listed = [sheet for sheet in book.sheets if plan.sheet in ("", sheet.name) and sheet.name != book.ours]
    if not listed:
        found = f"the workbook has no sheet “{plan.sheet}”; it has: {', '.join(sheet.name for sheet in book.sheets)}"
        raise InputProblem(
            [error("plan_not_fitting", found, Where(file=plan.file), fix="correct sheet: in the plan")]
        )
    headers = [header.casefold() for header in plan.headers]
    best: tuple[int, Sheet, int, tuple[str, ...]] | None = None
    for sheet in listed:
        for number, (row, seen) in enumerate(reader.rows(sheet, Sight())):
            if number >= _SEARCHED:
                break
            texts = {cell.column: cell.text.strip() for cell in seen}
            said = tuple(texts.get(index, "") for index in range(max(texts) + 1))
            folded = {text.casefold() for text in said}
            score = sum(header in folded for header in headers)
            if best is None or score > best[0]:
                best = (score, sheet, row, said)
    if best is None or best[0] < len(headers):
        seen_headers = best[3] if best else ()
        where = Where(file=reader.package.file, sheet=best[1].name if best else "")
        raise InputProblem(_missing(plan, seen_headers, where))
    names = {header.casefold(): name for name, header in plan.columns.items()}
    read = tuple(names.get(text.casefold(), f"own:{index}") for index, text in enumerate(best[3]))
    told = tuple((letter(index), header) for index, header in enumerate(best[3]))
    return Found(best[1], best[2], read, told)


def _missing(plan: Plan, headers: Sequence[str], where: Where) -> list[Problem]:
    """One problem, with the plan's line, for each header that a file lacks."""
    have = {header.casefold() for header in headers}
    problems = []
    for header in plan.headers:
        if header.casefold() in have:
            continue
        near = get_close_matches(header, headers, 1, 0.6)
        fix = (
            f"did you mean “{near[0]}”?" if near else "correct the plan, or look whether it is the right file"
        )
        at = Where(file=plan.file, row=plan.lines.get(header), header=header)
        problems.append(error("plan_not_fitting", f"{where} has no column “{header}”", at, fix=fix))
    return problems


def _ours(connection: duckdb.DuckDBPyConnection, raw: Raw, plan: Plan, into: Path) -> Raw:
    """The same rows under our names; one for every filled cell of the columns that are unpivoted."""
    places = {
        header.casefold(): index
        for index, (_, header) in reversed(list(enumerate(map(raw.named, range(len(raw.headers))))))
    }
    given = {name: places[header.casefold()] for name, header in plan.columns.items()}
    for name, meant in plan.values.items():
        connection.execute(f'create or replace table "meant {name}" (said varchar, code varchar)')
        connection.executemany(
            f'insert into "meant {name}" values (?, ?)', [(s.casefold(), c) for s, c in meant.items()]
        )
    branches = list(plan.unpivot.items()) or [("", {})]
    names = [*given, *(name for name in plan.constants if name not in given)]
    names += [name for _, constants in branches for name in constants if name not in names]
    names = list(dict.fromkeys([*names, *(["value"] if plan.unpivot else []), "at"]))
    skipped = " and ".join(
        f"({_cell(places[h.casefold()])} is null or {_cell(places[h.casefold()])} not in ({', '.join(map(quoted, texts))}))"
        for h, texts in plan.skip.items()
        if texts
    )
    selects = []
    for nth, (header, constants) in enumerate(branches):
        value = places[header.casefold()] if header else given.get("value", given.get("numerator", 0))
        told = {**plan.constants, **constants}
        fields = [_field(name, told, given, value if header else None) for name in names[:-1]]
        at = f'{quoted((prefix(raw.sheet) if raw.sheet else "") + letter(value))} || "row"'
        listed = ", ".join(f"{cell} as c{index}" for index, cell in enumerate([*fields, at]))
        filled = f"{_cell(value)} is not null" if header else "true"
        selects.append(
            f'select {listed}, "row", {nth} as nth from {raw.sql} where {filled} and {skipped or "true"}'
        )
    joins = "".join(
        f' left join "meant {name}" on "meant {name}".said = lower(trim(c{names.index(name)}))'
        for name in plan.values
        if name in names
    )
    chosen = ", ".join(
        f'coalesce("meant {name}".code, c{index}) as c{index}' if name in plan.values else f"c{index}"
        for index, name in enumerate(names)
    )
    out = into / "planned.parquet"
    connection.execute(
        f'copy (select {chosen}, "row" from ({" union all ".join(selects)}) {joins} order by "row", nth) to {quoted(out)} ({_engine.PASSING})'
    )
    head = Head(tuple(names), raw.head.delimiter, raw.head.lines, raw.head.first, True)
    letters = tuple(raw.named(given[name]) if name in given else ("", "") for name in names)
    problems = tuple(replace(problem) for problem in raw.problems if problem.code != "blank_header")
    return Raw(out, raw.file, head, numbered=True, problems=problems, told=letters, sheet=raw.sheet)


def _cell(index: int) -> str:
    return _numbers.trimmed(f"c{index}")


def _field(name: str, told: dict[str, str], given: dict[str, int], value: int | None) -> str:
    """SQL: a constant where the file says nothing, its cell where it has one."""
    if name == "value" and value is not None:
        return f"c{value}"
    if name in given:
        cell = _cell(given[name])
        return f"coalesce({cell}, {quoted(told[name])})" if name in told else cell
    return quoted(told[name]) if name in told else "null::varchar"
