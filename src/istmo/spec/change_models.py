"""What `changes.yaml` may say: which version a framework follows, what became of its nodes, and why it changed."""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, ConfigDict, Field

from istmo.spec.fields import Code, Filled, OneOf
from istmo.spec.models import Entry, Share


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, str) else value


Codes = Annotated[
    list[Code], BeforeValidator(_one_or_many), Field(json_schema_extra={"type": ["array", "string"]})
]


class Follows(Entry):
    """The version that went before; left out, it is the one published last under the same code."""

    framework: Code | None = None
    version: Filled | None = None


class Fate(Entry):
    """What became of one old node or indicator; `shares` are of a split, in the order of `new`."""

    old: Code
    fate: Annotated[str, OneOf.of("mappings", "fate")]
    new: Codes = Field(default_factory=list)
    shares: list[Share] = Field(default_factory=list)
    reason: Filled | None = None


class Reason(Entry):
    """Why something changed: the kind of change, of what, and which field of it if only that is meant."""

    kind: Code
    of: Code
    field: Filled | None = None
    reason: Filled


class Changes(Entry):
    """`changes.yaml`: the step from the version before."""

    model_config: ClassVar[ConfigDict] = ConfigDict(populate_by_name=True)

    from_: Follows = Field(default=Follows(), alias="from")
    nodes: list[Fate] = Field(default_factory=list)
    indicators: list[Fate] = Field(default_factory=list)
    changes: list[Reason] = Field(default_factory=list)
