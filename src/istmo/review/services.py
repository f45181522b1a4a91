"""Taking a submission into review, approving it, returning it."""

from datetime import datetime

from django.db import transaction

from istmo.collect import queries, states
from istmo.collect.models import State, Version
from istmo.kernel.problem import WrongUse
from istmo.people import events
from istmo.people.models import User
from istmo.people.permissions import Permission, require
from istmo.review.models import Decision, Kind

#: Shortest beginning of a hash that may stand for it.
HASH_BEGINNING = 8


@transaction.atomic
def take(*, version: Version, by: User, at: datetime) -> None:
    """Say that the review of a submitted version has begun."""
    require(by, Permission.DECIDE, version.submission.agency)
    _refuse_superseded(version)
    states.move(version, State.IN_REVIEW)
    events.append(verb="review.taken", subject=version.code, by=by, at=at)


@transaction.atomic
def approve(*, version: Version, by: User, at: datetime, hash_: str = "", comment: str = "") -> Decision:
    """Approve exactly this version: `hash_`, if given, is its seal or the hash of one of its tables, or begins it.

    WrongUse if `by` may not, is the person who submitted it, names another hash, or the version cannot be decided.
    """
    require(by, Permission.DECIDE, version.submission.agency)
    _refuse_superseded(version)
    _refuse_other_hash(version, hash_)
    if version.submitted_by_id == by.person_id:
        raise WrongUse(
            f"{by.code} belongs to the person who submitted {version.code}. Another person has to approve it."
        )
    states.move(version, State.APPROVED)
    return _decide(Kind.APPROVE, version, by, at, comment)


@transaction.atomic
def send_back(*, version: Version, by: User, at: datetime, comment: str) -> Decision:
    """Return a version to its agency with the reason; WrongUse if `by` may not or none is given."""
    require(by, Permission.DECIDE, version.submission.agency)
    if not comment.strip():
        raise WrongUse("Say why it is returned: the agency has to know what to mend.")
    _refuse_superseded(version)
    states.move(version, State.RETURNED)
    return _decide(Kind.RETURN, version, by, at, comment.strip())


def _decide(kind: Kind, version: Version, by: User, at: datetime, comment: str) -> Decision:
    if version.submitted_by is None:
        raise RuntimeError(f"{version.code} was decided without having been submitted")
    decision = Decision(
        version=version,
        kind=kind,
        by=by,
        person=by.person,
        submitter=version.submitted_by,
        at=at,
        comment=comment,
        raw_sha256=version.raw_sha256,
        figures_sha256=version.figures_sha256,
        transactions_sha256=version.transactions_sha256,
        problems_sha256=version.problems_sha256,
    )
    decision.full_clean()
    decision.save()
    verb = "review.approved" if kind is Kind.APPROVE else "review.returned"
    events.append(verb=verb, subject=version.code, by=by, at=at, seal=version.seal)
    return decision


def _refuse_superseded(version: Version) -> None:
    later = queries.superseded_by(version)
    if later and version.state in states.OPEN:
        raise WrongUse(f"{version.code} was superseded by {later.code}: decide on that one.")


def _refuse_other_hash(version: Version, given: str) -> None:
    known = [version.seal, *version.hashes]
    if given and len(given) < HASH_BEGINNING:
        raise WrongUse(
            f"“{given}” is too short: name at least the first {HASH_BEGINNING} digits of the hash."
        )
    if given and not any(name.startswith(given.lower()) for name in known):
        raise WrongUse(
            f"{version.code} is not “{given}” but {version.seal}. Look at it again: istmo review list."
        )
