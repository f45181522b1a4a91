"""What a declared mapping must keep to: fates that fit their targets, targets that exist, kinds that are known."""

from typing import Any

from istmo.spec.catalogue import kinds
from istmo.spec.draft import At, Draft
from istmo.spec.wording import nearest

_Record = dict[str, Any]
#: By fate: the fewest and most new codes, and that in words.
_TARGETS = {
    "kept": (1, 1, "one new code"),
    "reworded": (1, 1, "one new code"),
    "merged": (1, 1, "one new code, named by each of the old ones"),
    "split": (2, 1000, "two new codes or more"),
    "dropped": (0, 0, "no new code"),
}


def check_changes(draft: Draft) -> None:
    """Every rule over the mappings and reasons of a draft; problems go into it."""
    entries: dict[tuple[Any, ...], list[tuple[_Record, At]]] = {}
    for record, at in draft.records("mappings"):
        entries.setdefault((record["framework"], record["what"], record["old"]), []).append((record, at))
    known = {
        "node": {(r["framework"], r["code"]) for r, _ in draft.records("nodes")},
        "indicator": {(r["framework"], r["code"]) for r, _ in draft.records("indicators")},
    }
    for (_, what, _), rows in entries.items():
        _fits(draft, rows)
        if f"{what}s" not in draft.incomplete:
            for record, at in rows:
                _exists(draft, record, at, known[what])
    _known_kinds(draft)


def _fits(draft: Draft, rows: list[tuple[_Record, At]]) -> None:
    first, at = rows[0]
    fates = {record["fate"] for record, _ in rows}
    if len(fates) > 1:
        found = f"{first['old']} is told to be {' and '.join(sorted(fates))}"
        draft.wrong("two_fates", rows[1][1]("fate"), found, "keep one of them")
        return
    least, most, told = _TARGETS[first["fate"]]
    new = {record["new"] for record, _ in rows if record["new"]}
    if not least <= len(new) <= most:
        found = f"{first['old']} is {first['fate']}, and {len(new) or 'no'} new codes are given"
        draft.wrong("wrong_targets", at("new"), found, f"{first['fate']} has {told}")
    shares = [record["share"] for record, _ in rows if record["share"] is not None]
    if shares and first["fate"] != "split":
        draft.wrong(
            "share_without_split", at("shares"), f"{first['old']} has shares, and is no split", "remove them"
        )
    elif sum(shares) > 1:
        draft.wrong(
            "shares_above_one",
            at("shares"),
            f"the shares of {first['old']} make {sum(shares)}",
            "correct them",
        )


def _exists(draft: Draft, record: _Record, at: At, known: set[tuple[str, str]]) -> None:
    if record["new"] and (record["framework"], record["new"]) not in known:
        alike = [code for framework, code in known if framework == record["framework"]]
        near = nearest(record["new"], alike)
        found = f"there is no {record['what']} {record['new']} in {record['framework']}"
        fix = f"write {near}, or add {record['new']}" if near else "add it, or correct the code"
        draft.wrong(f"unknown_{record['what']}", at("new"), found, fix)


def _known_kinds(draft: Draft) -> None:
    known = list(kinds())
    for record, at in draft.records("change_reasons"):
        if record["kind"] not in known:
            near = nearest(record["kind"], known)
            fix = f"write {near}" if near else f"the kinds are {', '.join(known)}"
            draft.wrong("unknown_kind", at("kind"), f"there is no kind of change {record['kind']}", fix)
