"""The question calibration equals its plain-Python oracle."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import calibration, undertakings
from tests.oracle import calibration as oracle
from tests.oracle.store import Store
from tests.property import of

STORE = Store()
DAY = date(2018, 6, 30)
DAYS = st.sampled_from([None, date(2017, 1, 1), date(2018, 6, 29), date(2018, 6, 30), date(2018, 7, 1)])
ACTIVITIES = ("x", "y", "z")
CODES = ("law", "fees", "over", "under")


@st.composite
def tables(draw: Any) -> dict[str, list[dict[str, Any]]]:
    activities = [
        {
            "code": code,
            "title": code,
            "agency": draw(st.sampled_from(["a", None, "other"])),
            "stage": draw(st.sampled_from([None, "pilot", "scaled", "scaled", "ended"])),
            "ends_on": draw(DAYS),
            "evidence": draw(st.sampled_from([None, None, "paper"])),
            "predecessor": draw(st.sampled_from([None, *ACTIVITIES[:at]])),
        }
        for at, code in enumerate(ACTIVITIES)
    ]
    made = []
    for code in CODES:
        kind = draw(st.sampled_from(["reform", "transition", "transition", "commitment"]))
        due = draw(DAYS)
        made.append(
            {
                "code": code,
                "kind": kind,
                "text": code,
                "states": "begun|done",
                "parent": None,
                "due": due and due.isoformat(),
                "due_by": due,
                "due_as_written": None,
                "activity": draw(st.sampled_from([None, *ACTIVITIES])) if kind == "transition" else None,
                "condition": draw(st.sampled_from([None, None, "money", "rule"])),
            }
        )
    parties = [{"undertaking": code, "role": "actor", "position": 1, "name": "Us"} for code in CODES]
    parties += [
        {"undertaking": code, "role": "successor", "position": 1, "name": "Them"}
        for code in draw(st.lists(st.sampled_from(CODES), unique=True))
    ]
    return {
        "agencies": [{"code": "a", "name": "A", "own": True}, {"code": "other", "name": "O", "own": False}],
        "activities": activities,
        "undertakings": made,
        "undertaking_parties": parties,
        "follow_ups": [
            {
                "undertaking": draw(st.sampled_from(CODES)),
                "position": at,
                "state": draw(st.sampled_from(["begun", "done", "done"])),
                "party": None,
                "on_by": draw(DAYS),
                "told_by": None,
                "informant": draw(st.sampled_from(["a", "other"])),
                "evidence": None,
            }
            for at in range(draw(st.integers(0, 4)))
        ],
        "reform_decisions": [
            {
                "undertaking": draw(st.sampled_from([u["code"] for u in made if u["kind"] == "reform"])),
                "position": at,
                "seen": "begun",
                "change": "held",
                "on_by": draw(DAYS),
                "evidence": draw(st.sampled_from([None, "paper"])),
            }
            for at in range(draw(st.integers(0, 3)) if any(u["kind"] == "reform" for u in made) else 0)
        ],
        "conditions": [
            {"code": "money", "kind": "funds", "text": "Money", "met_on": draw(DAYS)},
            {
                "code": "rule",
                "kind": draw(st.sampled_from(["reform", "other"])),
                "text": "Rule",
                "met_on": None,
            },
        ],
        "evaluations": [
            {"code": code, "title": code, "status": draw(st.sampled_from(["running", "done"]))}
            for code in ("e", "f")
        ],
        "evaluation_links": [
            {
                "evaluation": draw(st.sampled_from(["e", "f"])),
                "position": at,
                "activity": draw(st.sampled_from(ACTIVITIES)),
            }
            for at in range(draw(st.integers(0, 2)))
        ],
    }


@settings(max_examples=of(120), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_calibration_equals_the_oracle(drawn: dict[str, list[dict[str, Any]]]) -> None:
    told = calibration.ask(STORE.fill(drawn), as_of=DAY).dicts()
    of = {
        kind: [row for row in told if row["row"] == kind]
        for kind in ("reform", "decision", "handover", "scaled", "condition")
    }
    found = {
        row["undertaking"]: (row["decisions"], row["without_evidence"], row["finding"])
        for row in of["reform"]
    }
    assert found == oracle.reforms(drawn, DAY)
    assert len(of["decision"]) == sum(number for number, _, _ in found.values())
    assert all((row["finding"] is None) == (row["evidence"] is not None) for row in of["decision"])
    assert {
        (row["activity"], row["undertaking"]): row["finding"] for row in of["handover"]
    } == oracle.handovers(drawn, DAY)
    assert {row["activity"]: row["finding"] for row in of["scaled"]} == oracle.scaled(drawn)
    assert {row["undertaking"]: row["finding"] for row in of["condition"]} == oracle.waiting(drawn, DAY)


@settings(max_examples=of(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_undertaking_on_an_unmet_condition_is_never_overdue(drawn: dict[str, list[dict[str, Any]]]) -> None:
    waiting = oracle.waiting(drawn, DAY)
    for row in undertakings.ask(STORE.fill(drawn), as_of=DAY).dicts():
        assert not (row["overdue"] and waiting.get(row["undertaking"]))
        assert (row["deadline"] == "conditional") <= (waiting.get(row["undertaking"]) is not None)
