"""What evaluations must keep to beyond keys and names: a status that fits its dates, follow-ups in the order told."""

from datetime import date
from itertools import pairwise
from typing import Any

from istmo.kernel.period import Period
from istmo.spec.draft import At, Draft

_Record = dict[str, Any]
#: Dates that a status rules out: what is planned cannot be completed.
_NOT_YET = {
    "planned": ("begun_on", "completed_on", "published_on"),
    "running": ("completed_on", "published_on"),
}
_ABOUT = ("framework", "node", "indicator", "activity", "place", "sector")


def check_evaluations(draft: Draft) -> None:
    """Every rule over the evaluations of a draft; problems go into it."""
    about = _links(draft)
    for record, at in draft.records("evaluations"):
        _status(draft, record, at)
        _dates(draft, record, at)
        if not about.get(record["code"]) and "evaluation_links" not in draft.incomplete:
            found = f"{record['code']} is tied to no node, indicator, activity, place or sector"
            draft.warn(
                "about_nothing",
                at("code"),
                found,
                "name what it is about, or nobody finds it beside a number",
            )
        if record["char_start"] is not None and not record["source"]:
            draft.wrong(
                "span_without_source", at("char_start"), "the span names no source", "write source: too"
            )
    told: dict[tuple[str, int, str], date] = {}
    for record, at in draft.records("recommendation_follow_ups"):
        _in_order(draft, record, at, told)


def _links(draft: Draft) -> dict[str, set[tuple[Any, ...]]]:
    """What each evaluation is about; the same thing twice is told."""
    found: dict[str, set[tuple[Any, ...]]] = {}
    for record, at in draft.records("evaluation_links"):
        thing = tuple(record[name] for name in _ABOUT)
        before = found.setdefault(record["evaluation"], set())
        if thing in before:
            column = next(name for name in reversed(_ABOUT) if record[name])
            twice = f"{record['evaluation']} names {record[column]} twice"
            draft.wrong("duplicate_link", at(column), twice, "keep one of the two")
        before.add(thing)
    return found


def _status(draft: Draft, record: _Record, at: At) -> None:
    for column in _NOT_YET.get(record["status"], ()):
        if record[column]:
            found = f"{record['code']} is {record['status']}, and {column} is given ({record[column]})"
            draft.wrong("status_and_date", at(column), found, "correct the status, or take the date away")
    if record["status"] == "done" and record["published_on"]:
        found = f"{record['code']} is done, and was published on {record['published_on']}"
        draft.wrong("status_and_date", at("status"), found, "write status: published")


def _dates(draft: Draft, record: _Record, at: At) -> None:
    steps = [(name, record[name]) for name in ("begun_on", "completed_on", "published_on") if record[name]]
    for (before, first), (after, second) in pairwise(steps):
        start, end = Period.parse(first).start, Period.parse(second).end
        if start and end and end < start:
            found = f"{after} of {record['code']} ({second}) lies before {before} ({first})"
            draft.wrong("dates_upside_down", at(after), found, "correct one of the two dates")


def _in_order(draft: Draft, record: _Record, at: At, told: dict[tuple[str, int, str], date]) -> None:
    """An informant's later word stands for the earlier one: the register must have them in the order told."""
    key, day = (record["evaluation"], record["recommendation"], record["informant"]), record["on_by"]
    if day and day < told.get(key, day):
        found = f"{record['informant']} says this of an earlier day than what stands above it"
        draft.warn(
            "told_out_of_order", at("on"), found, "put follow-ups in the order told: the last one stands"
        )
    told[key] = max(day or date.min, told.get(key, date.min))
