"""Which column of a file is which column of ours, by its header alone: nothing is guessed from the cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from istmo.formats._rows import Raw
from istmo.formats._shared import error, warning
from istmo.kernel.problem import Problem
from istmo.kernel.schema import Table
from istmo.kernel.sheets import in_sheet
from istmo.kernel.tables import FIGURES, TRANSACTIONS

PERIOD = ("period", "period_start", "period_end")
#: Dimensions that may stand in a column under their own name; any other as `dimension:NAME`.
DIMENSIONS = (
    "age",
    "destination",
    "disability",
    "education",
    "ethnicity",
    "nationality",
    "new",
    "origin",
    "residence",
    "sex",
    "transit",
)
_MARK = "dimension:"
#: Unknown columns told one by one.
_TOLD = 20
_ANY_OF = "value, or numerator and denominator, or state"
_FIX = "give the first row the names of the columns, such as indicator, place, period, role, value"


@dataclass(frozen=True)
class Columns:
    """The columns of a file: ours by name, those that are dimensions, and those that are not read, by their index."""

    table: Table
    ours: dict[str, int] = field(default_factory=dict)
    dimensions: dict[str, int] = field(default_factory=dict)
    unread: tuple[int, ...] = ()

    def headers(self, raw: Raw) -> dict[str, tuple[str, str]]:
        """Canonical column -> (letter, the reporter's header), dimensions and unread columns included."""
        named = {**self.ours, **{f"{_MARK}{name}": index for name, index in self.dimensions.items()}}
        named |= {f"unread:{raw.headers[index]}": index for index in self.unread}
        first = next(iter(self.dimensions.values()), None)
        if first is not None:
            named.setdefault("breakdown", first)
        for name in ("period_start", "period_end"):
            if "period" in self.ours:
                named.setdefault(name, self.ours["period"])
        told = {name: raw.named(index) for name, index in named.items() if any(raw.named(index))}
        return told | ({in_sheet(raw.sheet, name): each for name, each in told.items()} if raw.sheet else {})


def columns(raw: Raw) -> tuple[Columns, list[Problem]]:
    """Name the columns of a raw table. A file with `stage` and `amount` holds transactions, any other figures."""
    names = [plain(header) for header in raw.headers]
    table = TRANSACTIONS if {"stage", "amount"} <= set(names) else FIGURES
    known = (*table.names, "period")
    ours: dict[str, int] = {}
    dimensions: dict[str, int] = {}
    unread = []
    for index, name in enumerate(names):
        dimension = name.removeprefix(_MARK) if table is FIGURES else ""
        if name in known:
            ours.setdefault(name, index)
        elif dimension in DIMENSIONS or dimension != name:
            dimensions.setdefault(dimension, index)
        elif name:
            unread.append(index)
    found = Columns(table, ours, dimensions, tuple(unread))
    told = unread if ours else []  # of a file that is no table of ours it is enough to say so
    return found, [*_missing(found, raw), *_not_read(told, found, raw)]


def plain(header: str) -> str:
    """A header as our names are written: `Period start` is period_start."""
    return "_".join(header.strip().casefold().replace("-", " ").replace("_", " ").split())


def _missing(found: Columns, raw: Raw) -> list[Problem]:
    ours = found.ours
    if found.table is TRANSACTIONS:
        lacking = [name for name in ("currency",) if name not in ours]
    else:
        lacking = [name for name in ("indicator", "place", "role") if name not in ours]
        if not any(name in ours for name in PERIOD):
            lacking.append("period")
        if not ({"value", "state"} & set(ours) or {"numerator", "denominator"} <= set(ours)):
            lacking.append(_ANY_OF)
    if not lacking:
        return []
    told = "column is" if len(lacking) == 1 else "columns are"
    fix = _looks_like(raw.headers) or _FIX
    return [error("missing_column", f"the {told} missing: {', '.join(lacking)}", raw.where(), fix=fix)]


def _looks_like(headers: Sequence[str]) -> str:
    folded = {header.casefold() for header in headers}
    if {"country code", "indicator code"} <= folded or "data source" in folded:
        return "this looks like a file of the World Bank: read it with --from worldbank"
    return ""


def _not_read(unread: Sequence[int], found: Columns, raw: Raw) -> list[Problem]:
    """Each column that was not read, as long as that helps; of a file of strangers' columns, one sentence for the rest."""
    known = (*found.table.names, "period", *DIMENSIONS)
    problems = []
    for index in unread[:_TOLD]:
        near = get_close_matches(plain(raw.headers[index]), known, 1, 0.7)
        fix = f"if you mean {near[0]}, name it so" if near else f"if it is a dimension, name it {_MARK}NAME"
        problems.append(
            warning("column_not_read", "the column is not known and was not read", raw.where(index), fix=fix)
        )
    if rest := unread[_TOLD:]:
        more = f"{len(rest):,} more columns are not known and were not read"
        problems.append(
            warning("column_not_read", more, raw.where(rest[0]), fix="look whether this is the right file")
        )
    return problems
