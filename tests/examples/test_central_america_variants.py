"""The fact sheet's telling of the 2017 Strategy: the comparison names, unprompted, what each has and the other has not."""

from istmo.spec.architecture import load
from istmo.spec.compare import compare
from istmo.spec.compared_text import as_text
from tests.examples import worked_example as example


def test_each_has_what_the_other_has_not() -> None:
    strategy = load(example.ROOT / "frameworks/strategy-2017")
    sheet = load(example.VARIANTS / "frameworks/strategy-2017-factsheet")
    found = compare(strategy.tables(), "strategy-2017", sheet.tables(), "strategy-2017-factsheet")
    assert found.related
    told = {
        kind: {change.title for change in found.changes if change.kind == kind and change.what == "node"}
        for kind in ("added", "dropped")
    }
    assert {
        "Strengthen borders",
        "Less poverty",
        "Education",
        "Professional police and armed forces",
    } <= told["added"]
    assert {"Human rights", "Food security"} <= told["dropped"]
    assert not {"Energy security", "Citizen security", "Less impunity"} & (told["added"] | told["dropped"])
    back = compare(sheet.tables(), "strategy-2017-factsheet", strategy.tables(), "strategy-2017")
    gone = {c.title for c in back.changes if c.kind == "dropped" and c.what == "node"}
    assert gone == told["added"]
    count = len(found.both.old.indicators)
    assert f"all {count} indicators, for the other has none" in as_text(found)


def test_spans_stand_in_the_text_of_the_sheet() -> None:
    rows = load(example.VARIANTS).records("nodes")
    assert {row["source"] for row in rows} == {"fact-sheet-2017"}
    assert all(0 <= row["char_start"] < row["char_end"] for row in rows)
