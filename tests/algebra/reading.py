"""The worked cases as they stand in the YAML files of this folder: what each file and each case may say.

A file is one theme: `theme`, `about` and `cases`. A case is what a coordinator could write on one page: the rule in
one sentence, the indicators, the rows that came in, the questions asked, and what must come out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FOLDER = Path(__file__).parent
Row = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """One question: `ask` as `question column=value …`, the rows of its answer, and what their words must say.

    answer: the rows that come out, in order, each with the cells that matter; one row may stand without a list.
    says, never_says: pieces of the sentences beside these rows.
    """

    ask: str
    answer: Row | Sequence[Row]
    says: Sequence[str] = ()
    never_says: Sequence[str] = ()

    @property
    def name(self) -> str:
        """Which question."""
        return self.ask.split()[0]

    @property
    def where(self) -> dict[str, str]:
        """Its conditions, by column."""
        return dict(condition.split("=", 1) for condition in self.ask.split()[1:])

    @property
    def rows(self) -> list[Row]:
        """The answer, row by row."""
        return [self.answer] if isinstance(self.answer, dict) else list(self.answer)


@dataclass(frozen=True)
class Case:
    """One worked case.

    figures, transactions: rows as CSV; several texts are several submissions, earliest first. What else is needed
    stands only where it matters: every place, agency, activity and source named in the rows is there by itself.
    asked: `reporting_year` and `of`, rows of what a data call asked. decided: how overlaps were settled. held: rows
    held back in review.
    """

    title: str
    why: str
    indicators: Sequence[Row]
    questions: Sequence[Question]
    figures: str | Sequence[str] = ()
    transactions: str | Sequence[str] = ()
    framework: Row = field(default_factory=dict)
    dimensions: Sequence[Row] = ()
    places: Sequence[Row] = ()
    agencies: Sequence[Row] = ()
    activities: Sequence[Row] = ()
    benchmarks: Sequence[Row] = ()
    asked: Row = field(default_factory=dict)
    decided: Sequence[Row] = ()
    held: Sequence[Row] = ()

    @property
    def figure_files(self) -> list[str]:
        """Submissions of figures, earliest first."""
        return _several(self.figures)

    @property
    def transaction_files(self) -> list[str]:
        """Submissions of transactions, earliest first."""
        return _several(self.transactions)


@dataclass(frozen=True)
class Theme:
    """One file of cases."""

    theme: str
    about: str
    cases: Sequence[Case]


def _several(texts: str | Sequence[str]) -> list[str]:
    return [texts] if isinstance(texts, str) else list(texts)


def themes() -> dict[str, Theme]:
    """Every file of this folder by its name, in the order of the names; TypeError names a key that no case has."""
    return {path.stem: _theme(path) for path in sorted(FOLDER.glob("*.yaml"))}


def _theme(path: Path) -> Theme:
    read = YAML(typ="safe").load(path)
    return Theme(**{**read, "cases": [_case(case) for case in read["cases"]]})


def _case(read: Row) -> Case:
    return Case(**{**read, "questions": [Question(**question) for question in read["questions"]]})


def number(cell: object) -> Decimal | None:
    """The cell as a number, None if it is none."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
        return None
    return Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
