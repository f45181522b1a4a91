"""The way through a release: its parts in the order in which people ask."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from istmo.web.reading.addresses import Addresses


@dataclass(frozen=True)
class Item:
    """One step of the menu; `is_here` where one stands in it."""

    title: str
    address: str
    is_here: bool


def menu(at: Addresses, here: str) -> tuple[Item, ...]:
    """The parts of a release, the one that `here` names marked."""
    parts = (
        ("front", _("Is it working?"), at.to()),
        ("strategy", _("Strategy"), at.to("strategy")),
        ("places", _("Countries"), at.to("places")),
        ("targets", _("Targets"), at.to("targets")),
        ("coverage", _("Coverage"), at.to("coverage")),
        ("undertakings", _("Undertakings"), at.to("undertakings")),
        ("funds", _("Money"), at.to("funds")),
        ("activities", _("Who does what"), at.to("activities")),
        ("claims", _("Claims"), at.to("claims")),
        ("compare", _("Changes"), at.to("compare")),
        ("more", _("More"), at.to("more")),
    )
    return tuple(Item(title, address, code == here) for code, title, address in parts)
