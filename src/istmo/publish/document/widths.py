"""How wide the columns of a table are: no word broken if it can be helped, long texts given the rest."""

from collections.abc import Sequence

from istmo.publish.document.blocks import Row, Runs

#: Letters of reading size that a line of the whole sheet holds, of that of a tight table, and of the smallest one.
LINE, TIGHT_LINE, SMALL_LINE = 92.0, 101.0, 112.0
#: The room between two columns, in letters.
_ROOM = 2.0
#: By how many letters a column may grow at once: one more is often of no use where four are.
_STEPS = (2, 4, 8, 16)
#: So many rows tell enough of a table's columns.
_ENOUGH = 120


def needs(rows: Sequence[Row], *, whole_numbers: bool = True) -> list[float]:
    """Of each column, the letters it cannot do without; `whole_numbers` keeps a number and its unit in one line."""
    need = [_ROOM] * max((len(row.cells) for row in rows), default=0)
    for row in rows:
        if any(cell.span > 1 for cell in row.cells):
            continue
        for at, cell in enumerate(row.cells):
            text = text_of(cell.runs)
            unbroken = whole_numbers and cell.is_number and not row.is_head
            need[at] = max(
                need[at], (max(map(len, text.split("\n"))) if unbroken else _longest(text)) + _ROOM
            )
    return need


def fitted(rows: Sequence[Row], need: Sequence[float], line: float) -> tuple[tuple[float, ...], int]:
    """The share of each column in a line of `line` letters, and how many lines the table then has.

    Letters to spare go where they make the table shortest; what is of no use to anybody all columns get.
    """
    few = rows[:: max(1, len(rows) // _ENOUGH)]
    columns = [[_lengths(row, at) for row in few] for at in range(len(need))]
    given = list(need)
    lines = [_lines(column, wide) for column, wide in zip(columns, given, strict=True)]
    while (spare := int(line - sum(given))) > 0:
        tried = [
            (_saved(lines, at, grown) / step, at, step, grown)
            for at, column in enumerate(columns)
            for step in (step for step in _STEPS if step <= spare)
            if max(lines[at], default=0) > 1 and (grown := _lines(column, given[at] + step))
        ]
        saved, at, step, grown = max(tried, key=lambda t: (t[0], -t[1]), default=(0.0, 0, 0, []))
        if saved <= 0:
            break
        given[at] += step
        lines[at] = grown
    height = sum(max(row) for row in zip(*lines, strict=True)) if lines else 0
    return tuple(wide / sum(given) for wide in given), height * len(rows) // max(len(few), 1)


def _lengths(row: Row, at: int) -> list[int]:
    """The letters of each line of a cell."""
    return [len(line) for line in text_of(row.cells[at].runs).split("\n")] if at < len(row.cells) else [0]


def _lines(column: Sequence[Sequence[int]], wide: float) -> list[int]:
    """How many lines each cell of a column takes at a width."""
    room = max(wide - _ROOM, 1.0)
    return [sum(max(1, -int(-length // room)) for length in cell) for cell in column]


def _saved(lines: Sequence[Sequence[int]], at: int, grown: Sequence[int]) -> int:
    """How many lines the table gets shorter if one column takes so many."""
    before = sum(max(row) for row in zip(*lines, strict=True))
    after = sum(
        max(row)
        for row in zip(*(grown if c == at else column for c, column in enumerate(lines)), strict=True)
    )
    return int(before - after)


def parted(need: Sequence[float], kept: int) -> list[list[int]]:
    """Columns in as few groups as the sheet has room for, about equally wide; the first `kept` stand in each."""
    first, rest = list(range(kept)), list(range(kept, len(need)))
    room = SMALL_LINE - sum(need[:kept])
    wide = sum(need[at] for at in rest)
    groups = max(1, -int(-wide // room)) if room > 0 else 1
    size = -(-len(rest) // groups)
    return [first + rest[at : at + size] for at in range(0, len(rest), size)] or [first]


def text_of(runs: Runs) -> str:
    """The words of runs as one text, its lines parted."""
    return "".join(("\n" if run.breaks else "") + run.text for run in runs)


def _longest(text: str) -> int:
    """Letters of the longest word; a hash or an address may be broken."""
    return min(max((len(word) for word in text.split()), default=0), 24)
