"""Evaluations, decisions on assistance, transitions and conditions as files: read, written again, refused in words."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from istmo.spec import export
from istmo.spec.architecture import load, read
from tests.unit.spec.small import FILES, write

EVALUATIONS = """\
- code: e1
  title: {en: Midwives after a year, es: Parteras tras un año}
  question: Do more mothers live?
  kind: impact
  external: yes
  method: Districts drawn by lot
  agency: ministry
  evaluator: The university
  status: published
  planned_for: 2021-03
  begun_on: 2021
  completed_on: 2021-06
  published_on: 2021-09-30
  nodes: [H1, health/W]
  indicators: [births-attended]
  activities: [midwives]
  places: [NO]
  sectors: [health]
  findings: {en: More do, es: Sí}
  source: who
  span: [5, 9]
  note: One year only
  recommendations:
    - text: Train more
      to: ministry
      response: agreed
      due: 2022-01
      follow_ups:
        - {state: begun, informant: ministry, on: 2021-10, evidence: who, note: {en: Slowly, es: Poco a poco}}
        - {state: done, informant: ministry, on: 2021-12}
    - {text: Pay them, to: {name: The districts}, response: not_agreed, note: No money}
- {code: e2, title: Next, status: planned, indicators: [births-attended]}
"""
MORE = """\
- code: u8
  kind: reform
  text: A fee
  actors: [ministry]
  made_on: 2020
  decisions:
    - {seen: announced, change: held, activity: midwives, amount: 5.5, currency: USD, decided_by: ministry, on: 2020-07, why: {en: To see, es: Para ver}, evidence: who, span: [1, 3]}
    - {seen: dropped, change: none, decided_by: {name: A friend}}
