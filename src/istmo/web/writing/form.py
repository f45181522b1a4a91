"""An item of a draft as a form: its fields in groups, each with its controls, its hint and what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from istmo.kernel.problem import Problem
from istmo.web.writing.shape import Field, fields
from istmo.web.writing.typed import Control, controls
from istmo.web.writing.words import FIELDS, MATCHES, PRESETS, VALUES, Told

#: Before the names of all controls, so that none is taken for a password or a code to sign in with.
PREFIX = "item."
#: Texts of more than a line.
_LONG = ("text", "note", "definition", "caveat", "custom_reason", "condition", "legal_basis", "mission.text", "sheet.rationale",
         "sheet.no_breakdown", "sheet.data_source", "sheet.method", "sheet.limitations", "sheet.targets", "sheet.notes")  # fmt: skip
_LONGEST_LINES = 12
#: Values of a few letters.
_SHORT = ("code", "level", "source", "horizon", "unit", "standard.vocabulary", "standard.code", "within", "sector",
          "preferred_source", "version", "mission.source", "zero_date", "funds_from", "node", "to", "parent", "iso2",
          "iso3", "units", "latitude", "longitude", "kind", "held", "published_on", "retrieved_on", "last_updated")  # fmt: skip
#: Of an indicator: how many fields stand together, and under which heading.
_GROUPS: dict[str, Sequence[tuple[Told, Sequence[str]]]] = {
    "indicators": (
        (_("What is measured"), ("code", "title", "kind", "definition", "unit", "caveat")),
        (
            _("How its figures add up"),
            ("preset", "algebra", "direction", "per", "states", "within"),
        ),
        (_("Where it stands"), ("nodes", "horizon", "input", "sector")),
        (_("Standard or custom"), ("standard", "custom_reason")),
        (_("Who is asked, and for what"), ("dimensions", "applies", "valid", "lag_months")),
        (_("Reference sheet"), ("sheet",)),
        (_("Where it comes from"), ("preferred_source", "aliases")),
    ),
}
_REST: Told = _("More")


@dataclass(frozen=True)
class Shown:
    """A field as it is shown. long: lines of a text area, 0 for a line; problems: what `framework check` says of it."""

    field: Field
    label: Told
    hint: Told
    controls: tuple[Control, ...]
    long: int
    problems: tuple[str, ...] = ()

    @property
    def options(self) -> list[tuple[str, Told]]:
        """The choices of a closed list, in words."""
        if self.field.kind == "yes":
            return [("yes", VALUES["yes"]), ("no", VALUES["no"])]
        words = {"preset": PRESETS, "match": MATCHES}.get(self.field.name, VALUES)
        short = {} if self.field.name == "preset" else words
        return [(value, short.get(value, value.replace("_", " "))) for value in self.field.choices]

    @property
    def explained(self) -> list[tuple[str, Told]]:
        """Of the presets: when to choose which."""
        choices = self.field.choices if self.field.name == "preset" else ()
        return [(value.replace("_", " "), PRESETS[value]) for value in choices if value in PRESETS]

    @property
    def values(self) -> list[str]:
        """The values of the choices."""
        return [value for value, _words in self.options]

    @property
    def is_short(self) -> bool:
        """Whether what is typed is short: a code, a number, a day."""
        return self.field.kind in ("number", "day") or self.field.name in _SHORT

    @property
    def is_wide(self) -> bool:
        """Whether it has several controls, which stand in a group of their own."""
        return len(self.controls) > 1


@dataclass(frozen=True)
class Group:
    """Some fields under a heading; a form of few fields has one group without."""

    title: Told
    fields: tuple[Shown, ...]


def groups(of: str, values: Mapping[str, Any], problems: Sequence[Problem] = ()) -> list[Group]:
    """The form of an item of that list with what it says; none for a list whose items are only written as text."""
    shown = {field: _shown(of, field, values, problems) for field in fields(of)}
    left = dict(shown)
    found = []
    for title, keys in _GROUPS.get(of, ()):
        own = [field for key in keys for field in shown if field.key == key]
        found.append(Group(title, tuple(left.pop(field) for field in own)))
    if left:
        found.append(Group(_REST if found else "", tuple(left.values())))
    return [group for group in found if group.fields]


def typed(posted: Mapping[str, Any]) -> dict[str, str]:
    """What was typed into the controls of a form, by the controls' own names."""
    return {name.removeprefix(PREFIX): str(text) for name, text in posted.items() if name.startswith(PREFIX)}


def _shown(of: str, field: Field, values: Mapping[str, Any], problems: Sequence[Problem]) -> Shown:
    label, hint = FIELDS.get(field.name.removesuffix("_es"), (field.name.replace("_", " ").capitalize(), ""))
    if field.name.endswith("_es"):
        label, hint = _("Name in Spanish"), ""
    if field.name == "aliases" and field.kind == "line":
        hint = _("Parted by |. A file that uses one of them is understood.")
    if field.name == "kind" and of != "indicators":
        hint = ""
    made = controls(field, values)
    long = 0
    if field.name in _LONG or field.kind in ("lines", "rows", "text"):
        longest = max(one.text.count("\n") + len(one.text) // 70 for one in made)
        long = min(_LONGEST_LINES, max(3, longest + 1))
    return Shown(field, label, hint, made, long, tuple(_about(field, problems)))


def _about(field: Field, problems: Sequence[Problem]) -> Iterator[str]:
    """What is wrong with this field: a place in a file names its key."""
    for problem in problems:
        named = problem.where.header.replace("/", ".")
        if named and (named == field.name or named.split(".")[0] == field.name):
            yield problem.said
