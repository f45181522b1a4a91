"""What those who review ask of an agency: figures that are held, comments on its figures; and the agency's answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from istmo.collect.models import State, Version
from istmo.kernel.period import code_of
from istmo.kernel.problem import WrongUse
from istmo.people.words import ROLES as ROLES_OF_PEOPLE
from istmo.review import comments
from istmo.review.held import Figure, Place, figures
from istmo.review.models import Comment, Hold
from istmo.review.names import Names, names
from istmo.review.queries import held
from istmo.review.threads import Thread, thread, threads
from istmo.web.calls.page import Desk
from istmo.web.review.said import about
from istmo.web.review.words import ROLES, STANDINGS
from istmo.web.spoken import Told

#: Where it stands on its page.
ANCHOR = "asked-back"
#: So many comments and holds are told; all of them stand on the page of the comments and in the handover.
_MOST = 20
#: So many figures of a row are named.
_NAMED = 2


@dataclass(frozen=True)
class Spoken:
    """A comment with its state and its figure, in words."""

    told: Thread
    standing: Told
    about: str


@dataclass(frozen=True)
class Doubt:
    """A row or cell that is held: where, what it is about, by whom in which role, and what was said of it since."""

    hold: Hold
    where: str
    about: str
    role: Told
    spoken: tuple[Spoken, ...]

    @property
    def comment(self) -> int | str:
        """The comment that an answer goes to; empty: the answer is the first word."""
        return next((one.told.comment.pk for one in self.spoken if not one.told.is_settled), "")

    @property
    def place(self) -> str:
        """How a form names it: its cell or row."""
        return self.hold.cell or str(self.hold.row)


@dataclass(frozen=True)
class Back:
    """Everything that is asked back of one version; more: how many comments and holds are not told."""

    version: Version
    doubts: tuple[Doubt, ...]
    spoken: tuple[Spoken, ...]
    more: int

    @property
    def is_open(self) -> bool:
        """Whether the version waits for a decision."""
        return self.version.state in (State.SUBMITTED, State.IN_REVIEW)

    def __bool__(self) -> bool:
        """Whether anything is asked."""
        return bool(self.doubts or self.spoken)


@dataclass(frozen=True)
class Typed:
    """An answer as it was typed: to a comment by its number, or the first word on a held place."""

    comment: str = ""
    place: str = ""
    text: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> "Typed":
        """From the form."""
        return cls(*(request.POST.get(name, "") for name in ("comment", "place", "text")))


def asked_back(desk: Desk, version: Version) -> Back:
    """What is held of a version and what was said of it and is not settled.

    A query for each, where there is any: versions of :func:`looked_at` know whether.
    """
    holds = held(version) if getattr(version, "has_holds", True) and version.state != State.DRAFT else []
    said = threads(version) if getattr(version, "has_comments", True) else []
    open_ = [one for one in said if not one.is_settled]
    if not holds and not open_:
        return Back(version, (), (), 0)
    known = names(desk.call.framework.architecture, get_language() or "en")
    there = figures(version, sorted({hold.row for hold in holds})) if holds else []
    doubts = [_doubt(hold, there, said, known) for hold in holds[:_MOST]]
    at_doubts = {one.told.comment.pk for doubt in doubts for one in doubt.spoken}
    others = [_spoken(one, known) for one in open_ if one.comment.pk not in at_doubts]
    more = max(0, len(holds) - _MOST) + max(0, len(others) - _MOST)
    return Back(version, tuple(doubts), tuple(others[:_MOST]), more)


def looked_at(versions: QuerySet[Version]) -> QuerySet[Version]:
    """The versions with their decisions, and whether anything is held or said of each."""
    holds = Hold.objects.filter(version=OuterRef("pk"), lifted_at__isnull=True)
    said = Comment.objects.filter(submission=OuterRef("submission"))
    return versions.select_related("decision").annotate(has_holds=Exists(holds), has_comments=Exists(said))


def answer(desk: Desk, version: Version, typed: Typed) -> str:
    """Answer a comment, or say the first word on what is held; the sentence that tells it. WrongUse as the service says."""
    if typed.comment:
        if not typed.comment.isdecimal() or len(typed.comment) > 15:
            raise WrongUse(_("There is no such comment any more. Look at the page again."))
        asked = thread(int(typed.comment), version).comment
        comments.answer(comment=asked, text=typed.text, by=desk.user, at=desk.at)
    else:
        places = [typed.place] if typed.place else []
        comments.comment(version=version, figures=places, text=typed.text, by=desk.user, at=desk.at)
    return _("Your answer is kept. Who reviews it finds it beside the figure.")


def _doubt(hold: Hold, there: Sequence[Figure], said: Sequence[Thread], known: Names) -> Doubt:
    place = Place(hold.row, hold.cell)
    held_here = [one for one in there if one.stands_at(place)]
    told = [_figure(one, known) for one in held_here[:_NAMED]]
    left = len(held_here) - len(told)
    if left > 0:
        told.append(ngettext("and %(n)d more", "and %(n)d more", left) % {"n": left})
    here = [one for one in said if any(_at(one_now.row, one_now.at, place) for one_now in one.now)]
    return Doubt(
        hold,
        place.told,
        "; ".join(told),
        ROLES_OF_PEOPLE[hold.by.role],  # type: ignore[index]
        tuple(_spoken(one, known) for one in here),
    )


def _at(row: int | None, at: str | None, place: Place) -> bool:
    return row == place.row and place.cell in ("", at)


def _figure(one: Figure, known: Names) -> str:
    told = (
        known.indicators.get(one.indicator, one.indicator),
        known.places.get(one.place, one.place),
        code_of(one.period_start, one.period_end) if one.period_start or one.period_end else "",
        str(ROLES.get(one.role, one.role)) if one.role != "result" else "",
        one.breakdown.replace(";", ", ").replace("=", ": "),
    )
    return ", ".join(part for part in told if part)


def _spoken(one: Thread, known: Names) -> Spoken:
    return Spoken(one, STANDINGS[one.comment.standing], about(one, known.indicators, known.places))
