"""What a release tells around a sample of figures: each a table whose rows name the figures they belong to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from istmo.analyse.answer import Answer
from istmo.kernel.tables import FIGURES, TABLES
from istmo.release.illustrative import WORD
from istmo.release.reader import Release

Row = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """One table of the pack: its name, its columns, its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class _Around:
    """Rows of a table that belong to a figure: which are fetched, by a column and the figures' own, and which fit."""

    table: str
    column: str
    of_figure: str
    fits: Callable[[Row, Row], bool]


def _same(*names: str) -> Callable[[Row, Row], bool]:
    return lambda row, figure: all(row[name] == figure[name] for name in names)


def _code(name: str) -> Callable[[Row, Row], bool]:
    return lambda row, figure: bool(row["code"] == figure[name])


def _period(row: Row, figure: Row) -> bool:
    """A decision or claim is about a figure of the same indicator, place and period."""
    return bool(_same("indicator", "place")(row, figure) and row["period"] in (None, figure["period"]))


_AROUND = (
    _Around("submissions", "code", "submission", _code("submission")),
    _Around("submission_problems", "submission", "submission", _same("submission")),
    _Around("waivers", "submission", "submission", _same("submission")),
    _Around("holds", "submission", "submission", _same("submission")),
    _Around("revisions", "indicator", "indicator", _same(*FIGURES.key)),
    _Around("overlaps", "indicator", "indicator", _period),
    _Around("claims", "indicator", "indicator", _period),
    _Around("sources", "code", "source", _code("source")),
    _Around("indicators", "code", "indicator", _code("indicator")),
)


def gather(release: Release, drawn: Answer) -> list[Sheet]:
    """The figures drawn, then every table around them; a table without a row is there and empty."""
    figures = drawn.dicts()
    sheets = [Sheet("figures", drawn.columns, tuple(drawn.rows))]
    sheets += [_sheet(around, _fetch(release, around, figures), figures) for around in _AROUND]
    return sheets if not release.manifest.illustrative else [sheets[0], *map(_marked, sheets[1:])]


def _fetch(release: Release, around: _Around, figures: Iterable[Row]) -> list[Row]:
    names = TABLES[around.table].names
    codes = sorted({figure[around.of_figure] for figure in figures if figure[around.of_figure]})
    listed = ", ".join(f'"{name}"' for name in names)
    order = ", ".join(f'"{name}" NULLS FIRST' for name in TABLES[around.table].key)
    found = release.query(
        f'SELECT {listed} FROM "{around.table}" WHERE list_contains(CAST(? AS VARCHAR[]), "{around.column}") ORDER BY {order}',
        [codes],
    )
    return [dict(zip(names, row, strict=True)) for row in found]


def _sheet(around: _Around, rows: Sequence[Row], figures: Sequence[Row]) -> Sheet:
    """Rows with the numbers of the drawn figures they belong to; what belongs to none is not part of the evidence."""
    told = []
    for row in rows:
        of = [str(figure["draw"]) for figure in figures if around.fits(row, figure)]
        if of:
            told.append((", ".join(of), *row.values()))
    return Sheet(around.table, ("draws", *TABLES[around.table].names), tuple(told))


def _marked(sheet: Sheet) -> Sheet:
    return Sheet(sheet.name, (WORD, *sheet.columns), tuple((WORD, *row) for row in sheet.rows))
