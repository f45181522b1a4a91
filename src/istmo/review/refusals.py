"""What stops a decision on a version: who may not, whose own it is, what came later, what else was meant."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from istmo.collect import queries, reach, split, states
from istmo.collect.models import Version
from istmo.kernel.problem import WrongUse
from istmo.people.models import User
from istmo.people.permissions import Permission, may, require
from istmo.review.models import Hold
from istmo.review.queries import seal_with

#: Shortest beginning of a hash that may stand for it.
HASH_BEGINNING = 8


def require_all(version: Version, by: User, permission: Permission) -> None:
    """NotAllowed unless `by` may do it with all that the version tells: its agency, its places, its nodes."""
    agency = version.submission.agency
    require(by, permission, agency)
    reach.refuse_beyond(
        reach.About(by, permission, agency, version.submission.call.framework),
        figures=version.figures_sha256,
        transactions=version.transactions_sha256,
    )


def require_word(version: Version, by: User) -> bool:
    """NotAllowed unless `by` may speak of the version: decide on it, or submit for its agency; True: it may decide."""
    decides = may(by, Permission.DECIDE, version.submission.agency)
    require_all(version, by, Permission.DECIDE if decides else Permission.SUBMIT)
    return decides


def own(version: Version, by: User, what: str) -> None:
    """WrongUse where `by` belongs to the person who submitted the version; `what` another person has to do."""
    if version.submitted_by_id == by.person_id:
        raise WrongUse(
            _("%(who)s belongs to the person who submitted %(version)s. Another person has to %(what)s.")
            % {"who": by.code, "version": version.code, "what": what}
        )


def own_hands(version: Version, by: User, what: str) -> None:
    """As :func:`own`, and where `by` belongs to who took a part of the version in, or sent one: it went through those hands."""
    own(version, by, what)
    came = version.submission.parts.select_related("received_by", "sent_by")
    hands = {version.received_by.person_id}
    for one in split.standing(came):
        hands |= {one.sender.person_id, one.received_by.person_id}
    if by.person_id in hands:
        raise WrongUse(
            _(
                "%(who)s belongs to a person who took in, or sent, a part of %(version)s. "
                "Another person has to %(what)s."
            )
            % {"who": by.code, "version": version.code, "what": what}
        )


def superseded(version: Version) -> None:
    """WrongUse where a version that waits was followed by another: that one is to be decided on."""
    later = queries.superseded_by(version)
    if later and version.state in states.OPEN:
        raise WrongUse(
            _("%(version)s was superseded by %(later)s: decide on that one.")
            % {"version": version.code, "later": later.code}
        )


def other_hash(version: Version, given: str, out: Sequence[Hold]) -> None:
    """WrongUse where `given`, unless empty, neither is nor begins the seal of the version with what is held of it.

    Where nothing is held it may also be the hash of one of its tables: that says nothing of what is held back.
    """
    sealed = seal_with(version, out)
    known = [sealed] if out else [sealed, *version.hashes]
    if given and len(given) < HASH_BEGINNING:
        raise WrongUse(
            _("“%(given)s” is too short: name at least the first %(digits)d digits of the hash.")
            % {"given": given, "digits": HASH_BEGINNING}
        )
    if given and not any(name.startswith(given.lower()) for name in known):
        raise WrongUse(
            _("%(version)s is not “%(given)s” but %(now)s. Look at it again: istmo review list.")
            % {"version": version.code, "given": given, "now": known[0]}
        )
