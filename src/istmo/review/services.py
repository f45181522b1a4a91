"""Taking a submission into review, holding figures of it, approving or returning it; settling overlaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from istmo.collect import reach, states
from istmo.collect.models import State, Version
from istmo.framework.models import FrameworkVersion
from istmo.kernel.problem import WrongUse
from istmo.kernel.quantity import plain
from istmo.people import events
from istmo.people import queries as people
from istmo.people.models import Scope, User
from istmo.people.permissions import NotAllowed, Permission, limits, require
from istmo.review import clearance, overlaps, refusals
from istmo.review import held as held_figures
from istmo.review.models import Combine, Decision, Hold, Kind, Settlement
from istmo.review.queries import held, held_hash, seal, settlements, unresolved

#: The event of a decision on an overlap.
SETTLED = "review.settled"


@transaction.atomic
def take(*, version: Version, by: User, at: datetime) -> None:
    """Say that the review of a submitted version has begun."""
    refusals.require_all(version, by, Permission.DECIDE)
    refusals.superseded(version)
    states.move(version, State.IN_REVIEW)
    events.append(verb="review.taken", subject=version.code, by=by, at=at)


@transaction.atomic
def approve(*, version: Version, by: User, at: datetime, hash_: str = "", comment: str = "") -> Decision:
    """Approve exactly this version, without what is held: `hash_`, if given, is or begins `queries.seal`.

    Where nothing is held it may also be the hash of one of its tables. WrongUse if `by` may not, is the person who
    submitted it, names another hash, everything is held, or the version cannot be decided.
    """
    refusals.require_all(version, by, Permission.DECIDE)
    refusals.superseded(version)
    refusals.own_hands(version, by, _("approve it"))
    clearance.refuse_unpassed(version)
    states.move(version, State.APPROVED)
    # Read after the move has locked the version: nobody holds or lifts between what is read and what is decided.
    out = held(version)
    refusals.other_hash(version, hash_, out)
    if held_figures.all_held(version, out):
        raise WrongUse(
            _("Everything in %(version)s is held. Return it, or lift a hold: istmo review lift.")
            % {"version": version.code}
        )
    return _decide(Decision(version=version, kind=Kind.APPROVE, at=at, comment=comment), by, out)


@transaction.atomic
def send_back(*, version: Version, by: User, at: datetime, comment: str) -> Decision:
    """Return a version to its agency with the reason; WrongUse if `by` may not or none is given.

    Comments that are not resolved go with it: the log names them, and the agency finds them beside its figures.
    """
    refusals.require_all(version, by, Permission.DECIDE)
    if not comment.strip():
        raise WrongUse(_("Say why it is returned: the agency has to know what to mend."))
    refusals.superseded(version)
    states.move(version, State.RETURNED)
    decision = Decision(version=version, kind=Kind.RETURN, at=at, comment=comment.strip())
    return _decide(decision, by, [], comments=unresolved(version.submission))


@transaction.atomic
def hold(*, version: Version, figures: Sequence[str], reason: str, by: User, at: datetime) -> list[Hold]:
    """Hold figures of a version that waits for a decision: its approval leaves them out until the hold is lifted.

    figures: row numbers, or cells such as `Results!F12`, as the reporter sees them. WrongUse if `by` may not, is the
    person who submitted it, gives no reason, names what is not there or held already, or the version is decided.
    """
    refusals.require_all(version, by, Permission.DECIDE)
    refusals.own(version, by, _("hold a figure of it"))
    refusals.superseded(version)
    if not reason.strip():
        raise WrongUse(_("Say why it is held: the agency has to know what is in doubt."))
    states.wait(version)
    places = held_figures.free_places(version, held(version), figures)
    made = [
        Hold(
            version=version,
            row=place.row,
            cell=place.cell,
            reason=reason.strip(),
            by=by,
            person=by.person,
            submitter=version.submitted_by,
            at=at,
        )
        for place in places
    ]
    for one in made:
        one.full_clean()
        one.save()
    events.append(
        verb="review.held",
        subject=version.code,
        by=by,
        at=at,
        figures=[str(one) for one in made],
        reason=reason.strip(),
        seal=seal(version),
    )
    return made


@transaction.atomic
def lift(*, version: Version, figures: Sequence[str], reason: str, by: User, at: datetime) -> list[Hold]:
    """Lift holds: before the decision the figures are a part of it again; after an approval this approves them.

    WrongUse if `by` may not, is the person who submitted it, gives no reason, or names what is not held.
    """
    refusals.require_all(version, by, Permission.DECIDE)
    refusals.own_hands(version, by, _("lift a hold on it"))
    if not reason.strip():
        raise WrongUse(_("Say why the hold is lifted: what was in doubt, and what settled it."))
    states.lock(version)
    lifted = held_figures.named(version, held(version), figures)
    for one in lifted:
        one.lifted_by, one.lifter, one.lifted_at, one.lifted_because = by, by.person, at, reason.strip()
        one.full_clean()
        one.save()
    events.append(
        verb="review.lifted",
        subject=version.code,
        by=by,
        at=at,
        figures=[str(one) for one in lifted],
        reason=reason.strip(),
        seal=seal(version),
    )
    return lifted


def _decide(decision: Decision, by: User, out: Sequence[Hold], comments: Sequence[int] = ()) -> Decision:
    version = decision.version
    if version.submitted_by is None:
        raise RuntimeError(f"{version.code} was decided without having been submitted")
    decision.by, decision.person, decision.submitter = by, by.person, version.submitted_by
    decision.raw_sha256, decision.figures_sha256 = version.raw_sha256, version.figures_sha256
    decision.transactions_sha256 = version.transactions_sha256
    decision.problems_sha256, decision.held_sha256 = version.problems_sha256, held_hash(out)
    decision.full_clean()
    decision.save()
    for one in out:
        one.decision = decision
        one.save(update_fields=["decision"])
    verb = "review.approved" if decision.kind == Kind.APPROVE else "review.returned"
    told: dict[str, object] = {"held": [str(one) for one in out]} if out else {}
    if comments:
        told["comments"] = list(comments)
    events.append(verb=verb, subject=version.code, by=by, at=decision.at, seal=version.seal, **told)
    return decision


@dataclass(frozen=True)
class Overlap:
    """How several series count together: `sum`, `max`, `custom` with its `value` as text, or `open` again."""

    indicator: str
    place: str
    period: str
    decision: str
    value: str = ""


def settle(*, overlap: Overlap, reason: str, by: User, at: datetime) -> Settlement:
    """Decide an overlap; the last decision on the same indicator, place and period stands.

    `open` withdraws the decision before. `sum` and `max` may be decided before the figures are there. WrongUse if `by`
    may not, gives no reason, the framework imported last has no such indicator or place or never adds the indicator
    up, or a custom total is less than the largest part or more than the sum of what is approved.
    """
    require(by, Permission.SETTLE)
    _refuse_overlap_beyond(overlap, by)
    if not reason.strip():
        raise WrongUse(_("Say why: who looked at the overlap, and what was found."))
    settlement = overlaps.as_settlement(overlap.indicator, overlap.place, overlap.period)
    settlement.decision, settlement.value = overlap.decision, overlaps.exact(overlap.decision, overlap.value)
    settlement.reason, settlement.by, settlement.person, settlement.at = reason.strip(), by, by.person, at
    if settlement.decision == Combine.OPEN:
        _refuse_undecided(settlement)
    else:
        found = overlaps.ends(settlement)
        if settlement.value:
            overlaps.refuse_outside(settlement, found)
        if found:
            settlement.low, settlement.high = ("" if end is None else plain(end) for end in found[:2])
    return _record(settlement)


def _refuse_overlap_beyond(overlap: Overlap, by: User) -> None:
    """NotAllowed where the overlap lies outside of the account's places or nodes, or an agency that takes part in it."""
    framework = FrameworkVersion.objects.order_by("pk").last()
    if framework is not None:
        about = reach.About(by, Permission.SETTLE, None, framework)
        reach.refuse_one(about, indicator=overlap.indicator, place=overlap.place)
    if by.scopes.filter(kind=Scope.Kind.AGENCY).exists():
        parties = overlaps.parties(overlap.indicator, overlap.place)
        for code in parties:
            require(by, Permission.SETTLE, people.agency(code))
        if not parties:
            raise NotAllowed(
                f"{by.code} is limited to {limits(by)}, and nothing approved shows yet whose figures of "
                f"{overlap.indicator} overlap at {overlap.place}. Ask the coordinator."
            )


def _refuse_undecided(settlement: Settlement) -> None:
    if str(settlement) not in map(str, settlements()):
        raise WrongUse(
            _("Nothing is decided for %(about)s: there is no decision to withdraw.") % {"about": settlement}
        )


@transaction.atomic
def _record(settlement: Settlement) -> Settlement:
    settlement.full_clean()
    settlement.save()
    events.append(
        verb=SETTLED,
        subject=str(settlement),
        by=settlement.by,
        at=settlement.at,
        decision=settlement.decision,
        value=settlement.value,
        low=settlement.low,
        high=settlement.high,
        reason=settlement.reason,
    )
    return settlement
