"""What comparisons must keep to: a design that fits what is compared, and nothing compared with its unlike."""

from typing import Any

from istmo.kernel.period import Period
from istmo.spec.draft import At, Draft

_Record = dict[str, Any]
_OF_FIGURE = ("indicator", "place", "period", "breakdown", "agency", "activity")
#: Designs that set two groups side by side; the last two made them alike beforehand, which somebody must describe.
_OF_GROUPS = ("comparison_group", "matched", "randomised")
_MADE_ALIKE = ("matched", "randomised")


def check_comparisons(draft: Draft) -> None:
    """Every rule over the comparisons of a draft; problems go into it."""
    indicators = {record["code"]: record for record, _ in draft.records("indicators")}
    for record, at in draft.records("comparisons"):
        _design(draft, record, at)
        _made_alike(draft, record, at, indicators)
        _itself(draft, record, at)
        _order(draft, record, at)
        _alike(draft, record, at, indicators)
        if record["char_start"] is not None and not record["source"]:
            draft.wrong(
                "span_without_source", at("char_start"), "the span names no source", "write source: too"
            )


def _design(draft: Draft, record: _Record, at: At) -> None:
    design, against, code = record["design"], record["against"], record["code"]
    if design == "before_after" and against == "group":
        found = f"{code} is compared with another group, and its design is before_after"
        fix = "write baseline: with the earlier period, or design: comparison_group"
        draft.wrong("wrong_design", at("design"), found, fix)
    if design in _OF_GROUPS and against == "baseline":
        found = f"{code} is compared with its own baseline, and its design is {design}"
        draft.wrong(
            "wrong_design",
            at("design"),
            found,
            "write against: with the other group, or design: before_after",
        )


def _made_alike(draft: Draft, record: _Record, at: At, indicators: dict[str, _Record]) -> None:
    """Strong words rest on these two designs, so that somebody must be able to read how it was done."""
    if record["design"] not in _MADE_ALIKE:
        return
    if not record["source"]:
        found = f"{record['code']} is said to be {record['design']}, and no source describes it"
        fix = "write source: with the study, or design: comparison_group"
        draft.wrong("design_without_source", at("design"), found, fix)
    if indicators.get(record["indicator"], {}).get("kind") == "context":
        found = f"{record['indicator']} is context and credited to nobody, whatever the design"
        fix = "compare an outcome, or write design: none"
        draft.wrong("context_credited", at("design"), found, fix)
    if record["groups_overlap"] in ("yes", "nested"):
        found = f"the groups of {record['code']} are said to be {record['design']}, and to overlap"
        draft.wrong("wrong_design", at("groups_overlap"), found, "correct one of the two")


def _itself(draft: Draft, record: _Record, at: At) -> None:
    if record["against"] != "group":
        return
    if all(record[name] == record[f"comparator_{name}"] for name in _OF_FIGURE):
        found = f"{record['code']} compares a figure with itself"
        draft.wrong(
            "compared_with_itself", at("comparator_indicator"), found, "name the other group's figure"
        )


def _order(draft: Draft, record: _Record, at: At) -> None:
    """A baseline comes first; undated ones are left to the reader."""
    if record["against"] != "baseline" or not record["comparator_period"]:
        return
    base, period = Period.parse(record["comparator_period"]), Period.parse(record["period"])
    if base.end and period.end and base.end >= period.end:
        found = f"the baseline {base.code} of {record['code']} ends no earlier than its period {period.code}"
        draft.wrong("baseline_not_before", at("comparator_period"), found, "name the earlier period")


def _alike(draft: Draft, record: _Record, at: At, indicators: dict[str, _Record]) -> None:
    one, other = (indicators.get(record[name] or "") for name in ("indicator", "comparator_indicator"))
    if one is None or other is None:
        return
    if (one["measure"], one["per"]) != (other["measure"], other["per"]):
        told = " and ".join(f"{found['code']} is {_told(found)}" for found in (one, other))
        fix = "name an indicator of the same measure"
        draft.wrong("compared_unlike", at("comparator_indicator"), told, fix)


def _told(indicator: _Record) -> str:
    per = f" per {indicator['per']}" if indicator["per"] is not None else ""
    return f"a {indicator['measure']}{per}"
