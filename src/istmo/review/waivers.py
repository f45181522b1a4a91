"""Letting a warning pass, with the reason; and which of what was let pass still holds in a later version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from istmo.collect import queries, states
from istmo.collect.models import Version
from istmo.kernel.problem import Problem, Severity, WrongUse
from istmo.people import events
from istmo.people.models import User
from istmo.people.permissions import Permission
from istmo.review import held, keys, refusals
from istmo.review.keys import Found, Key
from istmo.review.models import Waiver


@dataclass(frozen=True)
class LetPass:
    """A waiver as it holds in a version: `found` is the figure there, None where it is of all that the check found."""

    waiver: Waiver
    found: Found | None = None

    @property
    def place(self) -> str:
        """Where: the cell, or `row 12`; empty: everywhere."""
        return str(held.Place(self.found.row or 0, self.found.at or "")) if self.found else ""


@transaction.atomic
def waive(
    *, version: Version, code: str, reason: str, by: User, at: datetime, figures: Sequence[str] = ()
) -> list[Waiver]:
    """Let pass what the check `code` warns of: for the figures named by row or cell, or wherever it does.

    A waiver of a figure holds in later versions too, as long as the figure says the same; one of everything is of this
    version alone. WrongUse if `by` may not decide, submitted it or gives no reason, nothing is warned of there, it was
    let pass already, or the version does not wait for a decision.
    """
    refusals.require_all(version, by, Permission.DECIDE)
    refusals.own(version, by, _("let it pass"))
    refusals.superseded(version)
    if not reason.strip():
        raise WrongUse(_("Say why it may pass: the reason is told beside the number in the release."))
    states.wait(version)
    warned = _warned(version, code)
    places = held.places(version, figures) if figures else []
    _refuse_elsewhere(warned, places)
    made = [_waiver(version, code, one) for one in keys.standing_at(version, places)] or [
        _waiver(version, code, None)
    ]
    _refuse_again(version, made)
    for one in made:
        one.reason, one.by, one.person, one.at = reason.strip(), by, by.person, at
        one.full_clean()
        one.save()
    told = [one.place for one in made if one.place]
    events.append(
        verb="review.waived",
        subject=version.code,
        by=by,
        at=at,
        check=code,
        figures=told,
        reason=reason.strip(),
    )
    return made


def let_pass(versions: Sequence[Version]) -> dict[int, list[LetPass]]:
    """What holds in each version, by its number in the database; one query for all of them."""
    given: dict[int, list[Waiver]] = {}
    known = Waiver.objects.filter(version__submission__in={one.submission_id for one in versions})
    for waiver in known.select_related("version", "by").order_by("pk"):
        given.setdefault(waiver.version.submission_id, []).append(waiver)
    return {one.pk: _holding(one, given.get(one.submission_id, ())) for one in versions}


def _holding(version: Version, given: Sequence[Waiver]) -> list[LetPass]:
    of_figures = [one for one in given if one.figure and one.version.number <= version.number]
    there = keys.where(version, (Key.read(one.figure) for one in of_figures))
    warned = {one.code for one in queries.problems(version)} if of_figures else set()
    placed = [(one, there.get(Key.read(one.figure))) for one in of_figures if one.code in warned]
    return [
        *(LetPass(one) for one in given if not one.figure and one.version_id == version.pk),
        *(LetPass(one, found) for one, found in placed if found and found.said == one.said),
    ]


def _warned(version: Version, code: str) -> list[Problem]:
    """What that check warns of in the version; WrongUse, naming the checks that do, if nothing."""
    every = [one for one in queries.problems(version) if one.severity is Severity.WARNING]
    found = [one for one in every if one.code == code]
    if not found:
        known = ", ".join(sorted({one.code for one in every}))
        told = _("It has warnings of %(checks)s.") % {"checks": known} if known else _("It has no warnings.")
        raise WrongUse(
            _("%(version)s has no warning of “%(check)s”. %(told)s")
            % {"version": version.code, "check": code, "told": told}
        )
    return found


def _refuse_elsewhere(warned: Sequence[Problem], places: Sequence[held.Place]) -> None:
    """WrongUse where a figure named is none that the check warns of; only the first places of many are known."""
    if any(one.count > len(one.places) for one in warned):
        return
    rows = {place.row for one in warned for place in one.places}
    if strange := [str(place) for place in places if place.row not in rows]:
        told = ", ".join(str(row) for row in sorted(row for row in rows if row is not None))
        raise WrongUse(
            _("%(check)s does not warn of %(places)s, but of row %(rows)s.")
            % {"check": warned[0].code, "places": ", ".join(strange), "rows": told}
            if told
            else _("%(check)s warns of the whole file: name no row.") % {"check": warned[0].code}
        )


def _waiver(version: Version, code: str, found: Found | None) -> Waiver:
    if version.submitted_by is None:
        raise RuntimeError(f"{version.code} waits without having been submitted")
    one = Waiver(version=version, code=code, submitter=version.submitted_by)
    if found:
        one.figure, one.said, one.place = found.key.text, found.said, found.at or f"row {found.row}"
    return one


def _refuse_again(version: Version, made: Sequence[Waiver]) -> None:
    there = set(version.waivers.values_list("code", "figure"))
    if again := [str(one) for one in made if (one.code, one.figure) in there]:
        raise WrongUse(
            _("%(places)s of %(version)s was let pass already.")
            % {"places": ", ".join(again), "version": version.code}
        )
