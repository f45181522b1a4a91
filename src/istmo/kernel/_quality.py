"""The tables that tell how well an indicator is described and its data were looked at; standard indicators."""

from istmo.kernel.quality import QUALITIES, RESULTS
from istmo.kernel.schema import ForeignKey, Table, date, must, text, to, whole

SHEETS = Table(
    "sheets",
    "Reference sheets: what one must know of an indicator beside its definition. An empty cell is not stated",
    (
        must("indicator", "Indicator"),
        text("rationale", "What it is good for"),
        text("no_breakdown", "Why it is not broken down, where it asks for no breakdown"),
        text("data_source", "Where its data come from"),
        text("method", "How the data are collected and the value is made"),
        text("frequency", "How often it is reported"),
        text("responsible", "Office or role that answers for it; no person's name"),
        text("limitations", "What is known to be wrong or weak in its data"),
        text("baseline_time", "What time its baseline is of, or when it is to be set"),
        text("targets", "Why its targets are as they are"),
        text("reported_in", "In which reports it stands"),
        text("notes", "Anything else"),
        date("updated_on", "Day the sheet was last looked through"),
    ),
    ("indicator",),
    (to("indicators"),),
)

SHEET_CHANGES = Table(
    "sheet_changes",
    "What was changed in a reference sheet, when and why, in the order told",
    (
        must("indicator", "Indicator"),
        whole("position", "Order", True),
        date("on", "Day of the change"),
        must("what", "What was changed"),
        must("why", "Why"),
    ),
    ("indicator", "position"),
    (to("indicators"),),
)

QUALITY_ASSESSMENTS = Table(
    "quality_assessments",
    "Data quality assessments: somebody looked at the data of an indicator; good for three years",
    (
        must("code", "Code"),
        must("indicator", "Indicator"),
        text("agency", "Agency whose data were looked at; empty: of all who report it"),
        date("assessed_on", "Day of the assessment"),
        must("office", "Office or role that assessed; no person's name"),
        text("method", "How"),
        text("limitations", "What was found to be wrong or weak"),
        text("actions", "What is done about it"),
        text("source", "Source that holds the assessment"),
        text("note", "What a reader should know"),
    ),
    ("code",),
    (to("indicators"), ForeignKey(("agency",), "agencies", ("code",)), to("sources")),
)

QUALITY_RESULTS = Table(
    "quality_results",
    "What an assessment found, quality by quality",
    (
        must("assessment", "Assessment"),
        must(
            "quality",
            "validity: it shows what is meant; integrity: it is safe from error and manipulation; precision: it is"
            " detailed enough; reliability: it is made the same way over time; timeliness: it comes in time and often"
            " enough",
            *QUALITIES,
        ),
        must("result", "Whether the data have this quality", *RESULTS),
        text("comment", "Why"),
    ),
    ("assessment", "quality"),
    (ForeignKey(("assessment",), "quality_assessments", ("code",)),),
)

STANDARDS = Table(
    "standards",
    "Standard indicators of one or more vocabularies, as their publisher's list has them",
    (
        must("vocabulary", "Vocabulary, such as US-F"),
        must("standard_code", "Code in it"),
        must("title", "Name"),
        text("definition", "Definition"),
        text("unit", "Unit"),
        text("disaggregates", "How it is broken down, in the list's own words"),
        text("status", "What the list says of it, such as archived"),
    ),
    ("vocabulary", "standard_code"),
)
