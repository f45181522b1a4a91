"""From `changes.yaml` to rows of mappings and change_reasons."""

from typing import Any

from istmo.spec.change_models import Changes, Fate, Reason
from istmo.spec.draft import Draft
from istmo.spec.items import Reader
from istmo.spec.yaml_file import Document, Loc

CHANGE_TABLES = ("mappings", "change_reasons")
_LISTS = ("nodes", "indicators", "changes")


def add_changes(document: Document, draft: Draft, framework: str) -> None:
    """Read what changed in one framework since the version before."""
    reader = Reader(document, draft)
    raw = document.value if isinstance(document.value, dict) else {}
    head = {key: value for key, value in raw.items() if key not in _LISTS} if raw else document.value
    read = reader.one(Changes, head, ())
    if read is None:
        draft.incomplete.update(CHANGE_TABLES)
        return
    step = {
        "framework": framework,
        "old_framework": read.from_.framework or framework,
        "old_version": read.from_.version or "",
    }
    for what in ("node", "indicator"):
        for fate, loc in reader.many(Fate, raw.get(f"{what}s"), (f"{what}s",), "mappings"):
            _fate(reader, fate, loc, {**step, "what": what})
    for reason, loc in reader.many(Reason, raw.get("changes"), ("changes",), "change_reasons"):
        at = reader.at(loc, code=("of",))
        told = {"kind": reason.kind, "code": reason.of, "field": reason.field or "", "reason": reason.reason}
        draft.add("change_reasons", at, **step, **told)
    if "from" in raw and not any(raw.get(name) for name in _LISTS):
        found = "from: names the version before, and nothing is said of what became of it"
        fix = "say under nodes, indicators or changes what changed and why, or remove the file"
        draft.warn("nothing_changed", document.where(("from",)), found, fix)


def _fate(reader: Reader, fate: Fate, loc: Loc, step: dict[str, Any]) -> None:
    at = reader.at(loc, share=("shares",))
    shares = dict(zip(fate.new, fate.shares, strict=False))
    if fate.shares and len(fate.shares) != len(fate.new):
        found = f"{fate.old} became {len(fate.new)} and has {len(fate.shares)} shares"
        reader.draft.wrong("shares_differ", at("shares"), found, "give one share for each new code, or none")
    for new in fate.new or [""]:
        told = {"old": fate.old, "new": new, "fate": fate.fate, "reason": fate.reason}
        reader.draft.add("mappings", at, **step, **told, share=shares.get(new))
