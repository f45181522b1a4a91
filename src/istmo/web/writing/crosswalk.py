"""The crosswalk of two frameworks: which node of one is like which of the other, as a matrix and as a list."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from istmo.kernel.tables import TABLES
from istmo.spec.pieces import Item
from istmo.web.writing.found import read, titled
from istmo.web.writing.items import address
from istmo.web.writing.page import Desk, on_a_draft, part, show
from istmo.web.writing.words import MATCHES, Told

#: So many rows and columns of a matrix stand on a page.
_ROWS, _COLUMNS = 20, 25


@dataclass(frozen=True)
class Linked:
    """A link as it is shown: which two, how alike, where its form is."""

    node: str
    to: str
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
    other = request.GET.get("with", "")
    other = other if other in others else next(iter(others), "")
    links = [
        Linked(str(one.fields.get("node")), str(one.fields.get("to")), str(one.fields.get("match")),
               address(desk, path, one.name))
        for one in read(desk, path)
        if one.list == "links"
    ]  # fmt: skip
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
        links=links, nodes=[(one.code, titled(one)) for one in rows],
        targets=[(f"{other}/{one.code}", titled(one)) for one in columns],
        matches=[(match, MATCHES[match]) for match in TABLES["links"].column("match").values],
    )  # fmt: skip


def _nodes(desk: Desk, code: str) -> list[Item]:
    return [one for one in read(desk, desk.strategy(code)) if one.list == "nodes"]
