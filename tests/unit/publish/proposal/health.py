"""An invented program on clinics in an invented country, as a framework's folder and a report of it; of this test only."""

from pathlib import Path

REPORT = """Clinics for Aldria, report 2021

Since 2015 our funds have brought at least 13,500 families in Vale to a clinic. In Vale the waiting time at clinics fell by 30 percent in 2020.

As a result of our program life expectancy in Aldria rose to 71.5 years in 2020. Preliminary counts show 1,250 trained nurses in Marsh, a record.

The program cost $12 million in 2020: $7 million for clinics and $4 million for nurses. With partner support, 15 to 20 clinics in Marsh were opened between 2018 and 2020.

Our training led to better care in Marsh. See section 4 and the meeting of 3 May 2020.

About 40 percent of children in Marsh are vaccinated.
"""
STRATEGY = """
code: health
title: Clinics for all
version: "2021"
funds_from: FY2019
nodes:
  - {code: H, level: goal, title: Health}
"""
INDICATORS = """
indicators:
  - {code: wait, title: "Waiting time at clinics, change", kind: outcome, preset: change, direction: down, nodes: [H], custom_reason: none}
  - {code: families, title: Families with a clinic, kind: outcome, preset: people_reached, direction: up, nodes: [H], custom_reason: none}
  - {code: life, title: Life expectancy, kind: context, preset: score, unit: years, direction: up}
"""
PRESS = (
    "- {code: r1, source: press, text: Families reached., place: vale, period: 2015/.., value: 13500, unit: families, "
    "qualifier: exact, kind: result, wording: none}\n"
)
FIGURES = "indicator,place,period,role,value\nwait,vale,2020,result,-30\nlife,AL,2020,context,71.5\nfamilies,vale,2015/..,result,13500\n"


def written(folder: Path) -> Path:
    """The framework as files."""
    files = {
        "frameworks/health/strategy.yaml": STRATEGY,
        "frameworks/health/indicators.yaml": INDICATORS,
        "places.csv": "code,name,kind,parent\nAL,Aldria,country,\nvale,Vale,admin1,AL\nmarsh,Marsh,admin1,AL\n",
        "sources.csv": "code,title,kind,publisher,published_on,sha256\nreport,Report,own,Clinics,2021,\npress,Press,own,Clinics,2021,\n",
        "claims.yaml": PRESS,
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
