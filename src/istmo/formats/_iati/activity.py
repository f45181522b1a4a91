"""What a file tells of an activity itself: who publishes it, its name, dates, places, sectors and parties."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from istmo.formats._iati import places, words
from istmo.formats._iati.codes import LONGEST_ACTIVITY, Codes
from istmo.formats._iati.left_out import LeftOut
from istmo.formats._registers import Registers
from istmo.formats._shared import note, warning
from istmo.formats._told import Told

SOURCE = "iati"
#: Kinds of dates: actual before planned, in the codes of IATI 2 and the words of IATI 1.
_STARTS = ("2", "start-actual", "start", "1", "start-planned")
_ENDS = ("4", "end-actual", "end", "3", "end-planned")
_PLANNED = ("1", "3", "start-planned", "end-planned")


@dataclass
class Gathered:
    """Everything gathered from one file so far besides its figures and transactions."""

    told: Told
    left_out: LeftOut
    registers: Registers = field(default_factory=Registers)
    activities: Codes = field(default_factory=lambda: Codes(LONGEST_ACTIVITY))
    agencies: Codes = field(default_factory=Codes)


@dataclass(frozen=True)
class Activity:
    """One activity: its element, our codes of it, of its publisher and of the place of its figures."""

    element: Any
    code: str
    agency: str
    publisher: str
    place: str
    currency: str


def activity(element: Any, into: Gathered) -> Activity:
    """Enter an activity into the registers. An identifier that stands twice gives two activities, and a note."""
    agency, publisher = _publisher(element, into)
    identifier = words.told(element, "iati-identifier")
    if not identifier:
        said = warning(
            "activity_without_identifier",
            "an activity has no iati-identifier; its code is made of its publisher's and its place in the file",
            fix="nothing can be done here: tell its publisher",
        )
        into.told.add(said, element.sourceline, "iati-identifier")
    code, times = into.activities.once(identifier or f"{agency}-activity")
    if times > 1 and identifier:
        found = (
            f"the activity {identifier} stands in the file more than once; each is kept under its own code"
        )
        said = note("activity_again", found, fix="nothing need be done; see whether they are the same")
        into.told.add(said, element.sourceline, "iati-identifier")
    stated = places.stated(element, into.registers)
    if not stated:
        # IATI 2 lets a publisher state the places of each transaction instead.
        stated = [
            places.Stated(place.code)
            for each in element.iterchildren("transaction")
            for place in places.stated(each, into.registers)
        ]
    place = places.place_of(stated, into.registers)
    _enter(element, (code, agency, place, identifier), into.registers)
    for each in {each.code: each for each in stated}.values():
        into.registers.add("activity_places", activity=code, place=each.code, share=each.share)
    _sectors(element, code, into)
    _parties(element, code, into)
    return Activity(
        element, code, agency, publisher, place, words.attribute(element, "default-currency").upper()
    )


def _publisher(element: Any, into: Gathered) -> tuple[str, str]:
    """Code and name of who reports the activity; an agency that is not own."""
    reporting = element.find("reporting-org")
    reference = words.attribute(reporting, "ref")
    name = words.own(reporting) if reporting is not None else ""
    code = into.agencies.same(reference or name or "publisher-not-named")
    into.registers.add(
        "agencies",
        code=code,
        name=name or reference or "Publisher not named",
        own=False,
        kind=words.organisation(words.attribute(reporting, "type")) or None,
        note=f"Publishes under the identifier {reference}" if reference and reference != code else None,
    )
    return code, name or reference


def _enter(element: Any, codes: tuple[str, str, str, str], registers: Registers) -> None:
    code, agency, place, identifier = codes
    starts, start_kind = _date(element, _STARTS)
    ends, end_kind = _date(element, _ENDS)
    status = words.code_of(element, "activity-status")
    status_word = words.STATUSES.get(status) or words.told(element, "activity-status").casefold()
    updated = words.attribute(element, "last-updated-datetime")[:10]
    told = [
        f"IATI identifier {identifier}" if identifier != code and identifier else "",
        f"Status: {status_word}" if status_word else "",
        "Its first day is planned" if start_kind in _PLANNED else "",
        "Its last day is planned" if end_kind in _PLANNED else "",
        f"Last updated {updated}" if updated else "",
    ]
    registers.add(
        "activities",
        code=code,
        title=words.told(element, "title") or identifier or code,
        agency=agency,
        place=place,
        starts_on=starts,
        ends_on=ends,
        stage="ended" if status_word in ("closed", "completion", "post-completion") else None,
        source=SOURCE,
        note="; ".join(filter(None, told)) or None,
    )


def _date(element: Any, kinds: tuple[str, ...]) -> tuple[date | None, str]:
    """The day of the first kind that has one, and that kind."""
    for kind in kinds:
        for each in element.iterchildren("activity-date"):
            if words.attribute(each, "type") == kind:
                day = words.day(words.written_day(each))
                if day:
                    return day, kind
    return None, ""


def _sectors(element: Any, code: str, into: Gathered) -> None:
    """A sector that stands twice is one, with the sum of its shares."""
    found: dict[tuple[str, str], tuple[str, Decimal | None]] = {}
    for each in element.iterchildren("sector"):
        listed = words.attribute(each, "vocabulary") or "1"
        vocabulary, said = words.SECTOR_LISTS.get(listed, listed), words.own(each)
        sector = words.code(each) or said
        if not sector:
            continue
        share = words.share(each)
        title, before = found.get((vocabulary, sector), ("", None))
        if before is not None and share is not None:
            share += before
        title = title or words.name(vocabulary, sector) or (said if said != sector else "")
        found[vocabulary, sector] = (title, share if share is not None else before)
    for (vocabulary, sector), (title, share) in found.items():
        cells = {"vocabulary": vocabulary, "sector": sector, "title": title or None, "share": share}
        into.registers.add("activity_sectors", activity=code, **cells)


def _parties(element: Any, code: str, into: Gathered) -> None:
    """Organisations by role. One without a role of the standard is told and left out: nobody can say what it did."""
    positions: dict[str, int] = {}
    for each in element.iterchildren("participating-org"):
        given, reference = words.attribute(each, "role"), words.attribute(each, "ref")
        role = words.ROLES.get(given.casefold(), "")
        name = words.own(each) or reference
        if not name:
            continue
        if not role:
            found = f"{name[:80]} takes part in an activity in a role that is not known: “{given}”"
            said = warning("role_not_known", found, fix="nothing can be done here: tell its publisher")
            into.told.add(said, each.sourceline, "participating-org")
            continue
        position = positions[role] = positions.get(role, 0) + 1
        into.registers.add(
            "activity_parties",
            activity=code,
            role=role,
            position=position,
            name=name,
            # Whether an organisation is an agency of the file is known once the whole file is read.
            agency=None,
            reference=reference or None,
        )
