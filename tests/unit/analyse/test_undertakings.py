"""Undertakings as a reader meets them: status, deadline, who says what, and how many."""

from datetime import date

import pytest

from istmo.analyse import undertakings
from istmo.kernel.problem import WrongUse
from tests.oracle.store import FIGURE, INDICATOR, Row, Store

REGISTERS: dict[str, list[Row]] = {
    "agencies": [
        {"code": "idb", "name": "IDB", "own": False},
        {"code": "un", "name": "UN", "own": False},
        {"code": "gov-hn", "name": "Government of Honduras", "own": False},
    ],
    "forums": [{"code": "miami", "name": "Miami"}, {"code": "table", "name": "Roundtable"}],
    "nodes": [
        {"framework": "f", "code": "PRO", "level": "line", "title": "P", "position": 1},
        {"framework": "f", "code": "PRO1", "level": "objective", "title": "P1", "position": 2},
    ],
    "node_parents": [{"framework": "f", "node": "PRO1", "parent": "PRO", "position": 1}],
    "sources": [{"code": "s", "title": "Paper", "kind": "own", "published_on": "2017-06-16"}],
}
MEETING = {
    "code": "meet",
    "kind": "commitment",
    "text": "Meet",
    "states": "made|begun|partly-kept|kept",
    "made_on": "2017-06-16",
    "due": "2018-04",
    "due_by": date(2018, 4, 30),
    "due_as_written": "by April 2018",
    "source": "s",
}


def word(state: str, informant: str = "idb", **cells: object) -> Row:
    return {"undertaking": "meet", "state": state, "informant": informant, "evidence": "s"} | cells


def asked(
    *words: Row, more: tuple[Row, ...] = (), parties: tuple[Row, ...] = (), **where: object
) -> list[Row]:
    return answered(*words, more=more, parties=parties, **where).dicts()


def answered(*words: Row, more: tuple[Row, ...] = (), parties: tuple[Row, ...] = (), **where: object):
    rows = [told | {"position": place} for place, told in enumerate(words, 1)]
    actor = {"undertaking": "meet", "role": "actor", "position": 1, "name": "IDB", "agency": "idb"}
    tables = REGISTERS | {
        "undertakings": [MEETING, *more],
        "undertaking_parties": list(parties or (actor,)),
        "follow_ups": rows,
    }
    return undertakings.ask(Store().fill(tables), **where)


def party(position: int, name: str, place: str | None = None) -> Row:
    return {"undertaking": "meet", "role": "actor", "position": position, "name": name, "place": place}


@pytest.mark.parametrize(
    ("day", "deadline", "months", "since"),
    [
        ("2018-04-30", "not_yet_due", None, None),
        ("2018-04", "not_yet_due", None, None),
        ("2018-05-01", "overdue", 1, date(2018, 5, 1)),
        (date(2019, 4, 1), "overdue", 12, date(2018, 5, 1)),
    ],
)
def test_a_deadline_of_a_month_is_passed_from_the_first_day_of_the_next(day, deadline, months, since) -> None:
    (row,) = asked(as_of=day)
    assert (row["deadline"], row["months_overdue"], row["overdue_since"]) == (deadline, months, since)
    assert row["overdue"] == (deadline == "overdue")


def test_without_a_day_it_is_read_as_of_the_latest_day_the_register_knows() -> None:
    answer = answered(word("begun", on="2017-09", on_by=date(2017, 9, 30)))
    assert answer.dicts()[0]["as_of"] == date(2017, 9, 30)
    assert "As of 2017-09-30, the latest day that this release knows" in answer.notes[0]


@pytest.mark.parametrize(
    ("indicator", "day"),
    [
        ({"kind": "output"}, date(2022, 5, 25)),
        ({"kind": "context"}, date(2017, 6, 16)),
        ({"kind": "output", "framework": None}, date(2017, 6, 16)),
    ],
)
def test_only_performance_figures_of_a_framework_move_the_day(indicator: Row, day: date) -> None:
    figure = FIGURE | {"indicator": "i", "place": "HN", "as_of": date(2022, 5, 25)}
    figures, indicators = [figure], [INDICATOR | {"code": "i"} | indicator]
    tables = REGISTERS | {"undertakings": [MEETING], "figures": figures, "indicators": indicators}
    (row,) = undertakings.ask(Store().fill(tables)).dicts()
    assert row["as_of"] == day


def test_a_register_without_any_day_calls_nothing_overdue() -> None:
    undated = MEETING | {"made_on": None, "source": None}
    answer = undertakings.ask(Store().fill({"undertakings": [undated]}))
    assert answer.dicts()[0]["deadline"] == "not_judged"
    assert "knows no day" in answer.notes[0]


