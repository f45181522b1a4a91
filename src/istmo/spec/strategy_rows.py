"""From `strategy.yaml` to rows of frameworks, nodes, node_parents, links, horizons and sections."""

from typing import Any

from istmo.spec.draft import Draft
from istmo.spec.items import Reader
from istmo.spec.models import Horizon, Link, Node, Passage, Strategy
from istmo.spec.yaml_file import Document, Loc

_LISTS = ("nodes", "horizons", "links")
STRATEGY_TABLES = ("frameworks", "nodes", "node_parents", "links", "horizons", "sections")


def add_strategy(document: Document, draft: Draft, folder: str) -> None:
    """Read one strategy whose folder is called `folder`; its code must be the folder's name."""
    reader = Reader(document, draft)
    raw = document.value
    head = {key: value for key, value in raw.items() if key not in _LISTS} if isinstance(raw, dict) else raw
    strategy = reader.one(Strategy, head, ())
    if strategy is None:
        draft.incomplete.update(STRATEGY_TABLES)
    elif strategy.code != folder:
        found = f"the framework is called {strategy.code}, and its folder {folder}"
        draft.wrong("folder_name", document.where(("code",)), found, "give both the same name")
    lists = raw if isinstance(raw, dict) else {}
    writer = _Writer(reader, folder)
    if strategy is not None:
        writer.framework(strategy)
    for node, loc in reader.many(Node, lists.get("nodes"), ("nodes",), "nodes", "node_parents"):
        writer.node(node, loc, None)
    writer.also_under()
    for horizon, loc in reader.many(Horizon, lists.get("horizons"), ("horizons",)):
        writer.horizon(horizon, loc)
    for link, loc in reader.many(Link, lists.get("links"), ("links",)):
        writer.link(link, loc)


def _span(span: tuple[int, int] | None) -> dict[str, int | None]:
    return {"char_start": span[0] if span else None, "char_end": span[1] if span else None}


class _Writer:
    """Writes the rows of one framework; nodes are numbered in the order they are read."""

    def __init__(self, reader: Reader, framework: str) -> None:
        self.reader, self.draft, self.framework_code = reader, reader.draft, framework
        self.nodes = 0
        self.second_parents: list[tuple[str, str, Loc]] = []
        self.parents_of: dict[str, int] = {}

    def framework(self, strategy: Strategy) -> None:
        code, mission = self.framework_code, strategy.mission
        at = self.reader.at((), source=("mission", "source"), char_start=("mission", "span"))
        words: dict[str, Any] = {"title": strategy.title, "legal_basis": strategy.legal_basis}
        words["mission"] = mission.text if mission else None
        self.draft.add(
            "frameworks",
            at,
            code=code,
            version=strategy.version,
            standing=strategy.standing,
            illustrative=strategy.illustrative,
            effective_on=strategy.effective_on,
            zero_date=strategy.zero_date,
            share_needed=strategy.share_needed,
            funds_from=strategy.funds_from,
            lag_months=strategy.lag_months,
            sheets=strategy.sheets,
            source=mission.source if mission else None,
            **_span(mission.span if mission else None),
            **self.draft.words("frameworks", code, at, **words),
        )
        for part in type(strategy.sections).model_fields:
            for place, passage in enumerate(getattr(strategy.sections, part)):
                self.section(passage, part, place)

    def section(self, passage: Passage, part: str, place: int) -> None:
        at = self.reader.at(("sections", part, place))
        code = f"{self.framework_code}:{part}:{place + 1}"
        self.draft.add(
            "sections",
            at,
            framework=self.framework_code,
            part=part,
            position=place + 1,
            source=passage.source,
            **_span(passage.span),
            **self.draft.words("sections", code, at, text=passage.text),
        )

    def node(self, node: Node, loc: Loc, parent: str | None) -> None:
        at = self.reader.at(loc)
        self.nodes += 1
        words = {"title": node.title, "text": node.text, "note": node.note}
        self.draft.add(
            "nodes",
            at,
            framework=self.framework_code,
            code=node.code,
            level=node.level,
            position=self.nodes,
            placement=node.placement,
            horizon=node.horizon,
            source=node.source,
            **_span(node.span),
            **self.draft.words("nodes", f"{self.framework_code}:{node.code}", at, **words),
        )
        if parent is not None:
            self.parent(node.code, parent, loc)
        if parent is None and node.also_under:
            found = f"{node.code} stands at the top, and also_under names a second place for it"
            where = at("also_under")
            self.draft.wrong(
                "also_under_top", where, found, f"put it among the children of {node.also_under[0]}"
            )
        named = [(node.code, other, (*loc, "also_under", n)) for n, other in enumerate(node.also_under)]
        self.second_parents.extend(named)
        for place, child in enumerate(node.children):
            self.node(child, (*loc, "children", place), node.code)

    def also_under(self) -> None:
        """Second parents come after all first ones, so that position 1 is where a node is printed first."""
        for node, parent, loc in self.second_parents:
            self.parent(node, parent, loc)

    def parent(self, node: str, parent: str, loc: Loc) -> None:
        self.parents_of[node] = self.parents_of.get(node, 0) + 1
        row = {"node": node, "parent": parent, "position": self.parents_of[node]}
        at = self.reader.at(loc, parent=(), node=())
        self.draft.add("node_parents", at, framework=self.framework_code, **row)

    def horizon(self, horizon: Horizon, loc: Loc) -> None:
        at = self.reader.at(loc, years_from=("years",), years_to=("years",), char_start=("span",))
        words = {"title": horizon.title, "text": horizon.text, "condition": horizon.condition}
        self.draft.add(
            "horizons",
            at,
            framework=self.framework_code,
            code=horizon.code,
            years_from=horizon.years[0],
            years_to=horizon.years[1],
            open_ended=horizon.open_ended,
            source=horizon.source,
            **_span(horizon.span),
            **self.draft.words("horizons", f"{self.framework_code}:{horizon.code}", at, **words),
        )

    def link(self, link: Link, loc: Loc) -> None:
        at = self.reader.at(loc, to_framework=("to",), to_node=("to",))
        framework, slash, node = link.to.partition("/")
        if not slash:
            framework, node = self.framework_code, link.to
        code = f"{self.framework_code}:{link.node}:{framework}:{node}"
        self.draft.add(
            "links",
            at,
            framework=self.framework_code,
            node=link.node,
            to_framework=framework,
            to_node=node,
            match=link.match,
            **self.draft.words("links", code, at, note=link.note),
        )
