"""The strategy as a tree, with what was reported under each node, and the other frameworks beside it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from istmo.publish import strategy
from istmo.publish.strategy import Branch
from istmo.web.reading import numbers
from istmo.web.reading.page import Page, Part
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Column, Row, Table, words

ADDRESS = "strategy/"


def tell(reader: Reader) -> Page:
    """The framework that is reported on."""
    return of_framework(reader, reader.opened.desk.framework.code, reader.start())


def of_framework(reader: Reader, code: str, crumbs: tuple[Said, ...]) -> Page:
    """The page of one framework: its tree in the order of its text."""
    opened = reader.opened
    framework = opened.frameworks[code]
    others = [one for one in opened.frameworks.values() if one.code != code]
    return Page(
        title=opened.names.of("frameworks", code),
        here="strategy",
        crumbs=crumbs,
        lead=(Said(framework.mission or ""),),
        parts=(
            Part(table=_tree(reader, code)),
            Part(
                title=_("Read beside it"),
                items=tuple(
                    Said(f"{reader.framework(one.code).text}", href=reader.at.to("strategy", one.code))
                    for one in others
                ),
            )
            if others
            else Part(),
            Part(facts=tuple(_facts(reader, code))),
        ),
    )


def _facts(reader: Reader, code: str) -> Iterator[tuple[str, tuple[Said, ...]]]:
    framework = reader.opened.frameworks[code]
    yield _("Version"), (Said(framework.version),)
    if framework.effective_on:
        yield _("Holds from"), (Said(str(framework.effective_on)),)
    if framework.legal_basis:
        yield _("What obliges it to report"), (Said(framework.legal_basis),)
    if framework.source:
        yield _("Source"), (reader.source(framework.source),)


def _tree(reader: Reader, code: str) -> Table:
    opened = reader.opened
    with opened.locked():
        own = code == opened.desk.framework.code
        tree = opened.desk.tree if own else strategy.plant(opened.desk.registers, code, {})
    columns = (
        Column("node", _("Objective")),
        Column("level", _("Level")),
        Column("indicators", _("Indicators of performance"), is_number=True),
        Column("results", _("with a result"), is_number=True),
        Column("context", _("Context indicators"), is_number=True),
    )
    held = _Held(reader, code)
    rows = [
        Row(
            (
                named(
                    reader.node(code, branch.node.code),
                    branch.node.code,
                    aside=() if branch.first else (Said(_("told at its first place")),),
                ),
                words(Said(branch.node.level)),
                *(numbers.count(opened, number) for number in held.counts(branch)),
            ),
            depth=depth,
            tone="total" if depth == 0 else "",
        )
        for line in tree.lines
        for branch, depth in _below(line, 0)
    ]
    return reader.table(
        "tree",
        _("Lines of effort and objectives"),
        columns,
        rows,
        notes=(
            Said(
                _(
                    "Counted at each node with all below it; what stands under two nodes counts once above them."
                ),
            ),
        ),
        per_page=80,
        empty=_("This framework names no objective."),
    )


class _Held:
    """Which indicators stand at each node, and which of them have a result."""

    def __init__(self, reader: Reader, framework: str) -> None:
        registers = reader.opened.desk.registers
        self._context = {one.code for one in registers.indicators if one.kind == "context"}
        self._reported = {row["indicator"] for row in reader.opened.progress() if row["figures"]}
        self._below: dict[str, set[str]] = {}
        self._at: dict[str, set[str]] = {}
        for parent in registers.parents:
            if parent.framework == framework:
                self._below.setdefault(parent.parent, set()).add(parent.node)
        for measure in registers.measures:
            if measure.framework == framework:
                self._at.setdefault(measure.node, set()).add(measure.indicator)

    def counts(self, branch: Branch) -> tuple[int, int, int]:
        """Of a node with all below it: indicators of performance, those with a result, context indicators."""
        nodes, found = [branch.node.code], set[str]()
        for node in nodes:  # grows while it is read; a node met twice is looked at once
            nodes += [below for below in sorted(self._below.get(node, ())) if below not in nodes]
            found |= self._at.get(node, set())
        performance = found - self._context
        return len(performance), len(performance & self._reported), len(found & self._context)


def _below(branch: Branch, depth: int) -> Iterator[tuple[Branch, int]]:
    yield branch, depth
    for child in branch.children:
        yield from _below(child, depth + 1)
