"""What `quality.yaml` may say: assessments of the data of an indicator, quality by quality.

Every key not listed here is an error. The JSON Schema in `spec/schema` is generated from these models.
"""

from typing import Annotated

from pydantic import BeforeValidator

from istmo.spec.fields import Code, Day, OneOf, Words, as_object
from istmo.spec.models import Entry

_Result = Annotated[str, OneOf.of("quality_results", "result")]


class Finding(Entry):
    """What was found of one quality, and why."""

    result: _Result
    comment: Words | None = None


_Found = Annotated[Finding, BeforeValidator(as_object("result"), json_schema_input_type=_Result | Finding)]


class Results(Entry):
    """All five qualities: an assessment that passes one over says `not_assessed`."""

    validity: _Found
    integrity: _Found
    precision: _Found
    reliability: _Found
    timeliness: _Found


class Assessment(Entry):
    """A data quality assessment. `by` names an office or a role, never a person."""

    code: Code
    indicator: Code
    agency: Code | None = None
    assessed_on: Day
    by: Words
    method: Words | None = None
    results: Results
    limitations: Words | None = None
    actions: Words | None = None
    source: Code | None = None
    note: Words | None = None
