"""What `undertakings.yaml` may say: who does what by when, and what informants said of it since.

Every key not listed here is an error. The JSON Schema in `spec/schema` is generated from these models.
"""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from istmo.kernel.period import Kind, Period
from istmo.spec.fields import Code, Currency, Filled, NodePath, Number, OneOf, Words, as_object
from istmo.spec.models import Entry, Span


def _dated(kind: str) -> BeforeValidator:
    """A period code in its canonical form; `kind` is the error for anything else, and for a period without dates."""

    def read(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            period = Period.parse(value)
        except ValueError as wrong:
            raise PydanticCustomError(kind, "{sentence}", {"sentence": str(wrong)}) from None
        if period.kind is Kind.UNDATED:
            raise PydanticCustomError(kind, "{sentence}", {"sentence": "undated is no date"})
        return period.code

    return BeforeValidator(read)


#: Other programs read a bare year in YAML as a number.
_SCHEMA = WithJsonSchema(
    {"anyOf": [{"type": "string"}, {"type": "integer", "minimum": 1000, "maximum": 2999}]}
)
#: A day, month, quarter or year.
When = Annotated[str, _dated("not_a_date"), _SCHEMA]
Deadline = Annotated[str, _dated("not_a_deadline"), _SCHEMA]


class Due(Entry):
    """By when: a date at the precision stated, the words of the source, or both. Words alone are no date."""

    by: Deadline | None = None
    as_written: Words | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.by is None and self.as_written is None:
            raise PydanticCustomError("no_deadline", "by or as_written was expected")
        return self


class Party(Entry):
    """Who takes part: an agency by its code, or a name where the register of agencies has none."""

    agency: Code | None = None
    place: Code | None = None
    name: Words | None = None

    @model_validator(mode="after")
    def _is_somebody(self) -> Self:
        if self.agency is None and self.name is None:
            raise PydanticCustomError("nobody", "the code of an agency or a name was expected")
        return self


Parties = list[Annotated[Party, BeforeValidator(as_object("agency"), json_schema_input_type=Code | Party)]]


class FollowUp(Entry):
    """What one informant said: the state reached, by whom, when, and what shows it."""

    state: Code
    informant: Code
    party: Filled | None = None
    on: When | None = None
    told_on: When | None = None
    evidence: Code | None = None
    span: Span | None = None
    note: Words | None = None


class Decision(Entry):
    """What was decided on assistance: the state seen, the change, by whom, when and why, and what shows it."""

    seen: Code
    change: Annotated[str, OneOf.of("reform_decisions", "change")]
    activity: Code | None = None
    amount: Number | None = None
    currency: Currency | None = None
    decided_by: (
        Annotated[Party, BeforeValidator(as_object("agency"), json_schema_input_type=Code | Party)] | None
    ) = None
    on: When | None = None
    why: Words | None = None
    evidence: Code | None = None
    span: Span | None = None


class Undertaking(Entry):
    """A commitment, reform, plan or transition. `sensitive` says why only its status may be followed.

    Reforms have `decisions` on assistance; transitions an `activity`, `successors` and a `budget_line`.
    """

    code: Code
    kind: Annotated[str, OneOf.of("undertakings", "kind")]
    text: Words
    actors: Parties
    counterparts: Parties = Field(default_factory=list)
    supporters: Parties = Field(default_factory=list)
    successors: Parties = Field(default_factory=list)
    made_on: When | None = None
    due: Annotated[Due, BeforeValidator(as_object("by"), json_schema_input_type=Deadline | Due)] | None = None
    strength: Annotated[str, OneOf.of("undertakings", "strength")] | None = None
    trackable: Annotated[str, OneOf.of("undertakings", "trackable")] | None = None
    forum: Code | None = None
    part_of: Code | None = None
    nodes: list[NodePath] = Field(default_factory=list)
    states: list[Code] = Field(default_factory=list)
    activity: Code | None = None
    budget_line: Words | None = None
    condition: Code | None = None
    proof: Words | None = None
    sensitive: Words | None = None
    source: Code | None = None
    span: Span | None = None
    note: Words | None = None
    follow_ups: list[FollowUp] = Field(default_factory=list)
    decisions: list[Decision] = Field(default_factory=list)
