"""Undertakings as files: what is read, what is refused and how that is told."""

from datetime import date

import pytest

from istmo.spec.architecture import load, read
from tests.unit.spec.small import FILES, instead, line_of, write

FILE = "undertakings.yaml"

#: (what stands there, what stands there instead, code, lines below it, words of the sentence)
WRONG = [
    ("state: begun", "state: begn", "unknown_state", 0, "Write begun"),
    (
        "state: begun",
        "state: in-force",
        "unknown_state",
        0,
        "in-force is a state of a reform, and u1 is a commitment",
    ),
    (
        "state: dropped",
        "state: adopted",
        "unknown_state",
        0,
        "adopted is a state of a plan, and u3 is a reform",
    ),
    ("[asked, passed]", "[passed]", "wrong_states", 0, "at least two different states"),
    ("[asked, passed]", "[asked, passed, asked]", "wrong_states", 0, "at least two different states"),
    ("[asked, passed]", "[asked, dropped]", "wrong_states", 0, "every undertaking can be dropped"),
    ("due: 2022", "due: next spring", "wrong_value", 0, "due: {as_written: …}"),
    ("due: 2022", "due: 6/2022", "wrong_value", 0, "is not a period"),
    ("due: 2022", "due: undated", "wrong_value", 0, "undated is no date"),
    ("due: 2022", "due: {}", "missing_key", 0, "leave due out where none is stated"),
    ("due: 2022", "due: [2022]", "wrong_shape", 0, "keys with values were expected"),
    ("by: 2021-06", "by: 2019", "due_before_made", 0, "due 2019, before it was made (2020-02)"),
    ("made_on: 2020-02", "made_on: early", "wrong_value", 0, "or leave it out"),
    ("on: 2020-09", "on: 2020-01", "follow_up_too_early", 0, "dated before it was made (2020-02)"),
    ("on: 2020-09", "on: 2021", "told_too_early", 0, "told before (2020-12-01)"),
    (
        "{state: kept, informant: ministry}",
        "{state: kept, informant: ministry, told_on: 2020-11}",
        "told_out_of_order",
        0,
        "in the order told",
    ),
    ("told_on: 2020-12-01", "told_on: 2020-12-32", "wrong_value", 0, "is not a day or month of the calendar"),
    ("evidence: who", "evidence: hwo", "unknown_source", 0, "Write who"),
    ("evidence: who, ", "", "span_without_source", 0, "write evidence: too"),
    ("  source: plan\n", "", "span_without_source", 0, "write source: too"),
    ("party: The districts", "party: The district", "unknown_party", 0, "Write The districts"),
    ("party: The districts", "party: Oslo", "unknown_party", 0, "or leave party out"),
    ("{name: Friends}", "{place: NO}", "missing_key", 0, "a name was expected"),
    ("{name: Friends}", "{name: Friends}, {name: Friends}", "duplicate_party", 0, "Friends stands twice"),
    ("{name: Friends}", "friends", "unknown_agency", 0, "there is no agency friends"),
    ("place: NO}]\n", "place: NI}]\n", "unknown_place", 0, "there is no place NI"),
    ("[H1, health/W]", "[H1, health/X]", "unknown_node", 0, "no node X of health"),
    ("[H1, health/W]", "[H9]", "unknown_node", 0, "there is no node H9"),
    ("informant: ministry, told_on", "informant: minister, told_on", "unknown_agency", 0, "Write ministry"),
    ("informant: ministry, told_on", "told_on", "missing_key", 0, "has no informant"),
    ("part_of: u1", "part_of: u2", "ring", 0, "u2 under u2"),
    ("part_of: u1", "part_of: u7", "unknown_undertaking", 0, "no undertaking u7"),
    ("part_of: u1", "forum: fair", "unknown_forum", 0, "no forum fair"),
    ("kind: reform", "kind: promise", "wrong_word", 0, "'commitment', 'reform', 'plan' or 'transition'"),
    (
        "text: A law, actors: [ministry]",
        "text: A law, actors: []",
        "no_actor",
        0,
        "nobody is named who undertook u3",
    ),
    ("code: u3", "code: u1", "duplicate_code", 0, "the undertaking u1 is given twice"),
    ("strength: pledged", "strenght: pledged", "unknown_key", 0, "Write strength instead"),
    (
        "sensitive: Names persons}",
        "sensitive: Names persons, follow_ups: [{state: begun, informant: ministry, note: Who}]}",
        "sensitive_note",
        0,
        "only the status may be followed",
    ),
]


