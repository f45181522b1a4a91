"""A small world for one case: a framework as files, figures as CSV, a release really built, questions really asked.

The case's own words never come in here: an adapter says which places, series and figures a case is about.
"""

import csv
import json
from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from istmo.analyse import catalogue
from istmo.formats import csv as csv_format
from istmo.kernel.tables import TABLES
from istmo.release.build import build
from istmo.release.parts import Part
from istmo.release.reader import Release, open_release
from istmo.spec.architecture import load
from tests.algebra.elsewhere.reading import Share

PERIOD = "2020"
HERE = "here"
OWN, OTHER = "own", "partner"
COLUMNS = (
    "indicator", "place", "period", "role", "span", "agency", "activity", "breakdown", "state", "value", "numerator",
    "denominator", "stated_on", "reporting_year", "note",
)  # fmt: skip
ACTIVITIES = (
    "code",
    "title",
    "agency",
    "place",
    "node",
    "starts_on",
    "ends_on",
    "stage",
    "channel",
    "source",
    "note",
)

Answered = dict[str, Any]


class World:
    """One indicator with its places and series, and what was said of it in one submission after another."""

    def __init__(self, preset: str = "things_delivered", **indicator: Any) -> None:
        """`indicator`: keys of a framework's file over the preset, such as `direction` or `algebra`."""
        self.indicator = {
            "code": "i", "title": "Counted", "kind": "output", "preset": preset, "nodes": ["A"],
            "custom_reason": "a case", "direction": "up", "unit": "units", **indicator,
        }  # fmt: skip
        self.parents: dict[str, str | None] = {}
        self.series: dict[str, str] = {}
        self.dimensions: dict[str, dict[str, Any]] = {}
        self.expected: list[tuple[str, str, str]] = []
        self.figures: list[dict[str, str]] = []

    def place(self, code: str, inside: str | None = None) -> str:
        """A place, perhaps in another."""
        self.parents.setdefault(code, inside)
        return code

    def dimension(self, code: str, categories: Iterable[str], *, exclusive: bool, complete: bool) -> None:
        """A dimension that the indicator asks for."""
        self.dimensions[code] = {
            "code": code, "title": code, "exclusive": exclusive, "complete": complete,
            "categories": [{"code": category, "title": category} for category in categories],
        }  # fmt: skip
        self.indicator["dimensions"] = list(self.dimensions)

    def say(
        self,
        value: "Decimal | Share | None",
        *,
        place: str = HERE,
        period: str = PERIOD,
        by: str = "work",
        own: bool = True,
        submission: int = 0,
        **cells: str,
    ) -> None:
        """One figure of the series `by`; None says that there is no value. `own`: whether its agency counts here."""
        self.place(place)
        self.series.setdefault(by, OWN if own else OTHER)
        figure = {"role": "result", "span": "period", "breakdown": "", "state": "reported", **cells}
        if value is None:
            figure["state"] = "not_available"
        elif isinstance(value, Share):
            figure |= {"numerator": str(value.numerator), "denominator": str(value.denominator)}
        else:
            figure["value"] = str(value)
        named = {
            "indicator": "i",
            "place": place,
            "period": period,
            "agency": self.series[by],
            "activity": by,
        }
        self.figures.append({**figure, **named, "submission": str(submission)})

    def ask_of(self, *, place: str = HERE, by: str = "work", year: str = PERIOD) -> None:
        """An assignment: this series was asked for that year."""
        self.place(place)
        self.series.setdefault(by, OWN)
        self.expected.append((place, by, year))

    def folder(self, out: Path) -> Path:
        """The framework and its registers as files."""
        strategy = {
            "code": "f", "title": "A framework", "version": "1",
            "nodes": [{"code": "A", "level": "objective", "title": "All of it"}],
        }  # fmt: skip
        plan = {"dimensions": list(self.dimensions.values()), "indicators": [self.indicator]}
        _write(out / "frameworks/f/strategy.yaml", json.dumps(strategy))
        _write(out / "frameworks/f/indicators.yaml", json.dumps(plan))
        _table(out / "places.csv", ("code", "name", "kind", "parent"), self._places())
        _table(
            out / "agencies.csv", ("code", "name", "own"), [(OWN, "Ours", "yes"), (OTHER, "Another's", "no")]
        )
        activities = [(name, name, agency, *[""] * 8) for name, agency in sorted(self.series.items())]
        _table(out / "activities.csv", ACTIVITIES, activities)
        return out

    def _places(self) -> list[tuple[str, str, str, str]]:
        kinds = {None: "country"}
        return [(code, code, kinds.get(up, "admin1"), up or "") for code, up in sorted(self.parents.items())]

    def file(self, out: Path, submission: int | None = None) -> Path:
        """The figures of one submission, or all of them, as CSV."""
        rows = [row for row in self.figures if submission is None or row["submission"] == str(submission)]
        _table(out, COLUMNS, [tuple(row.get(name, "") for name in COLUMNS) for row in rows])
        return out

    def build(self, out: Path, last: int | None = None) -> Path:
        """A release of all submissions, or of those up to `last`, earliest first."""
        out.mkdir(parents=True, exist_ok=True)
        architecture = load(self.folder(out / "framework"))
        given = sorted({int(row["submission"]) for row in self.figures})
        parts = []
        for number in [n for n in given if last is None or n <= last]:
            folder = out / str(number)
            folder.mkdir()
            read = csv_format.read(self.file(folder / "figures.csv", number), folder)
            assert read.figures is not None, read.problems
            parts.append(Part(read.figures, f"s{number}"))
        build(
            architecture=architecture,
            figures=parts,
            registers=self._asked(),
            number=1,
            title="A case",
            out=out / "release",
        )
        return out / "release"

    def _asked(self) -> dict[str, list[tuple[Any, ...]]]:
        years = sorted({year for _, _, year in self.expected})
        calls = [{"code": year, "title": year, "reporting_year": year} for year in years]
        rows = [
            {"call": year, "agency": self.series[by], "indicator": "i", "place": place, "activity": by}
            for place, by, year in self.expected
        ]
        return {"calls": _rows("calls", calls), "expected": _rows("expected", rows)}

    @contextmanager
    def released(self, out: Path, last: int | None = None) -> Any:
        """The questions of a release of this world."""
        with open_release(self.build(out, last)) as release:
            yield Asked(release)


