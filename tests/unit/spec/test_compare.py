"""Each kind of change is found, alone, by planting it; what authors declare is believed; unrelated frameworks are told so."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from istmo.kernel.problem import InputProblem, WrongUse
from istmo.spec.catalogue import kinds
from istmo.spec.changes._change import marked
from istmo.spec.compare import Comparison, compare
from istmo.spec.compared_text import as_text
from tests.unit.spec.versions import INDICATORS, STRATEGY, compared, write


class Changed:
    """The later version, as maps that a test changes."""

    def __init__(self) -> None:
        self.strategy, self.indicators = deepcopy(STRATEGY), deepcopy(INDICATORS)
        self.strategy["version"] = "2"

    @property
    def a(self) -> dict[str, Any]:
        goal: dict[str, Any] = self.strategy["nodes"][0]
        return goal

    def diff(self, folder: Path, changes: Any = None) -> Comparison:
        old = write(folder / "old")
        return compared(old, write(folder / "new", self.strategy, self.indicators, changes))


def said(found: Comparison) -> list[tuple[str, ...]]:
    return [(c.kind, ",".join(c.old), ",".join(c.new), c.field, c.earlier, c.later) for c in found.changes]


@pytest.fixture
def later() -> Changed:
    return Changed()


def test_the_same_text_in_a_later_version_has_no_change(later: Changed, tmp_path: Path) -> None:
    found = later.diff(tmp_path)
    assert found.same
    assert said(found) == []
    assert "nothing changed" in as_text(found)


def test_added_and_dropped_are_named(later: Changed, tmp_path: Path) -> None:
    later.a["children"][0] = {"code": "A9", "level": "objective", "title": "Schools open", "text": "Teach."}
    assert said(later.diff(tmp_path)) == [
        ("added", "", "A9", "", "", "Teach."),
        ("dropped", "A1", "", "", "Let fewer be robbed.", ""),
    ]


def test_reworded_marks_the_words_that_differ(later: Changed, tmp_path: Path) -> None:
    later.a["children"][0]["text"] = "Let far fewer people be robbed."
    found = later.diff(tmp_path)
    [change] = found.changes
    assert (change.kind, change.field) == ("reworded", "text")
    assert [(words.how, words.text) for words in change.words] == [
        ("same", "Let"),
        ("in", "far"),
        ("same", "fewer"),
        ("in", "people"),
        ("same", "be robbed."),
    ]
    assert "Let {+far+} fewer {+people+} be robbed." in as_text(found)


def test_spaces_and_line_ends_are_no_change(later: Changed, tmp_path: Path) -> None:
    later.a["children"][0]["text"] = "Let  fewer\nbe robbed."
    assert later.diff(tmp_path).same


def test_moved_names_both_parents(later: Changed, tmp_path: Path) -> None:
    later.strategy["nodes"][1]["children"] = [later.a["children"].pop(2)]
    assert said(later.diff(tmp_path)) == [("moved", "A3", "A3", "place", "A", "B")]


def test_a_parent_under_another_code_moves_nobody(later: Changed, tmp_path: Path) -> None:
    later.a["code"] = "AA"
    assert said(later.diff(tmp_path)) == [("recoded", "A", "AA", "code", "A", "AA")]


def test_another_order_names_the_fewest_that_moved(later: Changed, tmp_path: Path) -> None:
    later.a["children"].insert(0, later.a["children"].pop(2))
    assert said(later.diff(tmp_path)) == [("emphasised", "A3", "A3", "order", "place 3 of 3", "place 1 of 3")]


def test_another_level_and_a_second_place_are_emphasis(later: Changed, tmp_path: Path) -> None:
    later.a["children"][1] |= {"level": "priority", "also_under": ["B"]}
    assert said(later.diff(tmp_path)) == [
        ("emphasised", "A2", "A2", "level", "objective", "priority"),
        ("emphasised", "A2", "A2", "also under", "", "B"),
    ]


def test_a_split_is_known_by_its_wording(later: Changed, tmp_path: Path) -> None:
    later.a["children"][1:2] = [
        {"code": "A4", "level": "objective", "title": "Lamps"},
        {"code": "A5", "level": "objective", "title": "Patrols"},
    ]
    later.indicators["indicators"][0]["nodes"] = ["A4"]
    [change] = later.diff(tmp_path).changes
    assert (change.kind, change.old, change.new, change.by) == ("split", ("A2",), ("A4", "A5"), "wording")


def test_a_split_and_a_merger_are_believed_with_their_reasons(later: Changed, tmp_path: Path) -> None:
    later.a["children"] = [
        {"code": "N1", "level": "objective", "title": "Police"},
        {"code": "N2", "level": "objective", "title": "Justice"},
    ]
    later.indicators["indicators"][0]["nodes"] = ["N1"]
    later.indicators["indicators"][1]["nodes"] = ["N2"]
    changes = {
        "from": {"version": "1"},
        "nodes": [
            {"old": "A1", "fate": "merged", "new": "N2", "reason": "One law"},
            {"old": "A3", "fate": "merged", "new": "N2", "reason": "One law"},
            {"old": "A2", "fate": "split", "new": ["N1", "N2"], "reason": "Two offices"},
        ],
    }
    found = later.diff(tmp_path, changes)
    told = [(c.kind, c.old, c.new, c.by, c.reason) for c in found.changes]
    assert told == [
        ("split", ("A2",), ("N1", "N2"), "mapping", "Two offices"),
        ("merged", ("A1", "A3"), ("N2",), "mapping", "One law"),
    ]
    assert found.without_reason == 0


def test_a_mapping_of_another_step_is_not_used(later: Changed, tmp_path: Path) -> None:
    changes = {"from": {"version": "0"}, "nodes": [{"old": "A1", "fate": "dropped"}]}
    assert later.diff(tmp_path, changes).same


def test_what_is_declared_dropped_is_dropped_though_its_code_stays(later: Changed, tmp_path: Path) -> None:
    changes = {"nodes": [{"old": "A1", "fate": "dropped", "reason": "Another thing under an old code"}]}
    found = later.diff(tmp_path, changes)
    assert [(c.kind, c.reason[:7]) for c in found.changes] == [("added", ""), ("dropped", "Another")]


def test_a_redefinition_is_no_rewording(later: Changed, tmp_path: Path) -> None:
    later.indicators["indicators"][0] |= {"definition": "Lamps put up.", "unit": "posts"}
    changes = {
        "changes": [{"kind": "redefined", "of": "lamps", "field": "unit", "reason": "Posts are counted"}]
    }
    found = later.diff(tmp_path, changes)
    told = [(c.kind, c.field, c.earlier, c.later, c.reason) for c in found.changes]
    assert told == [
        ("redefined", "definition", "Lamps that burn at night.", "Lamps put up.", ""),
        ("redefined", "unit", "lamps", "posts", "Posts are counted"),
    ]
    assert found.without_reason == 1
    assert "Without a reason: 1 of 2" in as_text(found)


def test_algebra_is_told_by_field(later: Changed, tmp_path: Path) -> None:
    later.indicators["indicators"][0] |= {"direction": "down", "algebra": {"time": "stock"}}
    later.indicators["dimensions"] = [
        {
            "code": "sex",
            "title": "Sex",
            "exclusive": True,
            "complete": True,
            "categories": [{"code": "f", "title": "Women"}, {"code": "m", "title": "Men"}],
        }
    ]
    later.indicators["indicators"][1]["dimensions"] = [{"code": "sex", "required": True}]
    later.strategy["share_needed"] = "0.8"
    told = [(c.what, c.field, c.earlier, c.later) for c in later.diff(tmp_path).changes]
    assert told == [
        ("indicator", "time", "flow", "stock"),
        ("indicator", "direction", "up", "down"),
        ("indicator", "breakdown by sex", "", "required, exclusive, complete"),
        ("framework", "share_needed", "0.5", "0.8"),
    ]


def test_horizons_and_dates_are_told(later: Changed, tmp_path: Path) -> None:
    later.strategy["horizons"][0]["years"] = [1, 4]
    later.strategy["zero_date"] = "2021-01-01"
    later.a["children"][0]["horizon"] = "short"
    told = [(c.what, c.field, c.earlier, c.later) for c in later.diff(tmp_path).changes]
    assert told == [
        ("framework", "zero_date", "", "2021-01-01"),
        ("horizon", "years_to", "3", "4"),
        ("node", "horizon", "", "short"),
    ]


def test_where_it_is_asked_is_told(later: Changed, tmp_path: Path) -> None:
    new = write(tmp_path / "new", later.strategy, deepcopy(INDICATORS))
    (new / "places.csv").write_text("code,name,kind\nXA,Alta,country\n", encoding="utf-8")
    text = (new / "frameworks/plan/indicators.yaml").read_text(encoding="utf-8")
    text = text.replace("  nodes:\n  - A2\n", "  nodes: [A2]\n  applies: [{place: XA}]\n")
    (new / "frameworks/plan/indicators.yaml").write_text(text, encoding="utf-8")
    told = said(compared(write(tmp_path / "old"), new))
    assert told == [("applicability", "lamps", "lamps", "asked", "everywhere, of everyone", "XA")]


def test_unrelated_frameworks_are_told_in_one_sentence(tmp_path: Path) -> None:
    other = {
        "code": "sea",
        "title": "The sea",
        "version": "7",
        "nodes": [
            {"code": f"A{n}", "level": "goal", "title": title}
            for n, title in enumerate(
                ["Fish", "Ports", "Ships", "Tides", "Reefs", "Winds", "Harbours and quays"]
            )
        ],
    }
    new = write(tmp_path / "new", other, {"indicators": []}, code="sea")
    found = compared(write(tmp_path / "old"), new)
    assert not found.related
    told = as_text(found)
    assert "nearly nothing in common: 0 of 5" in told
    assert len(told.splitlines()) == 2
    assert found.to_json()["changes"] == []


def test_arabic_wording_is_compared_word_by_word(later: Changed, tmp_path: Path) -> None:
    old = deepcopy(STRATEGY)
    old["nodes"][1]["title"] = {"en": "Clean water", "ar": "مياه نظيفة للجميع"}
    later.strategy["nodes"][1]["title"] = {"en": "Clean water", "ar": "مياه نظيفة للناس"}
    new = write(tmp_path / "new", later.strategy, later.indicators)
    [change] = compared(write(tmp_path / "old", old), new).changes
    assert change.field == "title [ar]"
    assert [(w.how, w.text) for w in change.words] == [
        ("same", "مياه نظيفة"),
        ("out", "للجميع"),
        ("in", "للناس"),
    ]


def test_a_framework_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    from istmo.spec.architecture import load

    tables = load(write(tmp_path)).tables()
    with pytest.raises(WrongUse, match="no framework other here, only plan"):
        compare(tables, "other", tables, "plan")


def test_marked_words_give_both_texts_back() -> None:
    pieces = marked("a b c d", "b x d e")
    assert " ".join(p.text for p in pieces if p.how != "in") == "a b c d"
    assert " ".join(p.text for p in pieces if p.how != "out") == "b x d e"


def test_kinds_stand_in_their_order() -> None:
    assert list(kinds())[:4] == ["added", "dropped", "split", "merged"]
    assert len({kind.place for kind in kinds().values()}) == len(kinds())


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"old": "A1", "fate": "split", "new": "A2"}, "wrong_targets"),
        ({"old": "A1", "fate": "dropped", "new": "A2"}, "wrong_targets"),
        ({"old": "A1", "fate": "kept", "new": "A99"}, "unknown_node"),
        ({"old": "A1", "fate": "lost"}, "wrong_word"),
        ({"old": "A1", "fate": "split", "new": ["A2", "A3"], "shares": ["0.5"]}, "shares_differ"),
        ({"old": "A1", "fate": "split", "new": ["A2", "A3"], "shares": ["0.5", "0.6"]}, "shares_above_one"),
        ({"old": "A1", "fate": "kept", "new": ["A2"], "shares": ["0.5"]}, "share_without_split"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(entry: dict[str, Any], code: str, tmp_path: Path) -> None:
    from istmo.spec.architecture import load

    with pytest.raises(InputProblem) as stopped:
        load(write(tmp_path, changes={"nodes": [entry]}))
    assert code in [problem.code for problem in stopped.value.problems]


def test_two_fates_and_an_unknown_kind_are_refused(tmp_path: Path) -> None:
    from istmo.spec.architecture import load

    nodes = [{"old": "A9", "fate": "kept", "new": "A1"}, {"old": "A9", "fate": "dropped"}]
    changes = [{"kind": "rewordet", "of": "A1", "reason": "x"}]
    with pytest.raises(InputProblem) as stopped:
        load(write(tmp_path, changes={"nodes": nodes, "changes": changes}))
    told = {problem.code: problem.fix for problem in stopped.value.problems}
    assert set(told) == {"two_fates", "unknown_kind"}
    assert told["unknown_kind"] == "write reworded"


def test_what_is_declared_comes_back_from_an_export(tmp_path: Path) -> None:
    from istmo.spec.architecture import load
    from istmo.spec.export import write as export

    changes = {
        "from": {"framework": "older", "version": "0"},
        "nodes": [
            {
                "old": "X",
                "fate": "split",
                "new": ["A1", "A2"],
                "shares": ["0.25", "0.5"],
                "reason": "Two in one",
            },
            {"old": "Y", "fate": "dropped"},
        ],
        "indicators": [{"old": "judges", "fate": "reworded", "new": "trained"}],
        "changes": [{"kind": "redefined", "of": "trained", "field": "unit", "reason": "Heads now"}],
    }
    first = load(write(tmp_path / "first", changes=changes))
    again = load(export(first, None, tmp_path / "again"))
    assert len(first.records("mappings")) == 4
    assert again.tables() == first.tables()


def test_a_reason_without_its_change_is_told(later: Changed, tmp_path: Path) -> None:
    changes = {"changes": [{"kind": "moved", "of": "A1", "reason": "x"}]}
    found = later.diff(tmp_path, changes)
    assert found.idle == ("moved A1",)
