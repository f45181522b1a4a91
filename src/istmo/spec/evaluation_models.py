"""What `evaluations.yaml` may say: what was asked and found, what was recommended, and what became of it.

Every key not listed here is an error. The JSON Schema in `spec/schema` is generated from these models.
"""

from typing import Annotated

from pydantic import BeforeValidator, Field

from istmo.spec.fields import Code, Filled, NodePath, OneOf, Words, as_object
from istmo.spec.models import Entry, Span
from istmo.spec.undertaking_models import Deadline, Party, When


class RecommendationFollowUp(Entry):
    """What one informant said of a recommendation: begun, done or dropped, when, and what shows it."""

    state: Annotated[str, OneOf.of("recommendation_follow_ups", "state")]
    informant: Code
    on: When | None = None
    evidence: Code | None = None
    note: Words | None = None


class Recommendation(Entry):
    """What is recommended, to whom, whether they agree, by when, and what became of it."""

    text: Words
    to: Annotated[Party, BeforeValidator(as_object("agency"), json_schema_input_type=Code | Party)] | None = (
        None
    )
    response: Annotated[str, OneOf.of("recommendations", "response")] | None = None
    due: Deadline | None = None
    note: Words | None = None
    follow_ups: list[RecommendationFollowUp] = Field(default_factory=list)


class Evaluation(Entry):
    """An evaluation: its question, method and scope, how far it is, its findings and recommendations."""

    code: Code
    title: Words
    question: Words | None = None
    kind: Annotated[str, OneOf.of("evaluations", "kind")] | None = None
    external: bool | None = None
    method: Words | None = None
    agency: Code | None = None
    evaluator: Words | None = None
    status: Annotated[str, OneOf.of("evaluations", "status")]
    planned_for: When | None = None
    begun_on: When | None = None
    completed_on: When | None = None
    published_on: When | None = None
    nodes: list[NodePath] = Field(default_factory=list)
    indicators: list[Code] = Field(default_factory=list)
    activities: list[Code] = Field(default_factory=list)
    places: list[Code] = Field(default_factory=list)
    sectors: list[Filled] = Field(default_factory=list)
    findings: Words | None = None
    source: Code | None = None
    span: Span | None = None
    note: Words | None = None
    recommendations: list[Recommendation] = Field(default_factory=list)