class Asked:
    """The questions a case may ask of its release."""

    def __init__(self, release: Release) -> None:
        """An open release."""
        self.release = release

    def total(self, place: str = HERE, period: str = PERIOD) -> Answered:
        """What stands at one place for exactly that period; empty if nothing was asked or stated."""
        return _one(catalogue.ask("progress", self.release, place=place, period=period).dicts(), "period")

    def life(self, place: str = HERE) -> Answered:
        """What stands beside the target of a whole life."""
        return _one(catalogue.ask("progress", self.release, place=place, span="life").dicts(), "life")

    def up_to(self, place: str, period: str = PERIOD) -> Answered:
        """The total of everything in a place."""
        rows = catalogue.ask("rollup", self.release, place=place, period=period, row="indicator").dicts()
        return _one(rows, "period")

    def parts(
        self, place: str = HERE, period: str = PERIOD, *, within: bool = False
    ) -> dict[tuple[str, str, str | None], Answered]:
        """Every part, by the whole it is a part of, its dimension and its category; a total has none."""
        where = {"within" if within else "place": place, "period": period}
        rows = catalogue.ask("breakdowns", self.release, **where).dicts()
        left = {(row["under"], row["dimension"]): row["value"] for row in rows if row["row"] == "unallocated"}
        return {
            (row["under"], row["dimension"], row["category"]): {
                **row, "unallocated": left.get((row["under"], row["dimension"])),
            }
            for row in rows if row["row"] != "unallocated"
        }  # fmt: skip


def _one(rows: list[Answered], span: str) -> Answered:
    found = [row for row in rows if row["span"] in (span, None)]
    assert len(found) < 2, found
    return found[0] if found else _Nothing()


class _Nothing(dict[str, Any]):
    """The row of what was neither asked nor stated: every cell is empty."""

    def __missing__(self, column: str) -> None:
        return None


def _rows(table: str, rows: Iterable[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    return [tuple(row.get(name) for name in TABLES[table].names) for row in rows]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _table(path: Path, header: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def month(number: int) -> str:
    """The nth month of the period, counted on into later years."""
    return f"{2020 + (number - 1) // 12}-{(number - 1) % 12 + 1:02d}"


def to_date(first: str, last: str) -> str:
    """From the first day of one period to the last day of another."""
    return first if first == last else f"{first}/{last}"


def day(number: int) -> str:
    """The nth day of the period."""
    return date.fromordinal(date(2020, 1, 1).toordinal() + number - 1).isoformat()
