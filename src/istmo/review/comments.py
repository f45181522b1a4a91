"""Speaking of figures: a comment on a cell, a row or the whole, answers, and that it is resolved. Texts are only added."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from istmo.collect.models import State, Version
from istmo.kernel.problem import WrongUse
from istmo.people import events
from istmo.people.models import User
from istmo.people.permissions import Permission
from istmo.review import held, keys, refusals
from istmo.review.models import Comment, Remark, Standing

#: The events of comments; each tells the hash of its text.
SAID = ("review.commented", "review.answered", "review.resolved")


@transaction.atomic
def comment(
    *, version: Version, text: str, by: User, at: datetime, figures: Sequence[str] = ()
) -> list[Comment]:
    """Comment on figures of a version, one comment for each row or cell named, or on the whole where none is named.

    figures: row numbers, or cells such as `Results!F12`, as the reporter sees them. Who may decide on the version or
    submit for its agency may comment. WrongUse if `by` may not, the text is empty, or there is no such figure.
    """
    refusals.require_word(version, by)
    said = _said(text)
    if version.state == State.DRAFT:
        raise WrongUse(
            _("%(version)s is a draft: comment on it once it is submitted.") % {"version": version.code}
        )
    made = []
    for place in held.places(version, figures) if figures else (None,):
        about = [found.key.text for found in keys.standing_at(version, [place])] if place else []
        one = Comment(
            submission=version.submission,
            version=version,
            figures="\n".join(about),
            place=str(place) if place else "",
        )
        one.full_clean()
        one.save()
        _remark(one, said, by, at, SAID[0])
        made.append(one)
    return made


@transaction.atomic
def answer(*, comment: Comment, text: str, by: User, at: datetime) -> Remark:
    """Answer a comment. From the agency it is answered then; from who may decide it is open, resolved or not before.

    WrongUse if `by` may not speak of the version, or the text is empty.
    """
    decides = refusals.require_word(comment.version, by)
    said = _said(text)
    _move(comment, Standing.OPEN if decides else Standing.ANSWERED)
    return _remark(comment, said, by, at, SAID[1])


@transaction.atomic
def resolve(*, comment: Comment, text: str, by: User, at: datetime) -> None:
    """Say that a comment is settled, and how. WrongUse if `by` may not decide, submitted it, or it is settled."""
    refusals.require_all(comment.version, by, Permission.DECIDE)
    refusals.own(comment.version, by, _("say that the comment is settled"))
    said = _said(text)
    if _move(comment, Standing.RESOLVED) == Standing.RESOLVED:
        raise WrongUse(_("Comment %(number)d is resolved already.") % {"number": comment.pk})
    _remark(comment, said, by, at, SAID[2])


def _said(text: str) -> str:
    if not text.strip():
        raise WrongUse(_("Write what there is to say: the text is empty."))
    return text.strip()


def _move(comment: Comment, to: Standing) -> str:
    """Move it, under the lock of its row; give where it stood."""
    held = Comment.objects.select_for_update().get(pk=comment.pk)
    before, held.standing = held.standing, to
    held.save(update_fields=["standing"])
    comment.standing = to
    return before


def _remark(comment: Comment, text: str, by: User, at: datetime, verb: str) -> Remark:
    one = Remark(comment=comment, text=text, by=by, person=by.person, at=at)
    one.full_clean()
    one.save()
    events.append(
        verb=verb,
        subject=comment.version.code,
        by=by,
        at=at,
        comment=comment.pk,
        remark=one.pk,
        place=comment.place,
        sha256=digest(text),
    )
    return one


def digest(text: str) -> str:
    """The hash of a text, as the log tells it."""
    return sha256(text.encode()).hexdigest()
