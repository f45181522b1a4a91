"""The question `others` again, in plain Python: slow and obvious, for comparing."""

from datetime import date
from typing import Any

from istmo.kernel.quantity import plain

Row = dict[str, Any]
Tables = dict[str, list[Row]]
Key = tuple[Any, ...]

#: What an indicator's figures of one place and breakdown have in common.
SPOT = ("indicator", "agency", "activity", "place", "breakdown")
WORDS = {"not_applicable": "not applicable", "not_available": "no number", "withheld": "withheld"}


def others(tables: Tables) -> dict[Key, Row]:
    """Baseline, target and result in words, by spot and period; indicators without figures by themselves."""
    theirs = [i for i in tables["indicators"] if i["framework"] is None]
    answer: dict[Key, Row] = {}
    for indicator in theirs:
        figures = [f for f in tables["figures"] if f["indicator"] == indicator["code"]]
        figures = [f for f in figures if f["role"] in ("baseline", "target", "result")]
        if not figures:
            place = next(
                (a.get("place") for a in tables["activities"] if a["code"] == indicator["activity"]), None
            )
            key = (
                indicator["code"],
                indicator["agency"],
                indicator["activity"],
                place,
                None,
                None,
                None,
                None,
            )
            answer[key] = told(None, None, None)
        for spot in {spot_of(f) for f in figures}:
            answer |= at_spot([f for f in figures if spot_of(f) == spot])
    return answer


def at_spot(figures: list[Row]) -> dict[Key, Row]:
    """Rows for every period with a target or result; the latest baseline beside each, the others alone."""
    baselines = standing(figures, "baseline")
    targets, results = standing(figures, "target"), standing(figures, "result")
    latest = max(baselines.values(), key=latest_first) if baselines else None
    answer = {}
    for key in {**targets, **results}:
        answer[key] = told(latest, targets.get(key), results.get(key))
    for key, baseline in baselines.items():
        if baseline is not latest or not (targets or results):
            # A period may have a target and an older baseline: two rows of one key, told apart by what stands in them.
            answer[(*key, "baseline")] = told(baseline, None, None)
    return answer


def standing(figures: list[Row], role: str) -> dict[Key, Row]:
    """Of several statements of one value the latest."""
    found: dict[Key, Row] = {}
    for figure in figures:
        if figure["role"] == role:
            before = found.get(key_of(figure))
            if before is None or age(figure) > age(before):
                found[key_of(figure)] = figure
    return found


def age(figure: Row) -> tuple[Any, ...]:
    return (figure["as_of"] or date.min, figure["stated_on"] or date.min)


def latest_first(figure: Row) -> tuple[Any, ...]:
    wording = "" if figure["period_start"] or figure["period_end"] else figure["period_as_written"] or ""
    # The first wording in the alphabet wins among periods of the same days.
    turned = tuple(-ord(letter) for letter in wording)
    return (figure["period_end"] or date.max, figure["period_start"] or date.min, turned)


def spot_of(figure: Row) -> Key:
    return tuple(figure[name] for name in SPOT)


def key_of(figure: Row) -> Key:
    undated = figure["period_start"] is None and figure["period_end"] is None
    words = (figure["period_as_written"] or None) if undated else None
    return (*spot_of(figure), figure["period_start"], figure["period_end"], words)


def told(baseline: Row | None, target: Row | None, result: Row | None) -> Row:
    return {
        "baseline_told": words(baseline),
        "target_told": words(target),
        "result_told": words(result),
        "baseline": number(baseline),
        "target": number(target),
        "result": number(result),
    }


def number(figure: Row | None) -> Any:
    return None if figure is None else figure["value"]


def words(figure: Row | None) -> str:
    if figure is None:
        return "not stated"
    if figure["state"] != "reported":
        return WORDS[figure["state"]]
    if figure["value"] is not None:
        return plain(figure["value"])
    return f"as text: {figure['value_as_written']}" if figure["value_as_written"] else "no number"
