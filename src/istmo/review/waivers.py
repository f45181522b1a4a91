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
from istmo.review.models import Decision, Kind, Waiver
from istmo.review.rows import all_told, told


@dataclass(frozen=True)
class LetPass:
    """A waiver as it holds in a version: `found` is the figure there, None where it is of all that the check found."""

    waiver: Waiver
    found: Found | None = None

    @property
    def place(self) -> str:
        """Where: the cell, or `row 12`; empty: everywhere."""
        return str(held.Place(self.found.row or 0, self.found.at or "")) if self.found else ""

    @property
    def told(self) -> str:
        """The same in the language of whoever reads."""
        return told(self.place)


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
    refusals.own_hands(version, by, _("let it pass"))
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


@transaction.atomic
def withdraw(
    *, version: Version, code: str, reason: str, by: User, at: datetime, figures: Sequence[str] = ()
) -> list[Waiver]:
    """Withdraw what was let pass in a version that waits: of the figures named by row or cell, else all of that check.

    A waiver that was given on an earlier version and holds in this one is withdrawn with it. What was approved while
    it stood keeps it. WrongUse if `by` may not decide, submitted the version or gives no reason, the version does not
    wait, or nothing was let pass there.
    """
    refusals.require_all(version, by, Permission.DECIDE)
    refusals.own(version, by, _("withdraw what was let pass"))
    refusals.superseded(version)
    if not reason.strip():
        raise WrongUse(_("Say why it may not pass any more: what was believed, and what was found."))
    states.wait(version)
    rows = {place.row for place in held.places(version, figures)} if figures else set()
    standing = [one for one in let_pass([version])[version.pk] if one.waiver.code == code]
    chosen = [one for one in standing if not figures or (one.found and one.found.row in rows)]
    if not chosen:
        raise WrongUse(
            _("Nothing of “%(check)s” was let pass there: there is no waiver to withdraw.") % {"check": code}
        )
    withdrawn = [one.waiver for one in chosen]
    for waiver in withdrawn:
        waiver.withdrawn_by, waiver.withdrawer = by, by.person
        waiver.withdrawn_at, waiver.withdrawn_because = at, reason.strip()
        waiver.full_clean()
        waiver.save()
    told = [one.place for one in chosen if one.place]
    events.append(
        verb="review.unwaived",
        subject=version.code,
        by=by,
        at=at,
        check=code,
        figures=told,
        reason=reason.strip(),
    )
    return withdrawn


def let_pass(versions: Sequence[Version]) -> dict[int, list[LetPass]]:
    """What holds in each version, by its number in the database; one query for all of them, two where any was withdrawn.

    One that was withdrawn holds in what was approved before that, and nowhere else.
    """
    given: dict[int, list[Waiver]] = {}
    known = Waiver.objects.filter(version__submission__in={one.submission_id for one in versions})
    for waiver in known.select_related("version", "by").order_by("pk"):
        given.setdefault(waiver.version.submission_id, []).append(waiver)
    withdrawn = any(one.withdrawn_at for some in given.values() for one in some)
    approved = _approved(versions) if withdrawn else {}
    found = {}
    for version in versions:
        at = approved.get(version.pk)
        stood = [one for one in given.get(version.submission_id, ()) if _stands(one, at)]
        found[version.pk] = _holding(version, stood)
    return found


def _approved(versions: Sequence[Version]) -> dict[int, datetime]:
    made = Decision.objects.filter(version__in=[one.pk for one in versions], kind=Kind.APPROVE)
    return dict(made.values_list("version_id", "at"))


def _stands(waiver: Waiver, approved: datetime | None) -> bool:
    return waiver.withdrawn_at is None or (approved is not None and approved < waiver.withdrawn_at)


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
            % {"check": warned[0].code, "places": all_told(strange), "rows": told}
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
    there = set(version.waivers.filter(withdrawn_at=None).values_list("code", "figure"))
    if again := [str(one) for one in made if (one.code, one.figure) in there]:
        raise WrongUse(
            _("%(places)s of %(version)s was let pass already.")
            % {"places": all_told(again), "version": version.code}
        )
