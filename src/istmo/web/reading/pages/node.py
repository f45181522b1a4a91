"""One line of effort or objective: what it says, what stands under it, and what was reported."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from istmo.publish.registers import Node
from istmo.web.reading import told
from istmo.web.reading.page import Page, Part
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.said import Said, sentences
from istmo.web.reading.tables import Column, Row, Table, words

ADDRESS = "strategy/<str:framework>/<str:node>/"


def tell(reader: Reader) -> Page:
    """The page of a node."""
    opened = reader.opened
    framework, code = reader.asked.step("framework"), reader.asked.step("node")
    node = opened.nodes.get((framework, code))
    if node is None:
        known = {
            one: opened.names.of("nodes", f"{framework}:{one}").text
            for of, one in opened.nodes
            if of == framework
        }
        what = _("“%(framework)s” has no node “%(code)s”.") % {"framework": framework, "code": code}
        raise reader.not_among(what, known, code, "strategy", framework)
    return Page(
        title=opened.names.of("nodes", f"{framework}:{code}"),
        here="strategy",
        crumbs=_way(reader, framework, code),
        above=Said(f"{node.level} {node.code}"),
        lead=(Said(node.text or ""),),
        parts=tuple(_parts(reader, node)),
    )


def _way(reader: Reader, framework: str, code: str) -> tuple[Said, ...]:
    """The strategy and every node above, by the first place each is printed in."""
    above = {
        parent.node: parent.parent
        for parent in sorted(reader.opened.desk.registers.parents, key=lambda one: -one.position)
        if parent.framework == framework
    }
    steps: list[Said] = []
    at, seen = above.get(code), {code}
    while at and at not in seen:
        seen.add(at)
        steps.insert(0, reader.node(framework, at))
        at = above.get(at)
    own = framework == reader.opened.desk.framework.code
    first = reader.crumb(_("Strategy"), "strategy") if own else reader.framework(framework)
    return reader.start(first, *steps)


def _parts(reader: Reader, node: Node) -> Iterator[Part]:
    opened, registers = reader.opened, reader.opened.desk.registers
    key = (node.framework, node.code)
    below = [p.node for p in registers.parents if (p.framework, p.parent) == key]
    if below:
        yield Part(title=_("Below it"), items=tuple(reader.node(node.framework, code) for code in below))
    measured = dict.fromkeys(m.indicator for m in registers.measures if (m.framework, m.node) == key)
    performance = [code for code in measured if opened.indicators[code].kind != "context"]
    context = [code for code in measured if opened.indicators[code].kind == "context"]
    rows = _progress(reader, performance)
    caption = _("Results under this objective itself")
    table = told.results(reader, "results", caption, rows, told.by_indicator(reader))
    yield Part(title=_("What was reported"), table=table)
    heard = {row["indicator"] for row in rows}
    silent = [code for code in performance if code not in heard]
    if silent:
        caption = _("Indicators without a result")
        yield Part(title=caption, level=3, table=_listed(reader, "silent", caption, silent))
    if context:
        caption = _("Context indicators")
        only = Said(_("The strategy can only be seen as contributing to these."))
        yield Part(title=_("Context"), told=(only,), table=_listed(reader, "context", caption, context))
    yield from _beside(reader, node)


def _progress(reader: Reader, indicators: list[str]) -> list[dict[str, Any]]:
    """The totals of these indicators, in their order."""
    by_code: dict[str, list[dict[str, Any]]] = {}
    for row in reader.opened.progress():
        by_code.setdefault(row["indicator"], []).append(row)
    return [row for code in indicators for row in by_code.get(code, [])]


def _listed(reader: Reader, name: str, caption: str, indicators: list[str]) -> Table:
    columns = (Column("indicator", _("Indicator")), Column("unit", _("Unit")))
    rows = [
        Row((named(reader.indicator(code), code), words(Said(reader.opened.indicators[code].unit or ""))))
        for code in indicators
    ]
    return reader.table(name, caption, columns, rows, per_page=20)


def _beside(reader: Reader, node: Node) -> Iterator[Part]:
    """Undertakings that serve it, its crosswalk, gaps in its coverage, and where it is stated."""
    opened = reader.opened
    path = f"{node.framework}/{node.code}"
    served = [row for row in opened.ask("undertakings") if path in (row["nodes"] or "").split(", ")]
    if served:
        caption = _("Undertakings that serve it")
        yield Part(title=caption, table=told.undertakings(reader, "undertakings", caption, served))
    links = _links(reader, node)
    if links.rows:
        yield Part(title=_("In other frameworks"), table=links)
    covered = opened.ask("coverage", framework=node.framework, scope="node", node=node.code)
    gaps = tuple(said for row in covered for said in sentences(row["gaps"]))
    if gaps:
        yield Part(title=_("What is missing"), items=gaps)
    yield Part(
        facts=(
            *(
                ((_("Horizon"), (opened.names.of("horizons", f"{node.framework}:{node.horizon}"),)),)
                if node.horizon
                else ()
            ),
            *(((_("To be read with it"), (Said(node.note),)),) if node.note else ()),
            *(((_("Stated in"), (told.passage(reader, node),)),) if node.source else ()),
        )
    )


def _links(reader: Reader, node: Node) -> Table:
    key, rows = (node.framework, node.code), []
    for link in reader.opened.desk.registers.links:
        ends = ((link.framework, link.node), (link.to_framework, link.to_node))
        if key in ends:
            other = ends[1] if ends[0] == key else ends[0]
            rows.append(
                Row(
                    (
                        named(reader.node(*other), "/".join(other), aside=(reader.framework(other[0]),)),
                        words(reader.opened.term("matches", link.match), code=link.match),
                        words(Said(link.note or "")),
                    )
                )
            )
    columns = (Column("node", _("Objective")), Column("match", _("How alike")), Column("why", _("Why")))
    return reader.table("links", _("Where other frameworks meet it"), columns, rows)
