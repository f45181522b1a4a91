"""The crosswalk of two frameworks: which node of one is like which of the other, as a matrix and as a list."""

from collections import Counter
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from istmo.kernel.tables import TABLES
from istmo.spec.pieces import Item
from istmo.web.writing.found import read, titled
from istmo.web.writing.items import address
from istmo.web.writing.page import Desk, on_a_draft, part, show
from istmo.web.writing.words import MATCHES, Told

#: What a link says the other way round.
_TURNED = {"broad": "narrow", "narrow": "broad"}
#: So many rows and columns of a matrix stand on a page.
_ROWS, _COLUMNS = 20, 25
#: More nodes than these are typed by their code, not picked from a list; more links than these are found by their node.
_PICKED, _LINKS = 200, 150


@dataclass(frozen=True)
class Linked:
    """A link as it is shown: which two, how alike, where its form is."""

    node: str
    to: str
    framework: str
    match: str
    address: str

    @property
    def words(self) -> Told:
        """How alike the two are."""
        return MATCHES.get(self.match, self.match)


@require_safe
@on_a_draft
def crosswalk(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """The links of a framework to one other; the address says which, else the first there is."""
    path = desk.strategy(code)
    if path not in desk.files:
        raise Http404
    others = [other for other in desk.frameworks if other != code]
    links = [*_links(desk, code), *(back for other in others for back in _links(desk, other, back=code))]
    counts = Counter(link.framework for link in links)
    other = request.GET.get("with", "")
    other = other if other in others else max(others, key=lambda one: counts[one], default="")
    rows, columns = _nodes(desk, code), _nodes(desk, other)
    cells = {(link.node, link.to): link for link in links}
    some = part(rows, request, _ROWS)
    matrix = [
        (one, titled(one), [cells.get((one.code, f"{other}/{to.code}")) for to in columns[:_COLUMNS]])
        for one in some.rows
    ]
    return show(
        request, desk, "crosswalk.html", code=code, other=other, others=others, path=path, part=some, matrix=matrix,
        columns=[(one, titled(one)) for one in columns[:_COLUMNS]], more=max(0, len(columns) - _COLUMNS),
        links=[link for link in links if link.framework == other][:_LINKS], pick=len(rows) + len(columns) <= _PICKED,
        nodes=[(one.code, titled(one)) for one in rows],
        targets=[(f"{other}/{one.code}", titled(one)) for one in columns],
        matches=[(match, MATCHES[match]) for match in TABLES["links"].column("match").values],
    )  # fmt: skip


def _links(desk: Desk, code: str, back: str = "") -> list[Linked]:
    """The links in a framework's own file; back: those of another one's to a node of this, the other way round."""
    path = desk.strategy(code)
    found = []
    for one in read(desk, path):
        if one.list == "links":
            node, to, match = (str(one.fields.get(key, "")) for key in ("node", "to", "match"))
            framework, _slash, code_there = to.rpartition("/")
            where = address(desk, path, one.name)
            if not back:
                found.append(Linked(node, to, framework, match, where))
            elif framework == back:
                found.append(Linked(code_there, f"{code}/{node}", code, _TURNED.get(match, match), where))
    return found


def _nodes(desk: Desk, code: str) -> list[Item]:
    return [one for one in read(desk, desk.strategy(code)) if one.list == "nodes"]
