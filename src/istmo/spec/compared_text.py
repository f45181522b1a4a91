"""A comparison of two frameworks as text for a person."""

from collections.abc import Iterator, Sequence

from istmo.spec.catalogue import kinds
from istmo.spec.changes._change import INDICATOR, Change
from istmo.spec.compare import Comparison

_SHOWN = 50


def as_text(found: Comparison) -> str:
    """What changed, kind by kind; `[-words-]` went and `{+words+}` came."""
    old, new = found.both.old, found.both.new
    head = f"From {old.told} “{old.head['title']}” to {new.told} “{new.head['title']}”"
    if found.same:
        return f"{head}: nothing changed."
    return "\n".join([f"{head}:", *(_related(found) if found.related else _unrelated(found))])


def _unrelated(found: Comparison) -> Iterator[str]:
    old, new = len(found.both.old.nodes), len(found.both.new.nodes)
    yield (
        f"These two have nearly nothing in common: {found.common} of {old} nodes of the first are among the {new} of "
        "the second. They are two frameworks, not two versions of one; a crosswalk (links:) relates such."
    )
    for pair in found.both.nodes.pairs:
        title = found.both.old.nodes[pair.old]["title"]
        yield f"  in both: {pair.old} “{title}” and {pair.new} “{found.both.new.nodes[pair.new]['title']}”"


def _related(found: Comparison) -> Iterator[str]:
    by_kind: dict[str, list[Change]] = {}
    for change in found.changes:
        by_kind.setdefault(change.kind, []).append(change)
    for name, kind in kinds().items():
        changes = by_kind.get(name, [])
        if changes:
            yield f"\n{kind.title}: {len(changes)}"
            yield from _lines(changes, found)
    yield ""
    if found.without_reason:
        yield f"Without a reason: {found.without_reason} of {len(found.changes)}. Reasons stand in changes.yaml."
    for idle in found.idle:
        yield f"A reason without a change: {idle}."


def _lines(changes: Sequence[Change], found: Comparison) -> Iterator[str]:
    """The changes of one kind: of one thing together, of a list that the other side lacks as a whole the codes alone."""
    whole = {INDICATOR for edition in (found.both.old, found.both.new) if not edition.indicators}
    one_by_one = [change for change in changes if change.what not in whole]
    last = ""
    for change in one_by_one[:_SHOWN]:
        head = _head(change)
        if head != last:
            yield head
        yield from _said(change)
        last = head
    if len(one_by_one) > _SHOWN:
        yield f"  … and {len(one_by_one) - _SHOWN:,} more; --json gives them"
    if rest := [change for change in changes if change.what in whole]:
        yield f"  all {len(rest)} indicators, for the other has none: {', '.join(change.code for change in rest)}"


def _head(change: Change) -> str:
    codes = (
        f"{', '.join(change.old)} → {', '.join(change.new)}"
        if change.old and change.new and change.old != change.new
        else change.code
    )
    sure = {"wording": " (known by its wording)", "mapping": " (as its authors say)"}.get(change.by, "")
    return f"  {change.what} {codes} “{change.title}”{sure}"


def _said(change: Change) -> Iterator[str]:
    said = f"{change.field}: " if change.field else ""
    if change.kind in ("reworded", "redefined") and change.words:
        yield f"    {said}{_marked(change)}"
    elif change.earlier or change.later:
        both = f"{change.earlier or '(nothing)'} → {change.later or '(nothing)'}"
        yield f"    {said}{both if change.old and change.new else change.earlier or change.later}"
    if change.reason:
        yield f"    because: {change.reason}"


def _marked(change: Change) -> str:
    marks = {"same": "{}", "out": "[-{}-]", "in": "{{+{}+}}"}
    return " ".join(marks[words.how].format(words.text) for words in change.words)
