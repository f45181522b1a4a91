"""From `claims.yaml` and `benchmarks.yaml`, which all frameworks share, to rows."""

from istmo.spec.draft import Draft
from istmo.spec.items import Reader
from istmo.spec.models import Benchmark, Claim
from istmo.spec.yaml_file import Document


def add_claims(document: Document, draft: Draft) -> None:
    """Read the claims."""
    reader = Reader(document, draft)
    plain = ("code", "source", "wording", "kind", "twin", "indicator", "place", "period")
    for claim, loc in reader.many(Claim, document.value, (), "claims"):
        at = reader.at(loc, char_start=("span",), char_end=("span",))
        draft.add(
            "claims",
            at,
            **{name: getattr(claim, name) for name in plain},
            char_start=claim.span[0] if claim.span else None,
            char_end=claim.span[1] if claim.span else None,
            **draft.words("claims", claim.code, at, text=claim.text, note=claim.note),
        )


def add_benchmarks(document: Document, draft: Draft) -> None:
    """Read the benchmarks."""
    reader = Reader(document, draft)
    plain = ("code", "scope", "method", "place")
    for benchmark, loc in reader.many(Benchmark, document.value, (), "benchmarks"):
        at = reader.at(loc)
        words = draft.words("benchmarks", benchmark.code, at, title=benchmark.title, note=benchmark.note)
        draft.add("benchmarks", at, **{name: getattr(benchmark, name) for name in plain}, **words)
