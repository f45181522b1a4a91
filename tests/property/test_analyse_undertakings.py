"""The question undertakings equals its plain-Python oracle, whoever said what in whatever order."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import undertakings
from tests.oracle.store import Store
from tests.oracle.undertakings import overdue_by_month
from tests.oracle.undertakings import undertakings as oracle
from tests.property import of

STORE = Store()
CODES = ("a", "b", "c")
STATES = "made|begun|kept"
DAYS = st.sampled_from([None, date(2016, 1, 31), date(2017, 6, 30), date(2017, 7, 1), date(2018, 4, 30)])
AS_OF = st.sampled_from([date(2017, 6, 30), date(2018, 4, 30), date(2018, 5, 1), date(2019, 2, 28)])


@st.composite
def follow_ups(draw: Any) -> dict[str, Any]:
    return {
        "undertaking": draw(st.sampled_from(CODES)),
        "state": draw(st.sampled_from(["made", "begun", "kept", "kept", "dropped"])),
        "party": draw(st.sampled_from([None, None, "Honduras", "El Salvador", "Friends"])),
        "on_by": draw(DAYS),
        "informant": draw(st.sampled_from(["idb", "un"])),
        "told_by": draw(DAYS),
        "evidence": draw(st.sampled_from([None, "s"])),
    }


@st.composite
def registers(draw: Any) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {"undertakings": [], "undertaking_parties": []}
    for code in CODES:
        due = draw(st.sampled_from([None, date(2016, 12, 31), date(2018, 4, 30), date(2030, 1, 1)]))
        words = draw(st.sampled_from([None, None, "soon"]))
        parent = draw(st.sampled_from([None, "a"])) if code != "a" else None
        rows["undertakings"].append(
            {
                "code": code,
                "kind": "commitment",
                "text": code,
                "states": STATES,
                "parent": parent,
                "due": due and due.isoformat(),
                "due_by": due,
                "due_as_written": words,
            }
        )
        actors = draw(st.lists(st.sampled_from(["Honduras", "El Salvador"]), min_size=1, unique=True))
        parties = [("actor", name) for name in actors] + [("supporter", "Friends")]
        rows["undertaking_parties"] += [
            {"undertaking": code, "role": role, "position": place, "name": name}
            for place, (role, name) in enumerate(parties, 1)
        ]
    drawn = draw(st.lists(follow_ups(), max_size=10))
    rows["follow_ups"] = [word | {"position": place} for place, word in enumerate(drawn, 1)]
    return rows


@settings(max_examples=of(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(registers(), AS_OF)
def test_undertakings_equal_the_oracle(rows: dict[str, list[dict[str, Any]]], day: date) -> None:
    told = {row["undertaking"]: row for row in undertakings.ask(STORE.fill(rows), as_of=day).dicts()}
    wanted = oracle(rows, day)
    assert set(told) == set(wanted)
    wrong = [
        f"{code}: {name} is {told[code][name]}, oracle {value}"
        for code, columns in wanted.items()
        for name, value in columns.items()
        if told[code][name] != value
    ]
    assert wrong == []


@settings(max_examples=of(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(registers(), AS_OF)
def test_counts_have_every_undertaking_once(rows: dict[str, list[dict[str, Any]]], day: date) -> None:
    counts = undertakings.ask(STORE.fill(rows), as_of=day, view="counts").dicts()
    whole = next(row for row in counts if row["by"] == "all")
    assert whole["undertakings"] + whole["parts"] == len(CODES)
    for by in ("status", "deadline", "kind", "strength", "forum"):
        told = [row for row in counts if row["by"] == by]
        assert sum(row["undertakings"] for row in told) == whole["undertakings"]
        assert sum(row["parts"] for row in told) == whole["parts"]
    months = {row["value"]: row["undertakings"] for row in counts if row["by"] == "overdue at the end of"}
    assert months == overdue_by_month(oracle(rows, day), rows, day)


@settings(max_examples=of(20), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(registers(), st.randoms(use_true_random=False))
def test_undertakings_are_the_same_in_any_order_of_rows(
    rows: dict[str, list[dict[str, Any]]], chance: Any
) -> None:
    first = undertakings.ask(STORE.fill(rows), as_of="2018-05").rows
    shuffled = {name: chance.sample(table, len(table)) for name, table in rows.items()}
    assert undertakings.ask(STORE.fill(shuffled), as_of="2018-05").rows == first