@pytest.mark.parametrize("day", ["soon", "2017/..", "2018-02-30"])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(WrongUse, match="as_of takes a day or a period"):
        asked(as_of=day)


@pytest.mark.parametrize(
    ("words", "status", "state"),
    [
        ([], "not_followed_up", None),
        ([word("made")], "made", "made"),
        ([word("begun")], "under_way", "begun"),
        ([word("begun"), word("kept")], "done", "kept"),
        ([word("kept"), word("begun")], "under_way", "begun"),
        ([word("dropped")], "dropped", "dropped"),
        ([word("kept"), word("kept", "un")], "done", "kept"),
        ([word("kept"), word("begun", "un")], "informants_disagree", None),
        ([word("kept"), word("begun", "un"), word("kept", "un")], "done", "kept"),
    ],
)
def test_status_is_what_the_informants_say_last(words, status, state) -> None:
    (row,) = asked(*words)
    assert (row["status"], row["state"]) == (status, state)


def test_informants_who_disagree_both_stand_with_what_they_say() -> None:
    kept = word("kept", on="2018-03", on_by=date(2018, 3, 31), told_on="2018-05-02", told_by=date(2018, 5, 2))
    (row,) = asked(word("begun"), kept, word("begun", "un", evidence=None), as_of="2018-06")
    assert row["said"] == "IDB: kept (2018-03, told 2018-05-02); UN: begun (no date, no evidence)"
    assert (row["informants"], row["follow_ups"], row["earlier"], row["evidence"]) == (2, 3, 1, 1)
    assert row["overdue"]
    assert "none is taken for the truth" in row["notes"]


def test_parties_that_stand_differently_are_told_apart_and_the_silent_named() -> None:
    actors = (party(1, "Honduras"), party(2, "El Salvador"), party(3, "Guatemala"))
    (row,) = asked(word("kept", party="Honduras"), word("begun", party="El Salvador"), parties=actors)
    assert row["status"] == "parties_differ"
    assert row["notes"].startswith("parties stand differently; nothing told of Guatemala")
    (row,) = asked(word("kept", party="Honduras"), parties=actors[:1])
    assert (row["status"], row["said"]) == ("done", "IDB, of Honduras: kept (no date)")


def test_a_whole_said_to_be_kept_and_a_party_not_is_no_agreement() -> None:
    (row,) = asked(word("kept"), word("begun", "un", party="IDB"))
    assert row["status"] == "informants_disagree"
    (row,) = asked(word("begun", party="IDB"), word("kept"))
    assert (row["status"], row["earlier"]) == ("done", 1)


@pytest.mark.parametrize(
    ("day", "deadline"),
    [(date(2018, 4, 30), "in_time"), (date(2018, 5, 1), "late"), (None, "done_undated")],
)
def test_done_is_in_time_late_or_not_known(day, deadline) -> None:
    (row,) = asked(word("kept", on_by=day), as_of="2019")
    assert (row["status"], row["deadline"], row["closed_on"]) == ("done", deadline, day)


def test_actors_who_all_kept_it_closed_it_on_the_last_day_if_every_day_is_told() -> None:
    actors = (party(1, "Honduras"), party(2, "El Salvador"))
    first = word("kept", party="Honduras", on_by=date(2018, 2, 28))
    second = word("kept", party="El Salvador", on_by=date(2018, 6, 30))
    (row,) = asked(first, second, parties=actors, as_of="2019")
    assert (row["status"], row["closed_on"], row["deadline"]) == ("done", date(2018, 6, 30), "late")
    (row,) = asked(first, second | {"on_by": None}, parties=actors, as_of="2019")
    assert (row["status"], row["closed_on"], row["deadline"]) == ("done", None, "done_undated")


def test_what_was_reached_after_the_day_is_not_known_by_then() -> None:
    kept = word("kept", on="2018-06", on_by=date(2018, 6, 30))
    assert asked(kept, as_of="2018-05")[0]["deadline"] == "overdue"
    assert asked(kept, as_of="2018-06")[0]["deadline"] == "late"


def test_what_was_made_after_the_day_is_left_out_and_told() -> None:
    answer = answered(as_of="2016")
    assert answer.dicts() == []
    assert "Left out, made later: meet." in answer.notes


