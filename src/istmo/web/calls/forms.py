"""The form with which a call is opened."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from istmo.collect.calls import NewCall, in_charge
from istmo.collect.models import Asks, Piece
from istmo.collect.parts import USUAL, parts
from istmo.collect.timing import Times, moment
from istmo.framework.models import FrameworkVersion
from istmo.framework.queries import version
from istmo.kernel.problem import WrongUse
from istmo.people.models import Agency
from istmo.web.calls.words import ASKS, PIECES

#: What each group of fields is called, what is said of it, and its fields.
GROUPS: tuple[tuple[Any, Any, tuple[str, ...]], ...] = (
    (_("What is asked"), "", ("title", "code", "framework", "year", "asks", "pieces", "targets")),
    (
        _("When"),
        _("Write a day, such as %(day)s, or a day and an hour, such as %(day)s 17:00."),
        ("due", "zone", "opens", "closes", "grace"),
    ),
    (_("Who is asked"), "", ("agencies",)),
)
#: A due day that is named as an example lies so far ahead.
_AHEAD = timedelta(weeks=6)


@dataclass(frozen=True)
class Group:
    """Some fields of a form under one heading."""

    title: Any
    hint: str
    fields: tuple[forms.BoundField, ...]


def _moment(label: Any, more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "short", "autocomplete": "off"})
    return forms.CharField(label=label, help_text=more, required=False, max_length=25, widget=widget)


def _short(**more: str) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "short", "autocomplete": "off", **more})


class OpenCall(forms.Form):
    """Everything a new call needs; agencies left out are taken from the framework."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("A short name without spaces, such as fy2017. It stands in addresses and never changes."),
        max_length=60,
        widget=_short(autocapitalize="none"),
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    framework = forms.ChoiceField(label=_("Framework asked about"))
    year = forms.CharField(
        label=_("Year asked about"), help_text=_("Such as FY2017."), max_length=20, widget=_short()
    )
    asks = forms.ChoiceField(label=_("Which indicators"), choices=[(one.value, ASKS[one]) for one in Asks])
    agencies = forms.ModelMultipleChoiceField(
        label=_("Whom to ask"),
        help_text=_("None chosen: those in charge of an indicator or an activity, as the framework says."),
        queryset=Agency.objects.order_by("name"),
        required=False,
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
    )
    pieces = forms.MultipleChoiceField(
        label=_("What to ask for"),
        choices=[(one.value, PIECES[one]) for one in Piece if one is not Piece.TARGETS],
        initial=[one.value for one in USUAL],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    targets = forms.CharField(
        label=_("Targets of which years to come"),
        help_text=_("Such as FY2018, FY2019. Empty: none are asked for."),
        required=False,
        max_length=100,
    )
    zone = forms.CharField(
        label=_("Time zone"),
        help_text=_("In which all of its moments are meant and told, such as America/Bogota."),
        initial="UTC",
        max_length=60,
        widget=_short(),
    )
    opens = _moment(_("Takes answers from"), _("Empty: at once."))
    due = _moment(
        _("Due"), _("A day means its last minute. Empty: a standing call, for which nothing is ever late.")
    )
    closes = _moment(_("Closes by itself"), _("Not before it is due. Empty: only by hand."))
    grace = forms.IntegerField(
        label=_("Days of grace"),
        help_text=_("In which answers are still taken after it has closed by itself."),
        min_value=0,
        initial=0,
        required=False,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )

    def __init__(self, *arguments: Any, at: datetime, **options: Any) -> None:
        """Offers every framework that is published; the example of a day is some weeks after `at`."""
        super().__init__(*arguments, **options)
        self.example = f"{at + _AHEAD:%Y-%m-%d}"
        known = FrameworkVersion.objects.order_by("code", "-pk")
        titles = {one.code: f"{one.title} ({one.code})" for one in reversed(known)}
        self.fields["framework"].choices = sorted(titles.items())  # type: ignore[attr-defined]
        self.fields["agencies"].label_from_instance = _named  # type: ignore[attr-defined]

    @property
    def groups(self) -> list[Group]:
        """Its fields under their headings."""
        return [
            Group(
                title, str(hint) % {"day": self.example} if hint else "", tuple(self[name] for name in names)
            )
            for title, hint, names in GROUPS
        ]

    def clean(self) -> dict[str, Any]:
        """Moments and years that cannot be read are told at their fields, all at once."""
        told = super().clean() or {}
        for name in ("opens", "due", "closes"):
            self._read(name, told)
        try:
            years = told.get("targets", "").replace(",", " ").split()
            told["parts"] = parts(told.get("pieces", ()), years, told.get("year", ""))
        except WrongUse as wrong:
            self.add_error("targets", str(wrong))
        return told

    def _read(self, name: str, told: dict[str, Any]) -> None:
        text = told.get(name, "")
        told[name] = None
        if text and told.get("zone"):
            try:
                told[name] = moment(text, told["zone"], last=name != "opens")
            except WrongUse as wrong:
                self.add_error(name, str(wrong))

    def new(self) -> NewCall:
        """The call as it was filled in. WrongUse where the framework names nobody to ask."""
        told = self.cleaned_data
        framework, asks = version(told["framework"]), Asks(told["asks"])
        asked = dict.fromkeys(told["agencies"], asks) or in_charge(framework, asks)
        opens: datetime | None = told["opens"]
        times = Times(opens, told["due"], told["closes"], told["grace"] or 0, told["zone"])
        return NewCall(told["code"], told["title"], framework, told["year"], asked, times, told["parts"])


def _named(agency: Agency) -> str:
    return f"{agency.name} ({agency.code})"
