"""Two releases over two versions of a small plan: the second splits an objective and redefines an indicator."""

from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from istmo.release.build import build
from istmo.spec.architecture import load
from tests.unit.release.made import figure, part
from tests.unit.spec.versions import INDICATORS, STRATEGY, write

AGENCIES = "code,name,own\nusaid,USAID,yes\n"
PLACES = "code,name,kind\nXA,Alta,country\n"


def year(number: int) -> dict[str, Any]:
    """The days of a fiscal year."""
    return {"period_start": date(number - 1, 10, 1), "period_end": date(number, 9, 30)}


def value(indicator: str, of: int, number: int, **cells: Any) -> tuple[Any, ...]:
    """A result in Alta."""
    row = of if indicator == "lamps" else of + 1000
    told = {"indicator": indicator, "place": "XA", "activity": None, "value": Decimal(number), "row": row}
    return figure(**{**told, **year(of), **cells})


FIRST = [value("lamps", 2019, 40), value("lamps", 2020, 50), value("trained", 2020, 7)]
SECOND = [value("lamps", 2021, 60)]


def later() -> tuple[dict[str, Any], dict[str, Any]]:
    """Version 2: A2 is split, lamps stay an indicator without saying where, trained is gone; holds from October 2020."""
    strategy, indicators = deepcopy(STRATEGY), deepcopy(INDICATORS)
    strategy |= {"version": "2", "effective_on": date(2020, 10, 1)}
    strategy["nodes"][0]["children"][1:2] = [
        {"code": "A4", "level": "objective", "title": "Lamps"},
        {"code": "A5", "level": "objective", "title": "Patrols"},
    ]
    lamps = indicators["indicators"][0]
    del lamps["nodes"]
    lamps["definition"] = "Lamps that burn all night."
    indicators["indicators"] = [lamps]
    return strategy, indicators


CHANGES: dict[str, Any] = {
    "from": {"version": "1"},
    "nodes": [{"old": "A2", "fate": "split", "new": ["A4", "A5"], "reason": "Two offices do it"}],
    "changes": [{"kind": "redefined", "of": "lamps", "reason": "Half a night is none"}],
}


def architecture(folder: Path, strategy: Any = None, indicators: Any = None, changes: Any = None) -> Path:
    """A version of the plan with its place and agency."""
    write(folder, strategy, indicators, changes)
    (folder / "places.csv").write_text(PLACES, encoding="utf-8")
    (folder / "agencies.csv").write_text(AGENCIES, encoding="utf-8")
    return folder


def releases(tmp: Path, changes: Any = None, edit: Any = None) -> tuple[Path, Path]:
    """The release under version 1 and the one under version 2 that follows it; `edit` changes the later files."""
    strategy, indicators = later()
    if edit:
        edit(strategy, indicators)
    one, two = part(tmp / "one.parquet", FIRST), part(tmp / "two.parquet", SECOND)
    old = load(architecture(tmp / "v1"))
    new = load(architecture(tmp / "v2", strategy, indicators, CHANGES if changes is None else changes))
    build(architecture=old, figures=[one], number=1, title="First", out=tmp / "1")
    build(architecture=new, figures=[one, two], number=2, title="Second", parent=tmp / "1", out=tmp / "2")
    return tmp / "1", tmp / "2"
