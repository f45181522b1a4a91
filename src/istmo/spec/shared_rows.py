"""From `claims.yaml` and `benchmarks.yaml`, which all frameworks share, to rows."""

from istmo.kernel.period import Period
from istmo.spec.draft import Draft
from istmo.spec.items import Reader
from istmo.spec.models import Benchmark, Claim
from istmo.spec.yaml_file import Document

#: How one claim stands to another: keys of `claims.yaml`, relations of `claim_links`.
RELATIONS = ("limits", "sum_of", "part_of", "compared_with")
#: Columns of a claim that its file gives as they are, and texts that may come in several languages.
CLAIM_PLAIN = (
    "code", "source", "wording", "kind", "twin", "indicator", "place", "period", "value", "high", "unit", "qualifier",
    "maturity", "as_written", "words", "groups_overlap",
)  # fmt: skip
CLAIM_TEXTS = ("scope", "measures", "cause", "changed", "cites", "note")


def add_claims(document: Document, draft: Draft) -> None:
    """Read the claims and how they stand to one another."""
    reader = Reader(document, draft)
    for claim, loc in reader.many(Claim, document.value, (), "claims", "claim_links"):
        at = reader.at(loc, char_start=("span",), char_end=("span",))
        days = Period.parse(claim.period) if claim.period else None
        draft.add(
            "claims",
            at,
            **{name: getattr(claim, name) for name in CLAIM_PLAIN},
            char_start=claim.span[0] if claim.span else None,
            char_end=claim.span[1] if claim.span else None,
            period_start=days and days.start,
            period_end=days and days.end,
            **draft.words(
                "claims", claim.code, at, text=claim.text, **{n: getattr(claim, n) for n in CLAIM_TEXTS}
            ),
        )
        for relation in RELATIONS:
            of = reader.at(loc, claim=("code",), relation=(relation,), other=(relation,))
            for other in getattr(claim, relation):
                draft.add("claim_links", of, claim=claim.code, relation=relation, other=other)


def add_benchmarks(document: Document, draft: Draft) -> None:
    """Read the benchmarks."""
    reader = Reader(document, draft)
    plain = ("code", "scope", "method", "place")
    for benchmark, loc in reader.many(Benchmark, document.value, (), "benchmarks"):
        at = reader.at(loc)
        words = draft.words("benchmarks", benchmark.code, at, title=benchmark.title, note=benchmark.note)
        draft.add("benchmarks", at, **{name: getattr(benchmark, name) for name in plain}, **words)