def test_no_deadline_and_a_deadline_in_words_are_states_of_their_own() -> None:
    none = MEETING | {"code": "none", "due": None, "due_by": None, "due_as_written": None}
    words = none | {"code": "words", "due_as_written": "5-10+ years, subject to funds"}
    opened = none | {"code": "open", "due": "2018/.."}
    told = {row["undertaking"]: row for row in asked(more=(none, words, opened), as_of="2030")}
    assert [told[code]["deadline"] for code in ("none", "words", "open")] == [
        "no_deadline",
        "no_date",
        "no_date",
    ]
    assert "deadline in words only: 5-10+ years, subject to funds" in told["words"]["notes"]
    assert "deadline without end" in told["open"]["notes"]
    assert "deadline" in told["none"]["missing"]


def test_parts_stand_under_their_own_and_are_counted_once() -> None:
    part = MEETING | {"code": "a-part", "parent": "meet", "forum": "table"}
    part_of_part = part | {"code": "b-part", "parent": "a-part"}
    whole = {"undertakings": [MEETING | {"forum": "miami"}, part_of_part, part]}
    answer = undertakings.ask(Store().fill(REGISTERS | whole))
    told = [(row["undertaking"], row["depth"], row["counted"]) for row in answer.dicts()]
    assert told == [("meet", 0, True), ("a-part", 1, False), ("b-part", 2, False)]
    assert "1 undertaking, each counted once; 2 parts of others not counted again." in answer.notes
    assert answer.dicts()[1]["notes"].startswith(
        "part of meet and counted there, which was made in another forum"
    )


def test_sensitive_ones_tell_why_only_their_status_is_followed() -> None:
    (row,) = asked(more=(), parties=(), undertaking="meet")
    assert row["sensitive"] is None
    secret = MEETING | {"code": "secret", "sensitivity": "Data about persons."}
    row = asked(more=(secret,), undertaking="secret")[0]
    assert "only its status is followed: Data about persons" in row["notes"]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"actor": "gov-hn"}, ["meet"]),
        ({"actor": "HN"}, ["meet"]),
        ({"actor": "Friends"}, []),
        ({"place": "HN"}, ["meet"]),
        ({"place": "SV"}, []),
        ({"node": "PRO"}, ["meet"]),
        ({"node": "f/PRO1"}, ["meet"]),
        ({"node": "SEC"}, []),
        ({"forum": ""}, ["meet"]),
        ({"forum": "miami"}, []),
        ({"overdue": "true", "as_of": "2019"}, ["meet"]),
    ],
)
def test_narrowed_by_actor_place_node_or_any_column(where, found) -> None:
    friends = {"undertaking": "meet", "role": "supporter", "position": 1, "name": "Friends", "place": None}
    honduras = party(1, "Honduras", "HN") | {"agency": "gov-hn"}
    tables = REGISTERS | {
        "undertakings": [MEETING],
        "undertaking_parties": [honduras, friends],
        "undertaking_nodes": [{"undertaking": "meet", "framework": "f", "node": "PRO1"}],
    }
    answer = undertakings.ask(Store().fill(tables), **where)
    assert [row["undertaking"] for row in answer.dicts()] == found
    assert all((row["lines"], row["nodes"]) == ("f/PRO", "f/PRO1") for row in answer.dicts())


def test_counts_tell_status_deadline_months_and_what_is_missing() -> None:
    dropped = MEETING | {"code": "gone"}
    gone = word("dropped", undertaking="gone", on_by=date(2018, 7, 15))
    rows = asked(gone, more=(dropped,), as_of="2018-08-01", view="counts")
    told = {(row["by"], row["value"]): (row["undertakings"], row["which"]) for row in rows}
    assert told["all", None] == (2, "gone, meet")
    assert told["status", "dropped"] == (1, "gone")
    assert told["deadline", "overdue"] == (1, "meet")
    assert told["overdue at the end of", "2018-05"] == (2, "gone, meet")
    assert told["overdue at the end of", "2018-07"] == (1, "meet")
    assert told["missing", "forum"] == (2, "gone, meet")
    assert told["missing", "evidence"] == (1, "meet")
    assert told["actor", "IDB"] == (1, "meet")


def test_counts_can_be_narrowed_and_an_unknown_view_is_refused() -> None:
    (row,) = asked(view="counts", by="status", value="not_followed_up")
    assert row["undertakings"] == 1
    with pytest.raises(WrongUse, match="has no view map"):
        asked(view="map")
    with pytest.raises(WrongUse, match="undertakings has no column by"):
        asked(by="status")


def test_an_empty_register_says_so() -> None:
    answer = undertakings.ask(Store().fill({}))
    assert answer.dicts() == []
    assert answer.notes[-1] == "There is no undertaking here."
