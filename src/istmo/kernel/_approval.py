"""The tables that tell how figures came to be approved."""

from istmo.kernel.schema import ROLES, ForeignKey, Table, date, must, number, text, to, whole

CALLS = Table(
    "calls",
    "Data calls",
    (
        must("code", "Code"),
        must("title", "Name"),
        text("framework", "Framework asked about"),
        text("reporting_year", "Year asked about, such as FY2017"),
    ),
    ("code",),
)

SUBMISSIONS = Table(
    "submissions",
    "Approved submissions: which bytes, from whom, approved by whom",
    (
        must("code", "Code, such as call/agency/version"),
        text("call", "Data call"),
        text("agency", "Agency that reported"),
        whole("version", "Version of the submission"),
        text("file", "Name of the file received"),
        text("raw_sha256", "SHA-256 of the bytes received"),
        text("figures_sha256", "SHA-256 of the canonical figures that were approved"),
        text("transactions_sha256", "SHA-256 of the canonical transactions that were approved"),
        text("submitted_by", "Number of the person who submitted; names stay in the workspace"),
        text("approved_by", "Number of the person who approved"),
        whole("figures", "Rows of figures"),
        whole("transactions", "Rows of transactions"),
    ),
    ("code",),
    (to("calls"), ForeignKey(("agency",), "agencies", ("code",))),
)

SUBMISSION_PROBLEMS = Table(
    "submission_problems",
    "Warnings and notes that travelled with approved submissions",
    (
        must("submission", "Submission"),
        whole("position", "Order", True),
        must("code", "Check or reader that found it"),
        must("severity", "Severity", "warning", "note"),
        must("text", "The whole problem as a sentence"),
        whole("count", "How often"),
    ),
    ("submission", "position"),
    (to("submissions"),),
)

WAIVERS = Table(
    "waivers",
    "Problems that a named reviewer let pass, with the reason",
    (
        must("submission", "Submission"),
        must("code", "Check waived"),
        must("reason", "Why"),
        text("asked_by", "Number of the person who asked"),
        text("granted_by", "Number of the person who granted"),
    ),
    ("submission", "code"),
    (to("submissions"),),
)

HOLDS = Table(
    "holds",
    "Figures held back while the rest of their submission was approved: which, and why; never their values",
    (
        must("submission", "Submission"),
        whole("row", "The reporter's own row", True),
        text("at", "The reporter's own cell; empty: everything in that row"),
        text("indicator", "Indicator of the figure"),
        text("place", "Its place"),
        date("period_start", "First day of its period"),
        date("period_end", "Last day of its period"),
        text("agency", "Agency it is of"),
        text("activity", "Activity it is of"),
        text("role", "What it would be", *ROLES),
        text("breakdown", "Its breakdown; empty: the total"),
        must("reason", "Why"),
    ),
    (
        "submission",
        "row",
        "at",
        "indicator",
        "place",
        "period_start",
        "period_end",
        "agency",
        "activity",
        "role",
        "breakdown",
    ),
    (
        to("submissions"),
        to("indicators"),
        to("places"),
        ForeignKey(("agency",), "agencies", ("code",)),
        ForeignKey(("activity",), "activities", ("code",)),
    ),
)

OVERLAPS = Table(
    "overlaps",
    "What was decided where several agencies or activities may have counted the same people",
    (
        must("indicator", "Indicator"),
        must("place", "Place"),
        must("period", "Period, such as FY2017"),
        must("decision", "How they combine", "sum", "max", "custom"),
        number("value", "Of a custom decision: the total"),
        number("low", "The least the total could be when it was decided: the largest part"),
        number("high", "The most it could be: the sum"),
        text("reason", "Why"),
        text("decided_by", "Number of the person who decided"),
    ),
    ("indicator", "place", "period"),
    (to("indicators"), to("places")),
)

EXPECTED = Table(
    "expected",
    "What a call asked: the denominator of coverage",
    (
        must("call", "Data call"),
        must("agency", "Agency asked"),
        must("indicator", "Indicator asked for"),
        must("place", "Place asked for; empty where the choice is the reporter's"),
        must("activity", "Activity asked about; empty where the choice is the reporter's"),
    ),
    ("call", "agency", "indicator", "place", "activity"),
    (to("calls"), ForeignKey(("agency",), "agencies", ("code",)), to("indicators")),
)

DECLARATIONS = Table(
    "declarations",
    "Agencies that said of a call that they have nothing to report, and why: told apart from silence",
    (
        must("call", "Data call"),
        must("agency", "Agency that has nothing to report"),
        must("reason", "Why"),
        text("said_by", "Number of the person who said so; names stay in the workspace"),
    ),
    ("call", "agency"),
    (to("calls"), ForeignKey(("agency",), "agencies", ("code",))),
)
