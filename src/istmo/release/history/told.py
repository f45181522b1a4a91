"""What a step tells: the changes found, what became of each node and indicator, and the days that break a series."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from istmo.release.history.before import Before, Record, Row, as_row
from istmo.spec.compare import Comparison

#: Fields of an indicator that change what its numbers are: values on both sides of such a day do not compare.
BREAKING = (
    "definition", "unit", "kind", "measure", "counts", "time", "over_places", "over_series", "per", "statistic",
    "states", "within",
)  # fmt: skip


def changes(step: Comparison) -> list[Row]:
    """Rows of framework_changes."""
    old, new = step.both.old, step.both.new
    head = {"old_framework": old.code, "old_version": old.head["version"], "version": new.head["version"]}
    return [
        as_row(
            "framework_changes",
            framework=new.code,
            position=position,
            **head,
            kind=change.kind,
            what=change.what,
            old="|".join(change.old) or None,
            new="|".join(change.new) or None,
            title=change.title or None,
            field=change.field or None,
            earlier=change.earlier or None,
            later=change.later or None,
            by=change.by or None,
            reason=change.reason or None,
        )
        for position, change in enumerate(step.changes, 1)
    ]


def mappings(step: Comparison, declared: list[Record]) -> Iterator[Row]:
    """Rows of mappings: every old node and indicator, with shares and reasons as declared for this step."""
    both = step.both
    said = {(r["what"], r["old"], r["new"]): r for r in declared}
    reworded = {(c.what, c.old) for c in step.changes if c.kind == "reworded"}
    for what, pairing, was in (
        ("node", both.nodes, both.old.nodes),
        ("indicator", both.indicators, both.old.indicators),
    ):
        fates = {
            pair.old: (("reworded" if (what, (pair.old,)) in reworded else "kept"), pair.by)
            for pair in pairing.pairs
        }
        fates |= {code: ("split", one.by) for one in pairing.splits for code in one.old}
        fates |= {code: ("merged", one.by) for one in pairing.merges for code in one.old}
        now = pairing.now
        for old, record in was.items():
            fate, by = fates.get(old, ("dropped", None))
            for new in now[old] or ("",):
                told = said.get((what, old, new), {})
                yield as_row(
                    "mappings",
                    framework=both.new.code,
                    what=what,
                    old_framework=both.old.code,
                    old_version=both.old.head["version"],
                    old=old,
                    new=new,
                    fate=told.get("fate") or fate,
                    share=told.get("share"),
                    reason=told.get("reason"),
                    by=by or ("mapping" if told else None),
                    version=both.new.head["version"],
                    old_title=record["title"],
                    old_level=record.get("level"),
                )


def breaks(step: Comparison, before: Before, day: date | None) -> Iterator[Row]:
    """Rows of breaks: indicators redefined, and indicators whose node was split or merged. `day`: from when it holds."""
    both = step.both
    for change in step.changes:
        if (
            change.what == "indicator"
            and change.kind in ("redefined", "algebra")
            and change.field in BREAKING
        ):
            told = change.field, change.earlier, change.later, change.reason
            yield from _break(step, before, day, (change.new[0], told))
    for change in step.changes:
        if change.what == "node" and change.kind in ("split", "merged"):
            told = (
                "node",
                _named(change.old, both.old.nodes),
                _named(change.new, both.new.nodes),
                change.reason,
            )
            gone = {(both.old.code, node) for node in change.old}
            homes = before.records("indicator_nodes")
            for indicator in sorted({r["indicator"] for r in homes if (r["framework"], r["node"]) in gone}):
                yield from _break(step, before, day, (indicator, told))


def first_day(before: Before, indicator: str, day: date | None) -> date | None:
    """The day stated, else the one after the last value that the parent release has; None where it has none."""
    last = before.last.get(indicator)
    return day or (last + timedelta(days=1) if last else None)


def _break(
    step: Comparison, before: Before, day: date | None, told: tuple[str, tuple[str, str, str, str]]
) -> Iterator[Row]:
    indicator, (part, earlier, later, reason) = told
    begins = first_day(before, indicator, day)
    if begins is not None:
        new = step.both.new
        yield as_row(
            "breaks",
            indicator=indicator,
            first_day=begins,
            dated=day is not None,
            part=part,
            earlier=earlier or None,
            later=later or None,
            framework=new.code,
            version=new.head["version"],
            reason=reason or None,
        )


def _named(codes: tuple[str, ...], nodes: Mapping[str, Record]) -> str:
    return " · ".join(f"{code} {nodes[code]['title']}" for code in codes)
