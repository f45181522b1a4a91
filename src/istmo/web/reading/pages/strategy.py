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
        yield _("Holds from"), (Said(str(framework.effective_on), ""),)
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
        Column("results", _("Results"), is_number=True),
        Column("context", _("Context indicators"), is_number=True),
    )
    rows = [
        Row(
            (
                named(
                    reader.node(code, branch.node.code),
                    branch.node.code,
                    aside=() if branch.first else (Said(_("told at its first place"), ""),),
                ),
                words(Said(branch.node.level)),
                numbers.count(opened, branch.indicators),
                numbers.count(opened, branch.results),
                numbers.count(opened, branch.context),
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
                _("Counted at each node itself. A node that stands under two is counted once above them."), ""
            ),
        ),
        per_page=80,
        empty=_("This framework names no objective."),
    )


def _below(branch: Branch, depth: int) -> Iterator[tuple[Branch, int]]:
    yield branch, depth
    for child in branch.children:
        yield from _below(child, depth + 1)
