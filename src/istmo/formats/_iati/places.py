"""Where an activity works: its countries and regions with their shares, and the one place its figures are of.

A figure of an activity in four countries is of the four together: the file gives no split, so none is made, and the
figure is never a country's own value. The place `GT+HN+NI+SV` is a group that says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from istmo.formats._iati import words
from istmo.formats._iati.codes import code, mark
from istmo.formats._registers import Registers

NOT_STATED = "place-not-stated"
#: Longest code that names all members of a group, and how many members its name lists.
_LONGEST_GROUP, _LISTED = 40, 7


@dataclass(frozen=True)
class Stated:
    """One place as an activity states it; share in percent, None where not stated."""

    code: str
    share: Decimal | None = None


def stated(parent: Any, registers: Registers) -> list[Stated]:
    """The recipient countries and regions of an activity or transaction, each once, entered among the places."""
    found: dict[str, Stated] = {}
    for element in parent.iterchildren("recipient-country", "recipient-region"):
        place = (
            _country(element, registers)
            if element.tag == "recipient-country"
            else _region(element, registers)
        )
        if place:
            shares = [
                share
                for share in (words.share(element), found.get(place, Stated(place)).share)
                if share is not None
            ]
            found[place] = Stated(place, sum(shares, Decimal(0)) if shares else None)
    return list(found.values())


def place_of(places: Sequence[Stated], registers: Registers) -> str:
    """The place of figures: the only one stated, else the group of all; a place that is not named if none is.

    Regions beside countries are left out where nothing says that they have a share of their own: many publishers name
    the region of a country as well.
    """
    countries = [each for each in places if not each.code.startswith("region-")]
    covered = sum((each.share or Decimal(0) for each in countries), Decimal(0)) >= 100
    regions = [each for each in places if each not in countries and (each.share or not countries)]
    chosen = sorted({each.code for each in (countries if countries and covered else [*countries, *regions])})
    if not chosen:
        registers.add("places", code=NOT_STATED, name="Place not stated", kind="not_named")
        return NOT_STATED
    return chosen[0] if len(chosen) == 1 else _group(chosen, registers)


def _group(codes: Sequence[str], registers: Registers) -> str:
    joined = "+".join(codes)
    if len(joined) > _LONGEST_GROUP:
        joined = f"group-{len(codes)}-{mark(joined)}"
    known = registers.rows["places"]
    names = [known[(each,)][1] for each in codes]
    note = "The activity works in all of them and gives no split: what it reports is no country's own value"
    if registers.add("places", code=joined, name=f"{_listed(names)} together", kind="group", note=note):
        for each in codes:
            registers.add("place_members", place=joined, member=each)
    return joined


def _listed(names: Sequence[str]) -> str:
    if len(names) > _LISTED:
        return f"{', '.join(names[:3])} and {len(names) - 3} more"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _country(element: Any, registers: Registers) -> str:
    """ISO 3166 alpha-2; of a country without a code the text is made one."""
    given = words.code(element).upper()
    made = code(given or words.own(element))
    if made and not registers.has("places", made):
        name = words.name("country", given) or words.own(element) or given
        iso2 = given if words.name("country", given) else None
        registers.add("places", code=made, name=name, kind="country", iso2=iso2)
    return made


def _region(element: Any, registers: Registers) -> str:
    """`region-489` of the list of the DAC, `region-2-…` of another list."""
    given, of = words.code(element), words.attribute(element, "vocabulary")
    is_dac = of in ("", "1")
    made = code("-".join(_filled(("region", "" if is_dac else of, given or words.own(element)))))
    if made == "region":
        return ""
    if not registers.has("places", made):
        name = (words.name("region", given) if is_dac else "") or words.own(element) or f"Region {given}"
        registers.add("places", code=made, name=name, kind="region")
    return made


def _filled(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if text]
