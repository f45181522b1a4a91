"""Reading comments: what was said, where the figure stands now, and whether the log still agrees with the texts."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from istmo.collect.models import Submission, Version
from istmo.kernel.problem import WrongUse
from istmo.people.models import Event
from istmo.review import keys, rows
from istmo.review.comments import SAID, digest
from istmo.review.held import Place
from istmo.review.keys import Found, Key
from istmo.review.models import Comment, Remark, Standing


@dataclass(frozen=True)
class Thread:
    """A comment with all that was said; `now`: its figures as they stand in the version that is looked at."""

    comment: Comment
    remarks: tuple[Remark, ...]
    now: tuple[Found, ...] = ()

    @property
    def keys(self) -> list[Key]:
        """The figures it is about; none where it is about the whole."""
        return [Key.read(line) for line in self.comment.figures.splitlines()]

    @property
    def is_gone(self) -> bool:
        """Whether it is about figures, and none of them stands in that version."""
        return bool(self.comment.figures) and not self.now

    @property
    def place(self) -> str:
        """Where its first figure stands now: the cell, or `row 12`; empty for the whole and for what is gone."""
        return next((Place(one.row or 0, one.at or "").told for one in self.now), "")

    @property
    def stood(self) -> str:
        """Where it stood when it was made, in the language of whoever reads."""
        return rows.told(self.comment.place)

    @property
    def is_settled(self) -> bool:
        """Whether it is resolved."""
        return self.comment.standing == Standing.RESOLVED


def threads(version: Version, submission: Submission | None = None) -> list[Thread]:
    """All comments on the submission of a version, those not resolved first, each placed in that version; one query."""
    said = (
        Remark.objects.filter(comment__submission=submission or version.submission_id)
        .select_related("comment__version__submission__call", "comment__version__submission__agency", "by")
        .order_by("comment_id", "pk")
    )
    found = [
        Thread(remarks[0].comment, tuple(remarks))
        for remarks in (list(group) for _number, group in groupby(said, key=lambda one: one.comment_id))
    ]
    placed = _placed(version, found)
    return sorted(placed, key=lambda thread: (thread.is_settled, thread.comment.pk))


def thread(number: int, version: Version) -> Thread:
    """One of them by its number; WrongUse, naming those there are, if the submission has no such comment."""
    every = threads(version)
    found = next((one for one in every if one.comment.pk == number), None)
    if found is None:
        known = ", ".join(str(one.comment.pk) for one in every[:12])
        told = _("It has %(numbers)s.") % {"numbers": known} if known else _("It has none.")
        raise WrongUse(
            _("%(submission)s has no comment %(number)d. %(told)s")
            % {"submission": version.submission, "number": number, "told": told}
        )
    return found


def comment(number: int) -> Comment:
    """The comment of that number; WrongUse if there is none."""
    of = "version__submission__call__framework__architecture"
    found = (
        Comment.objects.select_related(of, "version__submission__agency", "version__submitted_by")
        .filter(pk=number)
        .first()
    )
    if found is None:
        raise WrongUse(f"There is no comment {number}. See: istmo review comments CALL/AGENCY.")
    return found


def altered() -> Iterator[str]:
    """Every text that is not what the log says was written, is missing or was put in; in sentences."""
    told = {}
    for details in Event.objects.filter(verb__in=SAID).order_by("seq").values_list("details", flat=True):
        said = json.loads(details)
        told[said["remark"]] = said["sha256"]
    for number, text in Remark.objects.order_by("pk").values_list("pk", "text"):
        if told.pop(number, "") != digest(text):
            yield f"text {number} of a comment is not what was written"
    for number in told:
        yield f"text {number} of a comment is missing"


def _placed(version: Version, found: Sequence[Thread]) -> list[Thread]:
    there = keys.where(version, (key for thread in found for key in thread.keys))
    return [
        Thread(one.comment, one.remarks, tuple(there[key] for key in one.keys if key in there))
        for one in found
    ]
