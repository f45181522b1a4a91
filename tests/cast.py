"""The five persons that every test of a right is about, and a small architecture for them to report on.

Ana reports for USAID; Ben approves there; Carla reports for another agency; Diego reviews in the secretariat; Eva is
the public.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from istmo.collect.models import DataCall, Version
    from istmo.people.models import Agency, User

#: A day on which everything happens; tests that need an order use `later`.
AT = datetime(2017, 11, 1, 9, 30, 15, 123456, tzinfo=UTC)


def later(minutes: int = 1) -> datetime:
    """So many minutes after `AT`."""
    return AT + timedelta(minutes=minutes)


@dataclass(frozen=True)
class Cast:
    """The persons, by name, and the two agencies."""

    ana: "User"
    ben: "User"
    carla: "User"
    diego: "User"
    eva: "User"
    operator: "User"
    usaid: "Agency"
    inl: "Agency"


def gather() -> Cast:
    """Add them to the workspace that is open."""
    from istmo.people.queries import OPERATOR, agency, user
    from istmo.people.services import NewUser, add_user, register_agencies

    register_agencies([("usaid", "USAID", True, ""), ("inl", "INL", True, "")])
    usaid, inl, operator = agency("usaid"), agency("inl"), user(OPERATOR)

    def add(code: str, role: str, of: "Agency | None") -> "User":
        return add_user(new=NewUser(code, role, code.title(), of), by=operator, at=AT)

    return Cast(
        ana=add("ana", "reporter", usaid),
        ben=add("ben", "approver", usaid),
        carla=add("carla", "reporter", inl),
        diego=add("diego", "reviewer", None),
        eva=add("eva", "viewer", None),
        operator=operator,
        usaid=usaid,
        inl=inl,
    )


_FILES = {
    "frameworks/small/strategy.yaml": """
code: small
title: A small strategy
version: "1"
nodes:
  - {code: A, level: objective, title: People find work}
""",
    "frameworks/small/indicators.yaml": """
dimensions:
  - {code: sex, title: Sex, exclusive: true, complete: true, categories: [{code: f, title: women}, {code: m, title: men}]}
indicators:
  - {code: trained, title: People trained, kind: output, preset: people_reached, unit: people, input: assistance,
     nodes: [A], custom_reason: only an example, dimensions: [sex], applies: [{place: SV}, {place: HN, agency: inl}]}
  - {code: homicide, title: Homicides per 100 000, kind: context, preset: context_rate, unit: per 100000, per: 100000,
     direction: down, nodes: [A], custom_reason: only an example}
""",
    "places.csv": """code,name,name_es,kind,parent,iso2,iso3,units,latitude,longitude,members,aliases,note
SV,El Salvador,El Salvador,country,,SV,SLV,,,,,Salvador,
HN,Honduras,Honduras,country,,HN,HND,,,,,,
""",
    "agencies.csv": """code,name,name_es,own,parent,kind,aliases,note
usaid,USAID,USAID,yes,,government,,
inl,INL,INL,yes,,government,,
""",
    "activities.csv": """code,title,agency,place,node,starts_on,ends_on,stage,channel,source,note
youth,Youth at work,usaid,SV,,2015-01-01,,,,,
""",
    "sources.csv": """code,title,publisher,kind,edition,published_on,retrieved_on,archived,licence,address,sha256,note,aliases
own,Own records,,own,,,,,,,,,
""",
}

#: Figures that pass; `Salvador` is another name of SV.
GOOD = """indicator,place,period,role,value,agency,activity,source
trained,SV,FY2017,result,120,usaid,youth,own
trained,Salvador,FY2016,result,90,usaid,youth,own
"""
#: The same with one value restated.
RESTATED = GOOD.replace("120", "130")
#: A value that is none, and a place nobody knows.
BAD = """indicator,place,period,role,value,agency,activity,source
trained,SV,FY2017,result,12O,usaid,youth,own
trained,ZZ,FY2017,result,7,usaid,youth,own
"""


def write_small(folder: Path) -> Path:
    """Write the small architecture into a folder and give it."""
    for name, text in _FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), encoding="utf-8")
    return folder


def open_small(cast: Cast, folder: Path) -> "DataCall":
    """Import the small architecture and open a call that asks both agencies."""
    from istmo.collect.models import Asks
    from istmo.collect.services import NewCall, open_call
    from istmo.framework.services import import_folder

    (version,) = import_folder(path=write_small(folder), by=cast.operator, at=AT)
    asked = {cast.usaid: Asks.PERFORMANCE, cast.inl: Asks.EVERYTHING}
    return open_call(new=NewCall("c1", "First call", version, "FY2017", asked), by=cast.operator, at=AT)


def received(
    call: "DataCall", agency: "Agency", by: "User", *, digit: str = "a", draft: bool = False
) -> "Version":
    """A version made without reading any file, for tests of what comes after."""
    from istmo.collect.models import State, Submission, Version

    submission, _ = Submission.objects.get_or_create(call=call, agency=agency)
    return Version.objects.create(
        submission=submission,
        number=submission.versions.count() + 1,
        state=State.DRAFT if draft else State.SUBMITTED,
        filename="figures.csv",
        raw_sha256=digit * 64,
        figures_sha256=digit.upper() * 64,
        transactions_sha256="",
        problems_sha256="0" * 64,
        figures=2,
        transactions=0,
        errors=int(draft),
        warnings=0,
        notes=0,
        received_by=by,
        received_at=AT,
        submitted_by=None if draft else by.person,
    )
