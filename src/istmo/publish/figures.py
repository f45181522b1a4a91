"""The figures of a release as the report cites them: every shown number knows the rows it was made from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from istmo.publish.registers import many
from istmo.release.reader import Release


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table of figures."""

    indicator: str
    place: str
    period_start: date | None
    period_end: date | None
    period_as_written: str | None
    cohort: str | None
    agency: str | None
    activity: str | None
    role: str
    span: str
    breakdown: str
    state: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    value_as_written: str | None
    base_period: str | None
    qualifier: str | None
    maturity: str | None
    as_of: date | None
    stated_on: date | None
    fund_years: str | None
    source: str | None
    note: str | None
    submission: str
    row: int
    reason: str | None = None
    explanation: str | None = None
    plan: str | None = None
    plan_by: date | None = None

    @property
    def code(self) -> str:
        """What `data-figure` says: the submission and the reporter's own row."""
        return f"{self.submission}:{self.row}"


@dataclass(frozen=True)
class Cell:
    """A number as shown, its exact value as text, and the rows it was made from."""

    shown: str
    unit: str
    value: str
    figures: tuple[Figure, ...]

    @property
    def codes(self) -> str:
        """Every row behind the number, in the order of the release."""
        return " ".join(figure.code for figure in self.figures)


@dataclass
class Ledger:
    """Remembers which numbers the report showed, so that the appendix can lead back to them."""

    order: dict[str, int]
    shown: dict[str, str] = field(default_factory=dict)
    totals: dict[tuple[str, ...], tuple[str, Cell]] = field(default_factory=dict)
    cited: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, figures: Sequence[Figure]) -> "Ledger":
        """A ledger over all figures of a release; their order gives the anchors."""
        return cls({figure.code: number for number, figure in enumerate(figures, 1)})

    def row(self, figure: Figure) -> str:
        """Where a row stands in the appendix, which lists the rows that were asked for here."""
        self.cited.add(figure.code)
        return f"f{self.order[figure.code]}"

    def anchor(self, cell: Cell) -> str:
        """Where the rows of a shown number stand: its row, or the list of its rows if there are several."""
        if len(cell.figures) == 1:
            return self.row(cell.figures[0])
        codes = tuple(figure.code for figure in cell.figures)
        self.cited.update(codes)
        anchor, _ = self.totals.setdefault(codes, (f"t{len(self.totals) + 1}", cell))
        return anchor

    def among(self, figures: Sequence[Figure]) -> list[Figure]:
        """The rows that the report has shown so far."""
        return [figure for figure in figures if figure.code in self.cited]

    def use(self, anchor: str) -> str:
        """The id of the first place a number is shown in; empty for the later ones."""
        if anchor in self.shown:
            return ""
        self.shown[anchor] = f"s-{anchor}"
        return self.shown[anchor]


def read(release: Release) -> list[Figure]:
    """Every figure of the release, in an order that is total."""
    order = (
        "indicator, place, period_start NULLS FIRST, period_end NULLS FIRST, role, breakdown, submission, row"
    )
    return many(release, Figure, "figures", order)
