"""From `indicators.yaml` to rows of dimensions, categories, indicators and what they are asked by."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from istmo.kernel.algebra import PRESETS, Algebra, for_context
from istmo.spec.draft import At, Draft
from istmo.spec.items import Reader
from istmo.spec.models import AlgebraEntry, Dimension, Entry, Indicator
from istmo.spec.sheet_rows import add_sheet
from istmo.spec.yaml_file import Document, Loc

_COLUMNS = (
    "measure",
    "counts",
    "time",
    "over_places",
    "over_series",
    "direction",
    "per",
    "bounded",
    "statistic",
)

INDICATOR_TABLES = ("dimensions", "categories", "indicators")


class IndicatorsFile(Entry):
    """The keys of `indicators.yaml` alone; what they hold is read item by item."""

    dimensions: Any = None
    indicators: Any = None


def add_indicators(document: Document, draft: Draft, framework: str) -> None:
    """Read the indicators of one framework."""
    reader = Reader(document, draft)
    file = reader.one(IndicatorsFile, document.value, ())
    raw = document.value if isinstance(document.value, dict) else {}
    if file is None:
        draft.incomplete.update(INDICATOR_TABLES)
    for dimension, loc in reader.many(
        Dimension, raw.get("dimensions"), ("dimensions",), *INDICATOR_TABLES[:2]
    ):
        _dimension(reader, dimension, loc)
    for indicator, loc in reader.many(Indicator, raw.get("indicators"), ("indicators",), "indicators"):
        _indicator(reader, indicator, loc, framework)
        _asked(reader, indicator, loc, framework)
        if indicator.sheet is not None:
            add_sheet(reader, indicator.code, indicator.sheet, (*loc, "sheet"))


def _dimension(reader: Reader, dimension: Dimension, loc: Loc) -> None:
    draft, at, code = reader.draft, reader.at(loc), dimension.code
    flags = {"exclusive": dimension.exclusive, "complete": dimension.complete}
    draft.add(
        "dimensions", at, code=code, **flags, **draft.words("dimensions", code, at, title=dimension.title)
    )
    for place, category in enumerate(dimension.categories):
        at = reader.at((*loc, "categories", place))
        title = draft.words("categories", f"{code}:{category.code}", at, title=category.title)
        draft.add("categories", at, dimension=code, code=category.code, position=place + 1, **title)


def preset_for(preset: str, kind: str) -> Algebra:
    """A preset as an indicator of this kind takes it: of a context indicator nothing adds."""
    return for_context(PRESETS[preset]) if kind == "context" else PRESETS[preset]


def algebra_of(indicator: Indicator) -> Algebra:
    """The preset with what the author wrote over it."""
    preset = preset_for(indicator.preset, indicator.kind)
    written = indicator.algebra.model_dump(exclude_unset=True)
    if "per" in indicator.model_fields_set:
        written["per"] = indicator.per
    if indicator.direction is not None:
        written["direction"] = indicator.direction
    return replace(preset, **written, states=tuple(indicator.states))


def _indicator(reader: Reader, indicator: Indicator, loc: Loc, framework: str) -> None:
    draft, code = reader.draft, indicator.code
    algebra_keys = {name: ("algebra", name) for name in AlgebraEntry.model_fields if name in _COLUMNS}
    at = reader.at(loc, **algebra_keys, valid_min=("valid", "min"), valid_max=("valid", "max"))
    algebra = algebra_of(indicator)
    if indicator.kind != "context" and indicator.direction is None and algebra.direction == "none":
        found = f"{code} does not say which way is good, so that it has no achievement"
        draft.warn("no_direction", at("direction"), found, "write direction: up, down or none")
    plain = (
        "kind",
        "preset",
        "unit",
        "input",
        "within",
        "sector",
        "preferred_source",
        "horizon",
        "lag_months",
    )
    words = {name: getattr(indicator, name) for name in ("title", "custom_reason", "definition", "caveat")}
    draft.add(
        "indicators",
        at,
        code=code,
        framework=framework,
        **{name: getattr(indicator, name) for name in plain},
        **{name: _cell(getattr(algebra, name)) for name in _COLUMNS},
        states="|".join(algebra.states) or None,
        valid_min=indicator.valid.min,
        valid_max=indicator.valid.max,
        vocabulary=indicator.standard.vocabulary if indicator.standard else None,
        standard_code=indicator.standard.code if indicator.standard else None,
        **draft.words("indicators", code, at, **words),
    )


def _cell(value: Any) -> Any:
    """Words of a closed list as plain text; flags and numbers as they are."""
    return value if value is None or isinstance(value, bool | Decimal) else str(value)


def _asked(reader: Reader, indicator: Indicator, loc: Loc, framework: str) -> None:
    draft, code = reader.draft, indicator.code
    for place, path in enumerate(indicator.nodes):
        owner, slash, node = path.partition("/")
        named = {"framework": owner, "node": node} if slash else {"framework": framework, "node": path}
        draft.add("indicator_nodes", _item_at(reader, (*loc, "nodes", place)), indicator=code, **named)
    for place, asked in enumerate(indicator.dimensions):
        at = _item_at(reader, (*loc, "dimensions", place))
        draft.add("indicator_dimensions", at, indicator=code, dimension=asked.code, required=asked.required)
    for place, applies in enumerate(indicator.applies):
        cells = {"place": applies.place or "", "agency": applies.agency or ""}
        draft.add("applicability", reader.at((*loc, "applies", place)), indicator=code, **cells)
    for place, alias in enumerate(indicator.aliases):
        at = _item_at(reader, (*loc, "aliases", place))
        draft.add("aliases", at, kind="indicator", alias=alias, code=code)


def _item_at(reader: Reader, loc: Loc) -> At:
    """Items that are a single word: every column of their row stands in the same line."""
    where = reader.document.where(loc)
    return lambda column: where