@pytest.mark.parametrize("case", WRONG, ids=lambda case: f"{case[2]}: {case[1].strip()[:30]}")
def test_wrong_undertaking_is_told_with_place_and_cure(tmp_path, case):
    old, new, code, lines, words = case
    line = line_of(FILE, old) + lines
    _, problems = read(write(tmp_path, undertakings_yaml=instead(FILE, old, new)))
    told = [p for p in problems if p.code == code and words.casefold() in p.sentence.casefold()]
    assert [p.where.row for p in told] == [line], [(p.code, p.where.row, p.sentence) for p in problems]
    assert all(p.fix and p.where.file == FILE for p in told)


def test_states_are_those_of_the_kind_unless_given(tmp_path):
    rows = load(write(tmp_path)).records("undertakings")
    assert [row["states"] for row in rows] == ["made|begun|partly-kept|kept"] * 2 + ["asked|passed"]


def test_a_deadline_has_its_last_day_and_words_have_none(tmp_path):
    rows = load(write(tmp_path)).records("undertakings")
    assert [(row["due"], row["due_by"], row["due_as_written"]) for row in rows] == [
        ("2021-06", date(2021, 6, 30), "by the middle of 2021"),
        (None, None, "soon"),
        ("2022", date(2022, 12, 31), None),
    ]


def test_parties_are_called_by_their_own_name_or_the_register_s(tmp_path):
    rows = load(write(tmp_path)).records("undertaking_parties")
    told = [(row["role"], row["position"], row["name"], row["agency"], row["place"]) for row in rows[:4]]
    assert told == [
        ("actor", 1, "The ministry", "ministry", None),
        ("actor", 2, "The districts", None, "NO"),
        ("counterpart", 1, "The minister", "ministry", None),
        ("supporter", 1, "Friends", None, None),
    ]


def test_follow_ups_stand_in_their_order_and_none_is_lost(tmp_path):
    rows = load(write(tmp_path)).records("follow_ups")
    assert [(row["undertaking"], row["position"], row["state"], row["party"]) for row in rows] == [
        ("u1", 1, "begun", "The districts"),
        ("u1", 2, "kept", None),
        ("u3", 1, "dropped", None),
    ]
    assert (rows[0]["on"], rows[0]["on_by"], rows[0]["told_by"]) == (
        "2020-09",
        date(2020, 9, 30),
        date(2020, 12, 1),
    )


def test_a_follow_up_may_name_its_party_by_the_agency_s_code(tmp_path):
    text = FILES[FILE].replace(
        "{state: kept, informant: ministry}", "{state: kept, party: ministry, informant: ministry}"
    )
    rows = load(write(tmp_path, undertakings_yaml=text)).records("follow_ups")
    assert rows[1]["party"] == "The minister"


def test_a_node_of_two_frameworks_must_be_named_with_its_framework(tmp_path):
    root = write(tmp_path, activities_csv=None)
    (root / "frameworks/roads").mkdir()
    text = "{code: roads, title: Roads, version: v1, nodes: [{code: H1, level: goal, title: x}]}"
    (root / "frameworks/roads/strategy.yaml").write_text(text)
    [problem] = read(root)[1]
    assert problem.sentence == (
        "undertakings.yaml, row 11 (“nodes”): H1 is a node of health, roads. Write framework/node."
    )


def test_one_framework_keeps_every_undertaking_and_only_its_own_nodes(tmp_path):
    root = write(tmp_path)
    (root / "frameworks/roads").mkdir()
    (root / "frameworks/roads/strategy.yaml").write_text("{code: roads, title: Roads, version: v1}")
    both = load(root)
    assert len(both.only("roads").records("undertakings")) == 3
    assert both.only("roads").records("undertaking_nodes") == []
    assert len(both.only("health").records("undertaking_nodes")) == 2
