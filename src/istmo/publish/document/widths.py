"""How wide the columns of a table are: no word broken if it can be helped, long texts given the rest."""

from collections.abc import Sequence

from istmo.publish.document.blocks import Row, Runs

#: Letters of reading size that a line of the whole sheet holds, of that of a tight table, and of the smallest one.
LINE, TIGHT_LINE, SMALL_LINE = 92.0, 101.0, 112.0
#: A column of words is not narrower than this if it can be helped.
_PHRASE = 13.0
#: The room between two columns, in letters.
_ROOM = 2.0


def needs(rows: Sequence[Row], *, whole_numbers: bool = True) -> tuple[list[float], list[float]]:
    """Of each column, the letters it cannot do without, and those of its longest text.

    whole_numbers: whether a number and its unit stay in one line.
    """
    columns = max((len(row.cells) for row in rows), default=0)
    need, want = [_ROOM] * columns, [_ROOM] * columns
    for row in rows:
        if any(cell.span > 1 for cell in row.cells):
            continue
        for at, cell in enumerate(row.cells):
            text = text_of(cell.runs)
            whole = max(map(len, text.split("\n")))
            unbroken = whole_numbers and cell.is_number and not row.is_head
            need[at] = max(need[at], (whole if unbroken else _longest(text)) + _ROOM)
            # A number's name may stand in several lines above it.
            want[at] = max(want[at], need[at] if cell.is_number else len(text) + _ROOM)
    return need, want


def shares(need: Sequence[float], want: Sequence[float], line: float = LINE) -> tuple[float, ...]:
    """The share of each column in the width of the sheet, which holds `line` letters; they sum to one.

    Every column gets room for a phrase; what is then to spare goes, letter by letter, to the column whose longest text has most lines.
    """
    given = list(need)
    for at, (least, whole) in enumerate(zip(need, want, strict=True)):
        given[at] += max(min(whole, _PHRASE) - least, 0.0) if line - sum(given) > _PHRASE else 0.0
    for _ in range(int(line - sum(given))):
        lines = [-(-w // g) for w, g in zip(want, given, strict=True)]
        if max(lines, default=0) <= 1:
            break
        given[lines.index(max(lines))] += 1
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
