"""What `strategy.yaml`, `indicators.yaml`, `claims.yaml` and `benchmarks.yaml` may say.

Every key not listed here is an error. The JSON Schemas in `spec/schema` are generated from these models.
"""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from istmo.kernel.algebra import PRESETS
from istmo.spec.fields import (
    Code,
    Day,
    Filled,
    NodePath,
    Number,
    OneOf,
    PeriodCode,
    Whole,
    Words,
    Year,
    as_object,
    ascending,
)

Span = Annotated[tuple[Whole, Whole], AfterValidator(ascending)]
Share = Annotated[Number, Field(ge=0, le=1)]
Years = tuple[Whole | None, Whole | None]


class Entry(BaseModel):
    """The base of every map in these files: nothing but the keys listed, and nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Passage(Entry):
    """A text in our own words with the place of the source that states it (characters of its plain text)."""

    text: Words
    source: Code | None = None
    span: Span | None = None


Mission = Annotated[Passage, BeforeValidator(as_object("text"), json_schema_input_type=Filled | Passage)]


class Node(Entry):
    """A line of effort, goal, objective or sub-objective, with those under it."""

    code: Code
    level: Filled
    title: Words
    text: Words | None = None
    source: Code | None = None
    span: Span | None = None
    placement: Annotated[str, OneOf.of("nodes", "placement")] = "document"
    note: Words | None = None
    horizon: Code | None = None
    also_under: list[Code] = []
    children: list["Node"] = []


class Horizon(Entry):
    """Short, medium or long term; years are counted from the zero date."""

    code: Code
    title: Words
    years: Years = (None, None)
    open_ended: bool = False
    text: Words | None = None
    condition: Words | None = None
    source: Code | None = None
    span: Span | None = None


class Sections(Entry):
    """Passages of the annual report that are told in words."""

    mission: list[Passage] = []
    goals: list[Passage] = []
    benchmarks: list[Passage] = []
    process: list[Passage] = []
    partners: list[Passage] = []
    timelines: list[Passage] = []
    assessment: list[Passage] = []
    changes: list[Passage] = []


class Link(Entry):
    """A node of this framework and its like in another: `to: carsi/C1`."""

    node: Code
    to: NodePath
    match: Annotated[str, OneOf.of("links", "match")]
    note: Words | None = None


class Strategy(Entry):
    """`strategy.yaml`: what a strategy wants."""

    code: Code
    title: Words
    version: Filled
    standing: Annotated[str, OneOf.of("frameworks", "standing")] = "main"
    illustrative: bool = False
    effective_on: Day | None = None
    legal_basis: Words | None = None
    mission: Mission | None = None
    zero_date: Filled | None = None
    share_needed: Share = Decimal("0.5")
    funds_from: Year | None = None
    lag_months: Whole | None = None
    sheets: Annotated[str, OneOf.of("frameworks", "sheets")] | None = None
    nodes: list[Node] = []
    horizons: list[Horizon] = []
    sections: Sections = Sections()
    links: list[Link] = []


class Category(Entry):
    """One category of a dimension."""

    code: Code
    title: Words


class Dimension(Entry):
    """A way figures may be broken down. exclusive: nobody is in two. complete: the categories are all there are."""

    code: Code
    title: Words
    exclusive: bool
    complete: bool
    categories: list[Category]


class AskedDimension(Entry):
    """A breakdown an indicator asks for."""

    code: Code
    required: bool = False


Asked = Annotated[
    AskedDimension, BeforeValidator(as_object("code"), json_schema_input_type=Code | AskedDimension)
]


class AlgebraEntry(Entry):
    """What differs from the preset. `counts` and `statistic` may be null: taken away from the preset."""

    measure: Annotated[str, OneOf.of("indicators", "measure")] = ""
    counts: Annotated[str, OneOf.of("indicators", "counts")] | None = None
    time: Annotated[str, OneOf.of("indicators", "time")] = ""
    over_places: Annotated[str, OneOf.of("indicators", "over_places")] = ""
    over_series: Annotated[str, OneOf.of("indicators", "over_series")] = ""
    bounded: bool = False
    statistic: Annotated[str, OneOf.of("indicators", "statistic")] | None = None


class Standard(Entry):
    """The code of a standard indicator."""

    vocabulary: Filled
    code: Filled


class Applies(Entry):
    """Where and of whom an indicator is asked; what is left out means every one."""

    place: Code | None = None
    agency: Code | None = None


class Valid(Entry):
    """The smallest and largest value that can be true."""

    min: Number | None = None
    max: Number | None = None


class SheetChange(Entry):
    """What was changed in a reference sheet, when and why."""

    on: Day
    what: Words
    why: Words


class Sheet(Entry):
    """A reference sheet: what one must know of an indicator beside the keys of the indicator itself.

    Whatever is left out is told as missing; `rationale`, `targets`, `reported_in` and `notes` may be.
    """

    rationale: Words | None = None
    no_breakdown: Words | None = None
    data_source: Words | None = None
    method: Words | None = None
    frequency: Words | None = None
    responsible: Words | None = None
    limitations: Words | None = None
    baseline_time: Words | None = None
    targets: Words | None = None
    reported_in: Words | None = None
    notes: Words | None = None
    updated_on: Day | None = None
    changes: list[SheetChange] = []


class Indicator(Entry):
    """What is measured, and by which rules its figures may be added up."""

    code: Code
    title: Words
    kind: Annotated[str, OneOf.of("indicators", "kind")]
    preset: Annotated[str, OneOf(tuple(PRESETS))]
    algebra: AlgebraEntry = AlgebraEntry()
    direction: Annotated[str, OneOf.of("indicators", "direction")] | None = None
    unit: Filled | None = None
    per: Annotated[Number, Field(gt=0)] | None = None
    states: list[Code] = []
    input: Annotated[str, OneOf.of("indicators", "input")] | None = None
    nodes: list[NodePath] = []
    standard: Standard | None = None
    custom_reason: Words | None = None
    dimensions: list[Asked] = []
    applies: list[Applies] = []
    valid: Valid = Valid()
    within: Code | None = None
    definition: Words | None = None
    caveat: Words | None = None
    sector: Filled | None = None
    preferred_source: Code | None = None
    horizon: Code | None = None
    lag_months: Whole | None = None
    aliases: list[Filled] = []
    sheet: Sheet | None = None


class Indicators(Entry):
    """`indicators.yaml`: how a strategy is measured."""

    dimensions: list[Dimension] = []
    indicators: list[Indicator] = []


class Claim(Entry):
    """A published statement in our own words, bound to the figure it rests on.

    What follows `period` states what the document says, never what is wrong with it: that is for the question `claims`.
    """

    code: Code
    source: Code
    text: Words
    span: Span | None = None
    wording: Annotated[str, OneOf.of("claims", "wording")] | None = None
    kind: Annotated[str, OneOf.of("claims", "kind")] | None = None
    twin: Code | None = None
    indicator: Code | None = None
    place: Code | None = None
    period: PeriodCode | None = None
    value: Number | None = None
    high: Number | None = None
    unit: Filled | None = None
    qualifier: Annotated[str, OneOf.of("claims", "qualifier")] | None = None
    maturity: Annotated[str, OneOf.of("claims", "maturity")] | None = None
    as_written: Filled | None = None
    words: Filled | None = None
    scope: Words | None = None
    measures: Words | None = None
    cause: Words | None = None
    changed: Words | None = None
    cites: Words | None = None
    groups_overlap: Annotated[str, OneOf.of("claims", "groups_overlap")] | None = None
    limits: list[Code] = []
    sum_of: list[Code] = []
    part_of: list[Code] = []
    compared_with: list[Code] = []
    note: Words | None = None


class Benchmark(Entry):
    """What a context value is compared with, and how that is made."""

    code: Code
    title: Words
    scope: Annotated[str, OneOf.of("benchmarks", "scope")]
    method: Annotated[str, OneOf.of("benchmarks", "method")]
    place: Code
    note: Words | None = None
