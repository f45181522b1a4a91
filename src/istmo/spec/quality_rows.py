"""From `quality.yaml`, which all frameworks share, to rows of assessments and what they found."""

from istmo.kernel.quality import QUALITIES
from istmo.spec.draft import Draft
from istmo.spec.items import Reader
from istmo.spec.quality_models import Assessment
from istmo.spec.yaml_file import Document

QUALITY_TABLES = ("quality_assessments", "quality_results")
PLAIN = ("code", "indicator", "agency", "assessed_on", "source")
TEXTS = ("method", "limitations", "actions", "note")


def add_quality(document: Document, draft: Draft) -> None:
    """Read the assessments."""
    reader = Reader(document, draft)
    for told, loc in reader.many(Assessment, document.value, (), *QUALITY_TABLES):
        at = reader.at(loc, office=("by",))
        words = {name: getattr(told, name) for name in TEXTS}
        draft.add(
            "quality_assessments",
            at,
            **{name: getattr(told, name) for name in PLAIN},
            **draft.words("quality_assessments", told.code, at, office=told.by, **words),
        )
        for quality in QUALITIES:
            found = getattr(told.results, quality)
            here = reader.at((*loc, "results", quality), assessment=(), quality=(), result=())
            comment = draft.words("quality_results", f"{told.code}:{quality}", here, comment=found.comment)
            key = {"assessment": told.code, "quality": quality}
            draft.add("quality_results", here, **key, result=found.result, **comment)
