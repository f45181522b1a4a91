"""How wide the columns of a table are: no word broken if it can be helped, long texts given the rest."""

from collections.abc import Sequence

from istmo.publish.document.blocks import Row, Runs

#: Letters of reading size that a line of the whole sheet holds, and of the smallest size a table may have.
LINE, SMALL_LINE = 92.0, 112.0
#: A text longer than this is read in several lines anyway.
_LONG = 60.0
#: The room between two columns, in letters.
_ROOM = 2.0


def needs(rows: Sequence[Row]) -> tuple[list[float], list[float]]:
    """Of each column, the letters it cannot do without, and those of its longest line."""
    columns = max((len(row.cells) for row in rows), default=0)
    need, want = [_ROOM] * columns, [_ROOM] * columns
    for row in rows:
        if any(cell.span > 1 for cell in row.cells):
            continue
        for at, cell in enumerate(row.cells):
            text = text_of(cell.runs)
            whole = max(map(len, text.split("\n")))
            fixed = whole if cell.is_number and not row.is_head else _longest(text)
            need[at] = max(need[at], fixed + _ROOM)
            want[at] = max(want[at], min(whole, _LONG) + _ROOM)
    return need, want


def shares(need: Sequence[float], want: Sequence[float]) -> tuple[float, ...]:
    """The share of each column in the width of the sheet; they sum to one."""
    spare = LINE - sum(need)
    hungry = [max(w - n, 0.0) for w, n in zip(want, need, strict=True)]
    given = list(need)
    if spare > 0 and any(hungry):
        given = [n + min(h, spare * h / sum(hungry)) for n, h in zip(need, hungry, strict=True)]
    return tuple(g / sum(given) for g in given)


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
