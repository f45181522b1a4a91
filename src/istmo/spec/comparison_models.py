"""What `comparisons.yaml` may say: what a figure is compared with, both bases, and how the two came about.

Every key not listed here is an error. The JSON Schema in `spec/schema` is generated from these models.
"""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from istmo.kernel.breakdown import normal
from istmo.spec.fields import Code, Number, OneOf, PeriodCode, Words
from istmo.spec.models import Entry, Span


def _breakdown(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return normal(value)
        except ValueError as wrong:
            raise PydanticCustomError("not_a_breakdown", "{sentence}", {"sentence": str(wrong)}) from None
    return value


#: A breakdown such as `age=15-24;sex=f`, kept in its canonical form; empty is the total.
Breakdown = Annotated[str, BeforeValidator(_breakdown)]
#: Cases, people or days: more than none.
Base = Annotated[Number, Field(gt=0)]


class Compared(Entry):
    """The figure that is compared. Agency and activity are needed only where several tell one."""

    indicator: Code
    place: Code
    period: PeriodCode
    breakdown: Breakdown = ""
    agency: Code | None = None
    activity: Code | None = None


class Comparator(Entry):
    """Another group's figure; indicator, place and period are those of the figure where nothing else is said."""

    indicator: Code | None = None
    place: Code | None = None
    period: PeriodCode | None = None
    breakdown: Breakdown = ""
    agency: Code | None = None
    activity: Code | None = None


class Comparison(Entry):
    """A figure and what it is compared with: `baseline`, a period of its own series, or `against`, another group."""

    code: Code
    text: Words
    figure: Compared
    baseline: PeriodCode | None = None
    against: Comparator | None = None
    n: Base | None = None
    comparator_n: Base | None = None
    groups_overlap: Annotated[str, OneOf.of("comparisons", "groups_overlap")] | None = None
    design: Annotated[str, OneOf.of("comparisons", "design")]
    chosen_because: Annotated[str, OneOf.of("comparisons", "chosen_because")] = "unknown"
    source: Code | None = None
    span: Span | None = None
    note: Words | None = None

    @model_validator(mode="after")
    def _is_compared_once(self) -> Self:
        if (self.baseline is None) == (self.against is None):
            raise PydanticCustomError("compared_once", "either baseline or against was expected")
        return self
