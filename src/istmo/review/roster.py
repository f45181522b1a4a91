"""Changes of the roster that a version proposes: taken over into a draft of the framework, or refused, with the reason.

Nothing that is published changes: the draft is looked at, published by whoever may, and from then on the next call asks,
and the next release holds, what it says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from istmo.collect.models import Change, Proposal, State, Version
from istmo.framework import queries as frameworks
from istmo.framework import services as writing
from istmo.framework import stored
from istmo.framework.models import Architecture, Draft
from istmo.kernel.problem import WrongUse
from istmo.people import events
from istmo.people.models import User
from istmo.people.permissions import Permission, require
from istmo.review import refusals
from istmo.review.models import RosterDecision
from istmo.spec import architecture as spec

#: The register of our own activities.
REGISTER = "activities.csv"
_LIST = "activities"


@dataclass(frozen=True)
class Proposed:
    """A proposal of a version; decision: on it, or on the same in an earlier version of the answer."""

    proposal: Proposal
    decision: RosterDecision | None


def proposed(version: Version) -> list[Proposed]:
    """What a version proposes, in its order, with what was decided on the same in this version or another; two queries."""
    made = RosterDecision.objects.filter(proposal__version__submission=version.submission_id)
    decided = {
        one.proposal.said: one for one in made.select_related("proposal", "by", "draft").order_by("pk")
    }
    return [Proposed(one, decided.get(one.said)) for one in version.proposals.all()]


@transaction.atomic
def decide(
    *, version: Version, position: int, accept: bool, reason: str, by: User, at: datetime
) -> RosterDecision:
    """Take a proposal over into the draft that follows the framework published last, which is begun if there is none.

    WrongUse if `by` proposed it, no reason is given, it is decided or only a remark, the version is not the last one
    submitted, or what it says is not of the framework: then it is to be written into the draft by hand.
    """
    refusals.require_all(version, by, Permission.DECIDE)
    require(by, Permission.DRAFT_FRAMEWORK)
    refusals.own(version, by, _("decide on its roster"))
    found = _found(version, position)
    if not reason.strip():
        raise WrongUse(_("Say why: the agency has to know what becomes of what it proposed."))
    if version.submitted_by is None or version.state in (State.RETURNED, State.RECALLED):
        raise WrongUse(
            _("%(version)s went back to its agency: wait for the next.") % {"version": version.code}
        )
    draft = _taken_over(found, by, at) if accept else None
    decision = RosterDecision(proposal=found, draft=draft, reason=reason.strip(), by=by, at=at)
    decision.person, decision.submitter = by.person, version.submitted_by
    decision.full_clean()
    decision.save()
    told = {"draft": draft.pk} if draft else {}
    verb = "review.roster_accepted" if draft else "review.roster_refused"
    events.append(
        verb=verb, subject=version.code, by=by, at=at, change=str(found), reason=reason.strip(), **told
    )
    return decision


def _found(version: Version, position: int) -> Proposal:
    # The version's row is the lock: two who decide at once decide one after the other.
    Version.objects.select_for_update().get(pk=version.pk)
    found = next((one for one in proposed(version) if one.proposal.position == position), None)
    if found is None:
        raise WrongUse(
            _("%(version)s proposes no change %(n)s of the roster.")
            % {"version": version.code, "n": position}
        )
    if found.decision:
        raise WrongUse(_("This is decided already: %(what)s.") % {"what": found.decision.reason})
    return found.proposal


def _taken_over(proposal: Proposal, by: User, at: datetime) -> Draft:
    if proposal.change == Change.REMARK:
        raise WrongUse(_("It is a remark, and changes nothing. Refuse it, with an answer."))
    latest = frameworks.latest()
    draft = frameworks.all_drafts().filter(base=latest, published=None, dropped_at=None).first()
    draft = draft or writing.begin_draft(title=_title(proposal), base=latest, by=by, at=at)
    fields = _fields(proposal)
    _refuse_unknown(fields, latest)
    item = next((one for one in frameworks.items(draft, REGISTER) if one.code == proposal.activity), None)
    if proposal.change == Change.ADD:
        about = {"code": proposal.activity, "title": proposal.title, "agency": proposal.agency}
        given = about | fields | ({"note": proposal.note} if proposal.note else {})
        writing.add_item(draft=draft, path=REGISTER, into=_LIST, fields=given, by=by, at=at)
    elif item is None:
        raise WrongUse(
            _("The draft %(draft)s has no activity %(code)s any more.")
            % {"draft": draft.pk, "code": proposal.activity}
        )
    else:
        writing.change_item(
            draft=draft, path=REGISTER, item=item.name, seen=item.hash, fields=fields, by=by, at=at
        )
    return draft


def _title(proposal: Proposal) -> str:
    return str(_("Roster after %(call)s") % {"call": proposal.version.submission.call.code})


def _fields(proposal: Proposal) -> dict[str, object]:
    """What is other than it was."""
    told = {"place": proposal.place, "node": proposal.node, "ends_on": proposal.ends_on}
    if proposal.change == Change.ADD:
        told["starts_on"] = proposal.starts_on
        return {name: value for name, value in told.items() if value}
    was = {"place": proposal.was_place, "node": proposal.was_node, "ends_on": proposal.was_ends_on}
    return {name: value or None for name, value in told.items() if value != was[name]}


def _refuse_unknown(fields: Mapping[str, object], latest: Architecture) -> None:
    with stored.scratch() as work:
        known = spec.load(frameworks.unpack(latest, work / "architecture"))
    nodes = known.codes("nodes") | {f"{row['framework']}/{row['code']}" for row in known.records("nodes")}
    for name, there in (("place", known.codes("places")), ("node", nodes)):
        if fields.get(name) and fields[name] not in there:
            raise WrongUse(
                _(
                    "“%(said)s” is no code of the framework. Refuse it, or write the activity into a draft by hand, "
                    "with the code that is meant."
                )
                % {"said": fields[name]}
            )
