"""What a form of a version does: each button calls one service; what is refused keeps all that was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from istmo.kernel.problem import WrongUse
from istmo.review import clearance, comments, recall, services, waivers
from istmo.review.rows import all_told
from istmo.web.clock import now
from istmo.web.review.page import Desk


@dataclass(frozen=True)
class Typed:
    """What a form carries. figures: rows and cells that were ticked or written; seal: what its page showed."""

    do: str = ""
    figures: tuple[str, ...] = ()
    text: str = ""
    check: str = ""
    seal: str = ""
    held: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> "Typed":
        """From a form that was posted."""
        post = request.POST
        written = post.get("rows", "").replace(",", " ").split()
        return cls(
            post.get("do", ""),
            tuple(dict.fromkeys([*post.getlist("figure"), *written])),
            post.get("text", ""),
            post.get("check", ""),
            post.get("seal", ""),
            post.get("held", ""),
        )


def do(desk: Desk, typed: Typed) -> str:
    """Do what was asked and give the sentence that tells it; WrongUse as the service says it."""
    act = ACTS.get(typed.do)
    if act is None:
        raise WrongUse(_("This page has no such button any more. Look at it again."))
    return act(desk, typed)


def _hold(desk: Desk, typed: Typed) -> str:
    _chosen(typed)
    made = services.hold(
        version=desk.version, figures=typed.figures, reason=typed.text, by=desk.user, at=now()
    )
    return _("Held: %(places)s.") % {"places": all_told(made)}


def _lift(desk: Desk, typed: Typed) -> str:
    _chosen(typed)
    # A hold on a whole row is lifted by the row, which the page ticks by its cell.
    rows = {f"{hold.row}" for hold in desk.holds if not hold.cell}
    named = [_row(one) if _row(one) in rows else one for one in typed.figures]
    lifted = services.lift(version=desk.version, figures=named, reason=typed.text, by=desk.user, at=now())
    return _("No longer held: %(places)s.") % {"places": all_told(lifted)}


def _comment(desk: Desk, typed: Typed) -> str:
    made = comments.comment(
        version=desk.version, figures=typed.figures, text=typed.text, by=desk.user, at=now()
    )
    return ngettext("Said, as comment %(numbers)s.", "Said, as comments %(numbers)s.", len(made)) % {
        "numbers": ", ".join(str(one.pk) for one in made)
    }


def _waive(desk: Desk, typed: Typed) -> str:
    made = waivers.waive(
        version=desk.version,
        code=typed.check,
        figures=typed.figures,
        reason=typed.text,
        by=desk.user,
        at=now(),
    )
    return _("Let pass: %(places)s.") % {"places": all_told(made)}


def _unwaive(desk: Desk, typed: Typed) -> str:
    made = waivers.withdraw(
        version=desk.version,
        code=typed.check,
        figures=typed.figures,
        reason=typed.text,
        by=desk.user,
        at=now(),
    )
    return _("Withdrawn: %(places)s.") % {"places": all_told(made)}


def _approve(desk: Desk, typed: Typed) -> str:
    _unchanged(desk, typed)
    services.approve(version=desk.version, by=desk.user, at=now(), hash_=typed.seal, comment=typed.text)
    return _("Approved: %(version)s.") % {"version": desk.version.code}


def _clear(desk: Desk, typed: Typed) -> str:
    _unchanged(desk, typed)
    made = clearance.clear(version=desk.version, by=desk.user, at=now(), hash_=typed.seal, comment=typed.text)
    return _("Passed: %(step)s.") % {"step": made.step.name}


def _return(desk: Desk, typed: Typed) -> str:
    services.send_back(version=desk.version, by=desk.user, at=now(), comment=typed.text)
    return _("Returned to its agency: %(version)s.") % {"version": desk.version.code}


def _recall(desk: Desk, typed: Typed) -> str:
    recall.recall(version=desk.version, reason=typed.text, by=desk.user, at=now())
    return _("Recalled: %(version)s. Submit it again when it is right.") % {"version": desk.version.code}


#: By the name of the button.
ACTS: Mapping[str, Callable[[Desk, Typed], str]] = {
    "hold": _hold,
    "lift": _lift,
    "comment": _comment,
    "waive": _waive,
    "unwaive": _unwaive,
    "approve": _approve,
    "clear": _clear,
    "return": _return,
    "recall": _recall,
}


def _chosen(typed: Typed) -> None:
    if not typed.figures:
        raise WrongUse(_("Tick the figures that are meant first."))


def _unchanged(desk: Desk, typed: Typed) -> None:
    """WrongUse, saying what is other now, where the form is of a page that showed something else."""
    if typed.seal == desk.seal:
        return
    was = set(filter(None, typed.held.split("\t")))
    is_now = {str(hold) for hold in desk.holds}
    told = [
        _("Held since then: %(places)s.") % {"places": all_told(sorted(is_now - was))}
        if is_now - was
        else "",
        _("Not held any more: %(places)s.") % {"places": all_told(sorted(was - is_now))}
        if was - is_now
        else "",
    ]
    raise WrongUse(
        " ".join(
            part
            for part in (
                _("What you looked at has changed since this page was opened; nothing was decided."),
                *told,
                _("Look at it as it is now and decide again."),
            )
            if part
        )
    )


def _row(figure: str) -> str:
    """The row of a figure that is named by its cell or row."""
    return "".join(char for char in figure.rpartition("!")[2] if char.isdecimal())
