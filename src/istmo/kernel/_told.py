"""The tables of what was published: sources, repairs of their text, claims, and how claims stand to one another."""

from istmo.kernel.schema import MATURITIES, QUALIFIERS, ForeignKey, Table, date, must, number, text, to, whole

SOURCES = Table(
    "sources",
    "Documents and data sources",
    (
        must("code", "Code"),
        must("title", "Name"),
        text("publisher", "Who published it"),
        must("kind", "Whose voice it is", "national", "third_party", "own"),
        text("edition", "Edition or vintage"),
        text("published_on", "Date at the precision stated"),
        text("retrieved_on", "When it was taken"),
        text("archived", "Archive status, as the page itself says"),
        text("last_updated", "When the page was last updated, as it says itself, at the precision stated"),
        text("licence", "Licence"),
        text("address", "Long-lived address"),
        text(
            "sha256",
            "SHA-256 of the document as received; of one that is no plain text, the text its spans count in",
        ),
        text("note", "What a reader should know"),
    ),
    ("code",),
)

REPAIRS = Table(
    "repairs",
    "What a reader is shown beside a damaged place of a source; the text itself stays as received",
    (
        must("source", "Document"),
        whole("char_start", "First character of the damaged place", True),
        whole("char_end", "Character after the last", True),
        must("shown", "What is shown there, in square brackets: the missing sign, or the whole word"),
        must("reason", "Why"),
    ),
    ("source", "char_start", "char_end"),
    (to("sources"),),
)

CLAIMS = Table(
    "claims",
    "Published statements in our own words, with document and span, and the figure each rests on",
    (
        must("code", "Code"),
        must("source", "Document"),
        whole("char_start", "First character in the document's text"),
        whole("char_end", "Character after the last"),
        must("text", "What it states, in our own words"),
        text("wording", "How strongly it ties the result to the strategy", "causal", "contributory", "none"),
        text(
            "kind",
            "What it is about",
            "result",
            "context",
            "funding",
            "milestone",
            "commitment",
            "rule",
            "caveat",
            "attribution",
        ),
        text("twin", "The same claim in another document; a twin is counted once"),
        text("indicator", "Indicator of the figure it rests on"),
        text("place", "Place of that figure"),
        text("period", "Period of that figure, such as 2011/2016"),
        date("period_start", "First day of that period; empty where open or not stated"),
        date("period_end", "Last day of that period; empty where open or not stated"),
        number("value", "The number, as this document tells it; of a range the lower end"),
        number("high", "Of a range: the upper end"),
        text("unit", "Unit in which this document tells it"),
        text("qualifier", "How exact this document says it is", *QUALIFIERS),
        text("maturity", "How settled this document says it is", *MATURITIES),
        text("as_written", "The number in the document's own characters"),
        text("words", "The few words by which the document ties it to the strategy, as they stand there"),
        text("scope", "What alone it covers, if the document says so"),
        text("measures", "What is measured, as this document defines it"),
        text("cause", "What this document names as the cause"),
        text("changed", "What else changed between before and after, as this document says"),
        text("cites", "Where this document says that the number comes from"),
        text(
            "groups_overlap",
            "Of a comparison: whether this document says that the groups overlap",
            "yes",
            "no",
        ),
        text("note", "What a reader must know about it"),
    ),
    ("code",),
    (to("sources"), ForeignKey(("twin",), "claims", ("code",)), to("indicators"), to("places")),
)

CLAIM_LINKS = Table(
    "claim_links",
    "How claims stand to one another",
    (
        must("claim", "Claim"),
        must(
            "relation",
            "limits: holds for the other too, as a caveat does; sum_of: is the sum of such others; part_of: is inside the "
            "other; compared_with: its document sets it beside the other",
            "limits",
            "sum_of",
            "part_of",
            "compared_with",
        ),
        must("other", "The other claim"),
    ),
    ("claim", "relation", "other"),
    (to("claims"), ForeignKey(("other",), "claims", ("code",))),
)
