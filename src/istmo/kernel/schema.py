"""What a table is: its columns, key and foreign keys, as data; and the closed lists its columns draw on."""

from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """What a column holds. `DECIMAL` is always DECIMAL(38,9); never a float, whose sums differ from run to run."""

    TEXT = "VARCHAR"
    DATE = "DATE"
    DECIMAL = "DECIMAL(38,9)"
    INTEGER = "BIGINT"
    BOOLEAN = "BOOLEAN"


@dataclass(frozen=True)
class Column:
    """One column: name, type, what it means, whether it must be filled, and the closed list of its values if any."""

    name: str
    type: Type
    doc: str
    required: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class ForeignKey:
    """`columns` of this table name a row of `table` by its columns `to`; empty cells name nothing."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table of a release. `key` is unique (empty cells count as equal) and is the order of its rows on disk."""

    name: str
    doc: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The column names in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        return next((c for c in self.columns if c.name == name), None) or _missing(self.name, name)


def _missing(table: str, column: str) -> Column:
    raise KeyError(f"{table} has no column {column}")


ROLES = ("baseline", "target", "result", "context")
SPANS = ("period", "life")
STATES = ("reported", "not_applicable", "not_available", "withheld")
QUALIFIERS = ("exact", "about", "at_least", "at_most")
MATURITIES = ("preliminary", "revised", "final")
STAGES = (
    "requested",
    "appropriated",
    "allocated",
    "committed",
    "obligated",
    "disbursed",
    "budgeted",
    "executed",
    "not_stated",  # the source names a sum and no stage; a stage is never guessed
)
#: Why a target was missed, or exceeded by far. `infeasible`: it cannot be met at all (31 U.S.C. 1116).
REASONS = (
    "suspended_funds",
    "late_funds",
    "security",
    "disaster",
    "policy",
    "delay",
    "staffing",
    "demand",
    "method",
    "infeasible",
    "other",
)
KINDS = ("output", "outcome", "context")


def text(name: str, doc: str, *values: str, required: bool = False) -> Column:
    """A column of text, of a closed list of values where given."""
    return Column(name, Type.TEXT, doc, required, values)


def must(name: str, doc: str, *values: str) -> Column:
    """A column of text that is always filled (empty text counts as filled)."""
    return Column(name, Type.TEXT, doc, True, values)


def date(name: str, doc: str) -> Column:
    """A column of dates."""
    return Column(name, Type.DATE, doc)


def number(name: str, doc: str) -> Column:
    """A column of exact decimals."""
    return Column(name, Type.DECIMAL, doc)


def whole(name: str, doc: str, required: bool = False) -> Column:
    """A column of whole numbers."""
    return Column(name, Type.INTEGER, doc, required)


def flag(name: str, doc: str) -> Column:
    """A column of yes and no."""
    return Column(name, Type.BOOLEAN, doc)


def to(table: str, column: str = "code", *, by: str | None = None) -> ForeignKey:
    """A foreign key to the only key column of `table`; the column here is its singular unless `by` says otherwise."""
    return ForeignKey((by or table.rstrip("s"),), table, (column,))