- {code: u9, kind: transition, text: Hand over, actors: [ministry], successors: [{name: The districts, place: NO}], activity: midwives, budget_line: {en: Chapter 3, es: Capítulo 3}, condition: money}
"""
CONDITIONS = "code,kind,text,text_es,undertaking,met_on\nmoney,funds,Money comes,Llega dinero,,2020-05-01\nlaw,reform,The law,,u8,\n"
ACTIVITIES = (
    "code,title,agency,place,node,starts_on,stage,evidence_grade,evidence,predecessor,value,currency\n"
    "midwives,Midwives,ministry,NO,H1,2020-02-01,pilot,none,,,10.5,USD\n"
    "many,Many midwives,ministry,SE,H1,2021-02-01,scaled,impact_evaluation,who,midwives,,\n"
)


def folder(tmp_path: Path, **changed: tuple[str, str]) -> Path:
    """The small architecture with all of these; `changed` by name of a text: what stands there, and what instead."""
    texts = {"evaluations": EVALUATIONS, "more": MORE, "conditions": CONDITIONS, "activities": ACTIVITIES}
    for name, (old, new) in changed.items():
        assert texts[name].count(old) == 1, old
        texts[name] = texts[name].replace(old, new)
    undertakings = FILES["undertakings.yaml"] + texts["more"]
    root = write(tmp_path / "small", undertakings_yaml=undertakings, activities_csv=texts["activities"])
    (root / "evaluations.yaml").write_text(texts["evaluations"], encoding="utf-8")
    (root / "conditions.csv").write_text(texts["conditions"], encoding="utf-8")
    return root


def test_evaluation_becomes_rows_of_what_it_is_about(tmp_path: Path) -> None:
    told = load(folder(tmp_path))
    first, second = told.records("evaluations")
    assert (first["completed_on"], first["completed_by"]) == ("2021-06", date(2021, 6, 30))
    assert (first["published_by"], first["external"], second["external"]) == (date(2021, 9, 30), True, None)
    about = [
        tuple(
            row[name]
            for name in (
                "evaluation",
                "position",
                "framework",
                "node",
                "indicator",
                "activity",
                "place",
                "sector",
            )
        )
        for row in told.records("evaluation_links")
    ]
    assert about == [
        ("e1", 1, "health", "H1", None, None, None, None),
        ("e1", 2, "health", "W", None, None, None, None),
        ("e1", 3, None, None, "births-attended", None, None, None),
        ("e1", 4, None, None, None, "midwives", None, None),
        ("e1", 5, None, None, None, None, "NO", None),
        ("e1", 6, None, None, None, None, None, "health"),
        ("e2", 1, None, None, "births-attended", None, None, None),
    ]


def test_recommendations_keep_their_follow_ups_in_order(tmp_path: Path) -> None:
    told = load(folder(tmp_path))
    assert [(r["addressee"], r["agency"], r["due_by"]) for r in told.records("recommendations")] == [
        ("The ministry", "ministry", date(2022, 1, 31)),
        ("The districts", None, None),
    ]
    said = told.records("recommendation_follow_ups")
    assert [(s["recommendation"], s["position"], s["state"]) for s in said] == [
        (1, 1, "begun"),
        (1, 2, "done"),
    ]


def test_decisions_and_transitions_become_rows(tmp_path: Path) -> None:
    told = load(folder(tmp_path))
    first, second = told.records("reform_decisions")
    assert (first["amount"], first["decided_by"], first["on_by"]) == (
        Decimal("5.5"),
        "The ministry",
        date(2020, 7, 31),
    )
    assert (second["decided_by"], second["agency"]) == ("A friend", None)
    handed = told.records("undertakings")[-1]
    assert (handed["activity"], handed["budget_line"], handed["condition"]) == (
        "midwives",
        "Chapter 3",
        "money",
    )
    parties = [row for row in told.records("undertaking_parties") if row["undertaking"] == "u9"]
    assert [(row["role"], row["name"]) for row in parties] == [
        ("actor", "The ministry"),
        ("successor", "The districts"),
    ]


def test_written_again_it_is_the_same(tmp_path: Path) -> None:
    told = load(folder(tmp_path))
    again = load(export.write(told, None, tmp_path / "again"))
    assert again.tables() == told.tables()


def test_one_framework_keeps_evaluations_and_only_its_own_nodes(tmp_path: Path) -> None:
    root = folder(tmp_path)
    (root / "frameworks/roads").mkdir()
    (root / "frameworks/roads/strategy.yaml").write_text("{code: roads, title: Roads, version: v1}")
    alone = load(root).only("roads")
    assert len(alone.records("evaluations")) == 2
    assert [(row["activity"], row["place"], row["sector"]) for row in alone.records("evaluation_links")] == [
        ("midwives", None, None),
        (None, "NO", None),
        (None, None, "health"),
    ]


#: (which text, what stands there, what stands there instead, code, words of the sentence)
WRONG = [
    ("evaluations", "status: published", "status: publishd", "wrong_word", "'planned', 'running', 'done'"),
    ("evaluations", "status: published", "status: done", "status_and_date", "e1 is done, and was published"),
    (
        "evaluations",
        "status: planned",
        "status: planned, completed_on: 2021",
        "status_and_date",
        "e2 is planned",
    ),
    ("evaluations", "completed_on: 2021-06", "completed_on: 2022-06", "dates_upside_down", "lies before"),
    ("evaluations", "completed_on: 2021-06", "completed_on: last June", "wrong_value", "is not a period"),
    ("evaluations", "  source: who\n", "", "span_without_source", "write source: too"),
    ("evaluations", "[H1, health/W]", "[H1, health/H1]", "duplicate_link", "e1 names H1 twice"),
    ("evaluations", "[H1, health/W]", "[H9]", "unknown_node", "there is no node H9"),
    ("evaluations", "activities: [midwives]", "activities: [midwifes]", "unknown_activity", "Write midwives"),
    ("evaluations", "places: [NO]", "places: [ON]", "unknown_place", "there is no place ON"),
    (
        "evaluations",
        "status: planned, indicators: [births-attended]",
        "status: planned, indicators: [births]",
        "unknown_indicator",
        "there is no indicator births",
    ),
    ("evaluations", ", indicators: [births-attended]}", "}", "about_nothing", "e2 is tied to no node"),
    ("evaluations", "to: ministry", "to: ministery", "unknown_agency", "there is no agency ministery"),
    ("evaluations", "to: {name: The districts}", "to: {}", "missing_key", "a name was expected"),
    ("evaluations", "state: begun", "state: started", "wrong_word", "'begun', 'done' or 'dropped'"),
    ("evaluations", "on: 2021-12", "on: 2021-09", "told_out_of_order", "in the order told"),
    ("evaluations", "code: e2", "code: e1", "duplicate_code", "the evaluation e1 is given twice"),
    ("evaluations", "findings: ", "finding: ", "unknown_key", "Write findings instead"),
    ("more", "seen: announced", "seen: anounced", "unknown_state", "Write announced"),
    (
        "more",
        "kind: reform",
        "kind: plan",
        "not_a_reform",
        "u8 is a plan, and decisions on assistance follow reforms",
    ),
    ("more", "currency: USD, ", "", "no_currency", "the amount has no currency"),
    ("more", "currency: USD", "currency: dollars", "wrong_value", "dollars"),
    ("more", "on: 2020-07", "on: 2019", "decision_too_early", "dated before it was made (2020)"),
    ("more", "evidence: who, span", "span", "span_without_source", "write evidence: too"),
    ("more", "kind: transition", "kind: plan", "not_a_transition", "only a transition has successors"),
    ("more", "condition: money", "condition: cash", "unknown_condition", "there is no condition cash"),
    (
        "conditions",
        "money,funds,Money comes,Llega dinero,,",
        "money,funds,Money comes,,u8,",
        "not_a_reform",
        "is funds, and names u8",
    ),
    ("conditions", "law,reform", "law,reforms", "wrong_value", "did you mean reform?"),
    ("activities", ",10.5,USD", ",10.5,", "no_currency", "the value of midwives has no currency"),
    ("activities", ",pilot,none,,,", ",pilot,none,,many,", "ring", "many under midwives"),
    ("activities", ",who,midwives,", ",who,midwive,", "unknown_activity", "there is no activity midwive"),
]


@pytest.mark.parametrize("case", WRONG, ids=lambda case: f"{case[3]}: {case[2].strip()[:30]}")
def test_wrong_register_is_told_with_place_and_cure(
    tmp_path: Path, case: tuple[str, str, str, str, str]
) -> None:
    which, old, new, code, words = case
    _, problems = read(folder(tmp_path, **{which: (old, new)}))
    told = [p for p in problems if p.code == code and words.casefold() in p.sentence.casefold()]
    assert told, [(p.code, p.sentence) for p in problems]
    assert all(p.fix and p.where.file and p.where.row for p in told)
