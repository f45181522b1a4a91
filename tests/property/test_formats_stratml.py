"""What istmo writes as StratML and reads again is the same framework, as far as StratML holds it."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from istmo.formats._shared import USUAL
from istmo.formats._stratml import read
from istmo.kernel.algebra import PRESETS
from istmo.spec.architecture import Architecture, load
from istmo.spec.assembled import assembled
from istmo.spec.export import as_yaml
from istmo.spec.stratml import as_stratml
from tests.property import of

codes = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,4}", fullmatch=True)
letters = st.characters(codec="utf-8", categories=("L", "N"), include_characters=" &<>'\".:(),%-")
texts = st.text(letters, min_size=1, max_size=20).map(lambda text: " ".join(text.split())).filter(bool)
TABLES = ("frameworks", "nodes", "node_parents", "indicators", "indicator_nodes", "texts")
WAYS = {"milestone": {"states": ["asked", "given"]}, "text": {"direction": "none"}}


@st.composite
def trees(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[str]]:
    """Nodes nested as deep as they come, and their codes."""
    names = draw(st.lists(codes, max_size=7, unique=True))
    nodes = [
        {"code": code, "level": draw(texts), "title": draw(texts), **draw(st.fixed_dictionaries({}, optional={"text": texts, "note": texts}))}
        for code in names
    ]  # fmt: skip
    top: list[dict[str, Any]] = []
    for place, node in enumerate(nodes):
        above = draw(st.sampled_from([None, *nodes[:place]]))
        (top if above is None else above.setdefault("children", [])).append(node)
        others = [one["code"] for one in nodes[:place] if above is not None and one is not above]
        if others and not _holds(node, others) and draw(st.booleans()):
            node["also_under"] = [draw(st.sampled_from(others))]
    return top, names


def _holds(node: dict[str, Any], others: list[str]) -> bool:
    return any(child["code"] in others or _holds(child, others) for child in node.get("children", []))


@st.composite
def folders(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """The code and the files of a framework."""
    code = draw(codes)
    tree, nodes = draw(trees())
    indicators = []
    for one in draw(st.lists(codes, max_size=5, unique=True)):
        preset = draw(st.sampled_from(sorted(PRESETS)))
        told = {
            "code": one,
            "title": draw(texts),
            "kind": draw(st.sampled_from(["output", "outcome", "context"])),
        }
        told |= {
            "preset": preset,
            "unit": draw(st.sampled_from(["USD", "people", "per cent"])),
            **WAYS.get(preset, {}),
        }
        told["nodes"] = draw(st.lists(st.sampled_from(nodes), unique=True, max_size=2)) if nodes else []
        told |= draw(
            st.fixed_dictionaries({}, optional={"definition": texts, "caveat": texts, "custom_reason": texts})
        )
        indicators.append(told)
    strategy = {"code": code, "title": draw(texts), "version": draw(texts), "nodes": tree}
    if draw(st.booleans()):
        strategy["mission"] = {"text": {"en": draw(texts), "es": draw(texts)}}
    return code, {"strategy.yaml": as_yaml(strategy), "indicators.yaml": as_yaml({"indicators": indicators})}


def again(architecture: Architecture, code: str, folder: Path) -> Architecture:
    """Through the reader, without its child."""
    path = folder / "plan.xml"
    path.write_text(as_stratml(architecture, code).text, encoding="utf-8")
    plan = read.read(path, folder, USUAL)
    rows = [(row.table, row.cells, row.line) for row in plan.rows]
    whole, problems = assembled(path, plan.code, plan.strategy, plan.indicators, rows)
    assert whole is not None, problems
    return whole


@given(folders())
@settings(max_examples=of(100), deadline=None)
def test_written_and_read_again_is_the_same(made: tuple[str, dict[str, str]]) -> None:
    code, files = made
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "frameworks" / code
        home.mkdir(parents=True)
        for file, text in files.items():
            (home / file).write_text(text, encoding="utf-8")
        whole = load(Path(name))
        read_again = again(whole, code, Path(name))
        for table in TABLES:
            assert sorted(read_again.tables()[table], key=str) == sorted(whole.tables()[table], key=str), (
                table
            )
