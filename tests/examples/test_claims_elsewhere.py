"""The rules of the question claims on documents of another field: an invented water program, for this test only.

Two short texts, claims written from them as `claims.yaml` asks, and the figures they rest on. Nothing of it is of the
worked example; the rules have to find on their own what is wrong with these texts.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from istmo.analyse import claims
from istmo.kernel.period import Period
from istmo.kernel.tables import TABLES
from istmo.spec import architecture
from tests.oracle.store import FIGURE, Store

REPORT = (
    "Since 2015 our wells have brought safe water to more than 40,000 people in the north. In Vale diarrhoea among "
    "children fell by 30 percent. Clinics with our support vaccinated 92 percent of children, all clinics 80 percent. "
    "As a result of our work life expectancy rose to 71 years. First counts at two wells say that the wait for water "
    "went from 2 hours to 15 minutes. The program cost 12 million crowns: 7 million in 2019 and 4 million in 2020."
)
PRESS = "The program reached 40,000 people. Thanks to new pumps, the wait for water went from 2 hours to 15 minutes."

STRATEGY = """
code: water
title: Water for all
version: "2021"
funds_from: FY2019
nodes:
  - {code: W, level: goal, title: Water}
  - {code: H, level: goal, title: Health}
  - {code: S, level: goal, title: Schools}
"""
INDICATORS = """
indicators:
  - {code: reached, title: People with safe water, kind: outcome, preset: people_reached, direction: up, nodes: [W], custom_reason: none}
  - {code: wait, title: Wait for water, kind: outcome, preset: mean_time, unit: minutes, direction: down, nodes: [W], custom_reason: none}
  - {code: illness, title: "Diarrhoea among children, change", kind: outcome, preset: change, direction: down, nodes: [H], custom_reason: none}
  - {code: vaccinated, title: Children vaccinated, kind: outcome, preset: percentage, direction: up, per: 100, within: vaccinated-all, nodes: [H], custom_reason: none}
  - {code: vaccinated-all, title: Children vaccinated in all clinics, kind: context, preset: context_rate, per: 100, direction: up}
  - {code: life, title: Life expectancy, kind: context, preset: score, unit: years, direction: up}
"""
#: Code, source, words it is found at, and what `claims.yaml` says of it.
CLAIMS = [
    ("r1", "report", "Since 2015", "kind: result, wording: causal, words: our wells have brought, indicator: reached, place: north, period: 2015/.., value: 40000, unit: people, qualifier: at_least, as_written: 'more than 40,000 people'"),
    ("r2", "report", "In Vale", "kind: result, wording: none, indicator: illness, place: vale, period: '2020', value: -30, unit: percent, as_written: by 30 percent"),
    ("r3", "report", "Clinics with", "kind: result, wording: contributory, words: with our support, indicator: vaccinated, place: north, period: '2020', value: 92, unit: percent, as_written: 92 percent, compared_with: [r4]"),
    ("r4", "report", "all clinics", "kind: context, wording: none, indicator: vaccinated-all, place: north, period: '2020', value: 80, unit: percent, as_written: 80 percent, cites: the ministry"),
    ("r5", "report", "As a result", "kind: context, wording: causal, words: As a result of our work, indicator: life, place: north, period: '2020', value: 71, unit: years, as_written: 71 years"),
    ("r6", "report", "First counts", "kind: result, wording: none, indicator: wait, place: north, period: '2020', value: 15, unit: minutes, as_written: from 2 hours to 15 minutes, maturity: preliminary, scope: two wells"),
    ("r7", "report", "12 million", "kind: funding, value: 12000000, unit: XCR, qualifier: exact, as_written: 12 million crowns, sum_of: [r8, r9]"),
    ("r8", "report", "7 million", "kind: funding, value: 7000000, unit: XCR, qualifier: exact, as_written: 7 million"),
    ("r9", "report", "4 million", "kind: funding, value: 4000000, unit: XCR, qualifier: exact, as_written: 4 million"),
    ("p1", "press", "The program", "kind: result, wording: causal, words: The program reached, twin: r1, indicator: reached, place: north, period: 2015/.., value: 40000, unit: people, qualifier: exact, as_written: '40,000 people'"),
    ("p2", "press", "Thanks to", "kind: result, wording: causal, words: Thanks to new pumps, twin: r6, indicator: wait, place: north, period: '2020', value: 15, unit: minutes, as_written: from 2 hours to 15 minutes, cause: new pumps"),
]  # fmt: skip
FIGURES = [
    ("reached", "north", "2015/..", "result", 40000, "people"),
    ("illness", "vale", "2020", "result", -30, "percent"),
    ("vaccinated", "north", "2020", "result", 92, "percent"),
    ("vaccinated-all", "north", "2020", "context", 80, "percent"),
    ("life", "north", "2020", "context", 71, "years"),
    ("wait", "north", "undated", "baseline", 2, "hours"),
    ("wait", "north", "2020", "result", 15, "minutes"),
]
EXPECTED = {
    "no_target": "r1 r2 r3 r6",
    "no_baseline": "r1 r3",
    "no_source": "r1 r2 r3 r5 r6",
    "lower_bound": "r1",
    "value_differs": "p1",
    "begins_before_funds": "r1",
    "percent_without_base": "r2",
    "small_base": "r2",
    "rate_without_denominator": "r3 r4",
    "comparison": "r3",
    "causal_on_context": "r5",
    "causal_without_evidence": "p2 r1",
    "preliminary": "r6",
    "preliminary_as_final": "p2",
    "scope_dropped": "p2",
    "wording_differs": "p2",
    "units_differ": "r6",
    "sums": "r7",
}


def written(folder: Path) -> Path:
    """The invented architecture as files."""
    texts = {"report": REPORT, "press": PRESS}
    entries = []
    for code, source, words, told in CLAIMS:
        start = texts[source].index(words)
        entries.append(
            f"- {{code: {code}, source: {source}, span: [{start}, {start + len(words)}], text: Told., {told}}}"
        )
    files = {
        "frameworks/water/strategy.yaml": STRATEGY,
        "frameworks/water/indicators.yaml": INDICATORS,
        "places.csv": "code,name,kind,parent,members\nAL,Aldria,country,,\nnorth,The North,admin1,AL,\nvale,Vale,community,north,\n",
        "sources.csv": "code,title,kind,publisher,published_on\nreport,Report,own,Water,2021\npress,Press,own,Water,2021\n",
        "claims.yaml": "\n".join(entries) + "\n",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def found(tmp_path: Path) -> list[dict[str, Any]]:
    whole = architecture.load(written(tmp_path))
    tables: dict[str, Any] = {name: whole.records(name) for name in TABLES if name in whole.tables()}
    tables["figures"] = [
        {
            **FIGURE,
            "indicator": indicator,
            "place": place,
            "role": role,
            "value": Decimal(value),
            "unit": unit,
        }
        | {"period_start": Period.parse(period).start, "period_end": Period.parse(period).end}
        for indicator, place, period, role, value, unit in FIGURES
    ]
    return claims.ask(Store().fill(tables), row="finding").dicts()


@pytest.mark.parametrize("rule", sorted(EXPECTED))
def test_rules_find_in_documents_of_another_field(found: list[dict[str, Any]], rule: str) -> None:
    assert sorted(row["claim"] for row in found if row["rule"] == rule) == EXPECTED[rule].split()


def test_the_plan_is_looked_at_too(found: list[dict[str, Any]]) -> None:
    assert [row["node"] for row in found if row["rule"] == "objectives_without_figures"] == ["water/S"]
