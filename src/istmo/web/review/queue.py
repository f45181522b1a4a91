"""What waits for a decision: the largest change first."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from istmo.collect.models import State
from istmo.people.permissions import NotAllowed, Permission, may, require
from istmo.publish.words import Words
from istmo.review.names import names
from istmo.review.queue import Waiting, waiting
from istmo.web.accounts.gate import acting
from istmo.web.accounts.refused import refused
from istmo.web.clock import now
from istmo.web.reading.opened import words_of
from istmo.web.rendered import rendered
from istmo.web.review.lines import Around, Line, line
from istmo.web.review.overlaps import sees_overlaps
from istmo.web.spoken import STATES, Told
from istmo.web.writing.page import part

#: So many versions stand on a page.
_ROWS = 40


@dataclass(frozen=True)
class Row:
    """A version that waits, as it is shown."""

    told: Waiting
    state: Told
    age: str
    change: str
    line: Line | None


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The versions that wait, for who may read the work of their agencies."""
    user = acting(request)
    try:
        require(user, Permission.READ_WORK)
    except NotAllowed as wrong:
        return refused(request, wrong)
    by_age = request.GET.get("order") == "age"
    some = part(waiting(user, now(), by_age=by_age), request, _ROWS)
    words = words_of(get_language() or "en")
    shown = {
        "rows": [
            _row(one, words, may(user, Permission.SEE_SENSITIVE, one.version.submission.agency))
            for one in some.rows
        ],
        "part": some,
        "by_age": by_age,
        "asks": "order=age&" if by_age else "",
        "settles": sees_overlaps(user),
        "freezes": may(user, Permission.FREEZE),
    }
    return rendered(request, "web/review/queue.html", shown)


def _row(one: Waiting, words: Words, sees_sensitive: bool) -> Row:
    known = names(one.version.submission.call.framework.architecture, words.lang)
    change, shown = "", None
    if one.largest:
        shown = line(one.largest, Around(known, words, (), (), (), sees_sensitive))
        change = shown.since_year if one.is_since_year else shown.since_last
    return Row(one, STATES[State(one.version.state)], _age(one), change, shown)


def _age(one: Waiting) -> str:
    if one.age.days:
        return ngettext("%(n)d day", "%(n)d days", one.age.days) % {"n": one.age.days}
    hours = one.age.seconds // 3600
    return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours} if hours else _("now")
