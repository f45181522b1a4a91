"""Whatever a framework says, its StratML is one right document in which every node and indicator stands once."""

from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from istmo.kernel.tables import TABLES
from istmo.spec.architecture import Architecture
from istmo.spec.stratml import PARTS, as_stratml, identifier
from tests.property import of

SCHEMAS = Path(__file__).parents[2] / "../shared/conformance/stratml"
FILES = {1: "StrategicPlanISOVersion20140401.xsd", 2: "PerformancePlanOrReport20160216.xsd"}
VALID = {
    part: etree.XMLSchema(etree.parse(SCHEMAS / file)) for part, file in FILES.items() if SCHEMAS.is_dir()
}

codes = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,4}", fullmatch=True)
words = st.text(min_size=1, max_size=12) | st.sampled_from(
    ["&<>'\"", "\x00\x1b", "]]>", "\ud800", "ñ\u2028", "\r\n"]
)
maybe = st.none() | words


def row(table: str, **cells: Any) -> tuple[Any, ...]:
    return tuple(cells.get(name) for name in TABLES[table].names)


@st.composite
def frameworks(draw: st.DrawFn) -> tuple[Architecture, str, list[str], list[str]]:
    """An architecture of one framework with the codes of its nodes and indicators."""
    code = draw(codes)
    nodes = draw(st.lists(codes, max_size=8, unique=True))
    indicators = draw(st.lists(codes, max_size=5, unique=True))
    above = {node: draw(st.sampled_from([None, *nodes[:place]])) for place, node in enumerate(nodes)}
    source = draw(st.sampled_from([None, "paper"]))
    rows = {
        "frameworks": [
            row(
                "frameworks",
                code=code,
                title=draw(words),
                version=draw(words),
                mission=draw(maybe),
                source=source,
            )
        ],
        "sources": [
            row("sources", code="paper", title="P", kind="own", address=draw(maybe), published_on=draw(maybe))
        ],
        "nodes": [
            row(
                "nodes",
                framework=code,
                code=node,
                level=draw(words),
                title=draw(words),
                text=draw(maybe),
                position=place,
                placement=draw(st.sampled_from(["document", "analyst"])),
                note=draw(maybe),
            )
            for place, node in enumerate(nodes, 1)
        ],
        "node_parents": [
            row("node_parents", framework=code, node=node, parent=parent, position=1)
            for node, parent in above.items()
            if parent is not None
        ],
        "indicators": [
            row(
                "indicators",
                framework=code,
                code=one,
                title=draw(words),
                kind="output",
                measure="count",
                unit=draw(maybe),
            )
            for one in indicators
        ],
        "indicator_nodes": [
            row("indicator_nodes", indicator=one, framework=code, node=node)
            for one in indicators
            for node in draw(st.lists(st.sampled_from(nodes), unique=True) if nodes else st.just([]))
        ],
    }
    held = {name: tuple(of) for name, of in rows.items()}
    return Architecture(Path(), (code,), held), code, nodes, indicators


@given(frameworks(), st.sampled_from(sorted(PARTS)))
@settings(max_examples=of(150), deadline=None)
def test_every_document_is_right_and_whole(
    made: tuple[Architecture, str, list[str], list[str]], part: int
) -> None:
    architecture, code, nodes, indicators = made
    root = etree.fromstring(as_stratml(architecture, code, part).text.encode())
    if part in VALID:
        assert VALID[part].validate(root), VALID[part].error_log
    found = [element.text for element in root.iter("{*}Identifier")]
    wanted = [identifier(code, "node", node) for node in nodes]
    if part == 2:
        wanted += [identifier(code, "indicator", one) for one in indicators]
    assert sorted(one for one in found if "_node_" in one or "_indicator_" in one) == sorted(wanted)
    assert len(found) == len(set(found))
