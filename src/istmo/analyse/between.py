"""What changed between two releases, as revisions: release.diff finds it, here it gets its kind, reason and author."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from istmo.analyse.revised import Revised, Said, difference, period
from istmo.kernel.period import Period
from istmo.kernel.problem import WrongUse
from istmo.kernel.quantity import plain
from istmo.release.diff import ROWS_TOLD, Change, TableDiff, diff
from istmo.release.reader import Release, open_release

#: Which fields of an indicator are its algebra; the others are its reference sheet.
ALGEBRA = (
    "preset", "measure", "counts", "time", "over_places", "over_series", "direction", "per", "bounded", "statistic",
    "states", "within",
)  # fmt: skip
#: Fields that do not change what a number means.
WORDS = (
    "title",
    "caveat",
    "sector",
    "vocabulary",
    "standard_code",
    "custom_reason",
    "horizon",
    "preferred_source",
)
#: What makes two statements of a figure two.
_SAID = ("state", "value", "numerator", "denominator", "low", "high", "unit")
_COMPARED = ("figures", "indicators", "indicator_dimensions", "overlaps", "holds")
_EVERY = 1 << 40
_LOGGED = "who did it and why stands in the log of the workspace"


class Between:
    """The later release, held against an earlier one."""

    def __init__(self, release: Release, against: Path) -> None:
        """WrongUse if `against` is no release, or a later one."""
        self._release = release
        with open_release(against) as earlier:
            self._earlier_manifest = earlier.manifest
            self._registered = _registered(earlier)
            self._names: dict[str, str] = dict(earlier.query("SELECT code, name FROM places"))
            self._last = _last_results(earlier)
        numbers = (self._earlier_manifest.number, release.manifest.number)
        if None not in numbers and numbers[0] > numbers[1]:  # type: ignore[operator]
            raise WrongUse(
                f"Release {numbers[0]} is not earlier than release {numbers[1]}. Turn them round: "
                "--release is the later, --against the earlier."
            )
        self._registered |= _registered(release)
        self._names |= dict(release.query("SELECT code, name FROM places"))
        found = diff(against, release.path, only=_COMPARED, most_changed=_EVERY)
        self._found = {table.name: table for table in found.tables}
        self._redefined = self._meanings()

    def rows(self) -> Iterator[Revised]:
        """Every revision, in no order."""
        yield from self._indicators()
        yield from self._figures()
        yield from self._holds()
        yield from self._overlaps()

    def notes(self) -> Iterator[str]:
        """What a reader of the rows must know."""
        earlier, later = self._earlier_manifest, self._release.manifest
        yield f"From {earlier.name} to {later.name}. New figures are not told; istmo release diff tells all."
        if earlier.schema_version != later.schema_version:
            yield (
                f"The earlier release has schema {earlier.schema_version}: a column that came later is empty in it, "
                "and reads as if it had been filled since."
            )
        for name, table in self._found.items():
            for kind, count in (("went", table.removed), ("came", table.added)):
                if count > ROWS_TOLD and not (name == "figures" and kind == "came"):
                    yield f"{count:,} rows of {name} {kind}; the first {ROWS_TOLD:,} are told."

    def _table(self, name: str) -> TableDiff:
        return self._found.get(name) or TableDiff(name, 0, 0, 0, (), (), ())

    def _meanings(self) -> dict[str, list[str]]:
        """Indicators that mean something else now, and the fields of them that changed."""
        changed = {
            change.key["code"]: [name for name in change.values if name not in WORDS]
            for change in self._table("indicators").rows_changed
        }
        return {code: names for code, names in changed.items() if names}

    def _indicators(self) -> Iterator[Revised]:
        table = self._table("indicators")
        counted: dict[str, int] = dict(
            self._release.query("SELECT indicator, count(*) FROM figures GROUP BY indicator")
        )
        for change in table.rows_changed:
            code = change.key["code"]
            touched = counted.get(code, 0)
            for name, (old, new) in change.values.items():
                yield self._about(
                    "redefined", code,
                    part="algebra" if name in ALGEBRA else "reference sheet", field=name,
                    earlier=_cell(old), later=_cell(new),
                    notes=f"{touched:,} {'figure rests' if touched == 1 else 'figures rest'} on it",
                )  # fmt: skip
        for row in table.rows_added:
            yield self._about("new indicator", row["code"])
        for row in table.rows_removed:
            yield self._about("closed indicator", row["code"], earlier=self._last.get(row["code"]))
        yield from self._dimensions()

    def _dimensions(self) -> Iterator[Revised]:
        """Breakdowns that an indicator asks for now, or no longer."""
        table = self._table("indicator_dimensions")
        gone = {row["code"] for row in self._table("indicators").rows_removed}
        come = {row["code"] for row in self._table("indicators").rows_added}
        for rows, named in ((table.rows_removed, "earlier"), (table.rows_added, "later")):
            for row in rows:
                if row["indicator"] not in gone | come:
                    told = {named: str(row["dimension"])}
                    yield self._about(
                        "redefined",
                        row["indicator"],
                        part="reference sheet",
                        field="breakdown asked for",
                        **told,
                    )

    def _figures(self) -> Iterator[Revised]:
        table = self._table("figures")
        for change in table.rows_changed:
            before = {**change.row, **{name: old for name, (old, _) in change.values.items()}}
            if _differs(change):
                yield self._restated(before, change.row)
        for row in table.rows_removed:
            yield self._about_figure("withdrawn", row, earlier=Said.of(row).words, notes=self._why_gone(row))

    def _restated(self, before: Mapping[str, Any], now: Mapping[str, Any]) -> Revised:
        code = now["indicator"]
        per = self._registered[code][1]
        was, said = Said.of(before), Said.of(now)
        numbers = was.number(per), said.number(per)
        redefined = self._redefined.get(code)
        units = {unit for unit in (was.unit, said.unit) if unit}
        notes = [f"compared over a redefinition: {', '.join(redefined)} changed"] if redefined else []
        notes += [] if now.get("note") else ["no reason given"]
        notes += ["units differ: not compared"] if len(units) > 1 else []
        return self._about_figure(
            "restated", now,
            earlier=was.words, later=said.words, earlier_value=numbers[0], later_value=numbers[1],
            change=difference(*numbers, alike=not redefined and len(units) < 2), unit=said.unit or was.unit or self._registered[code][2],
            over_redefinition=bool(redefined), reason=now.get("note"), by=now.get("submission"),
            by_row=now.get("row"), notes="; ".join(notes) or None,
        )  # fmt: skip

    def _why_gone(self, row: Mapping[str, Any]) -> str:
        if row["indicator"] in {gone["code"] for gone in self._table("indicators").rows_removed}:
            return "its indicator was closed"
        held = [
            hold
            for hold in self._table("holds").rows_added
            if (hold["submission"], hold["row"]) == (row.get("submission"), row.get("row"))
        ]
        return f"held: {held[0]['reason']}" if held else "no longer in the release; it does not say why"

    def _holds(self) -> Iterator[Revised]:
        table = self._table("holds")
        for row in table.rows_added:
            yield self._about_figure(
                "held", row, reason=row["reason"], by=row["submission"], by_row=row["row"]
            )
        there = self._now_there(table.rows_removed)
        for row in table.rows_removed:
            lifted = (row["submission"], row["row"]) in there
            why = f"was held because: {row['reason']}"
            yield self._about_figure(
                "lifted" if lifted else "no longer held", row,
                by=row["submission"], by_row=row["row"],
                notes=f"{why}; {_LOGGED}" if lifted else f"{why}; a later version of its file stands",
            )  # fmt: skip

    def _now_there(self, holds: Iterable[Mapping[str, Any]]) -> set[tuple[str, int]]:
        """Rows of submissions that were held then and are in the figures now, or were restated since."""
        wanted = sorted({f"{hold['submission']} {hold['row']}" for hold in holds})
        if not wanted:
            return set()
        both = 'SELECT submission, "row" FROM figures UNION SELECT submission, "row" FROM revisions'
        query = f'SELECT submission, "row" FROM ({both}) WHERE list_contains(?, submission || \' \' || "row")'
        return {(submission, row) for submission, row in self._release.query(query, [wanted])}

    def _overlaps(self) -> Iterator[Revised]:
        table = self._table("overlaps")
        for row in table.rows_added:
            yield self._decided("decided", row, _range(row), _chosen(row))
        for row in table.rows_removed:
            yield self._decided(
                "undone", row | {"reason": None, "decided_by": None}, _chosen(row), "open", _LOGGED
            )
        for change in table.rows_changed:
            if {"decision", "value", "reason", "decided_by"} & set(change.values):
                before = {**change.row, **{name: old for name, (old, _) in change.values.items()}}
                yield self._decided("decided again", change.row, _chosen(before), _chosen(change.row))

    def _decided(
        self,
        kind: str,
        row: Mapping[str, Any],
        earlier: str | None,
        later: str | None,
        notes: str | None = None,
    ) -> Revised:
        days = Period.parse(row["period"])
        return self._about(
            kind, row["indicator"],
            place=row["place"], place_name=self._names.get(row["place"]),
            period=days.code, period_start=days.start, period_end=days.end,
            field="overlap", earlier=earlier, later=later, reason=row.get("reason"), author=row.get("decided_by"),
            notes=notes,
        )  # fmt: skip

    def _about(self, kind: str, indicator: str, **told: Any) -> Revised:
        return Revised(kind=kind, indicator=indicator, title=self._registered[indicator][0], **told)

    def _about_figure(self, kind: str, row: Mapping[str, Any], **told: Any) -> Revised:
        named = (
            "place", "period_start", "period_end", "period_as_written", "role", "span", "cohort", "agency", "activity",
            "source",
        )  # fmt: skip
        cells = {name: row.get(name) for name in named} | {"breakdown": row.get("breakdown") or None}
        return self._about(
            kind, row["indicator"],
            **cells, place_name=self._names.get(row.get("place") or ""),
            period=period(row.get("period_start"), row.get("period_end")), **told,
        )  # fmt: skip


def _registered(release: Release) -> dict[str, tuple[str, Decimal | None, str | None]]:
    """Title, units of a ratio and unit of every indicator."""
    rows = release.query("SELECT code, title, per, unit FROM indicators")
    return {code: (title, per, unit) for code, title, per, unit in rows}


def _last_results(release: Release) -> dict[str, str]:
    """By indicator, the last period that has a result."""
    rows = release.query(
        "SELECT indicator, max((coalesce(period_end, DATE '9999-12-31'), period_start)) FROM figures "
        "WHERE role IN ('result', 'context') AND period_start IS NOT NULL GROUP BY indicator"
    )
    return {indicator: f"last result for {_days(days)}" for indicator, days in rows}


def _days(days: Any) -> str:
    end, start = days.values() if isinstance(days, dict) else days
    return period(start, None if end.year == 9999 else end)


def _differs(change: Change) -> bool:
    """Whether it says something else, and not only how sure or how written it is."""
    plain_text = change.row.get("value") is None and "value_as_written" in change.values
    return bool(set(_SAID) & set(change.values)) or plain_text or "qualifier" in change.values


def _range(row: Mapping[str, Any]) -> str:
    ends = [None if row.get(end) is None else plain(row[end]) for end in ("low", "high")]
    return f"{ends[0] or 'not known'} to {ends[1] or 'not known'}" if any(ends) else "open"


def _chosen(row: Mapping[str, Any]) -> str:
    return (
        f"{row['decision']} {plain(row['value'])}" if row.get("value") is not None else str(row["decision"])
    )


def _cell(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain(value) if isinstance(value, Decimal) else str(value)
