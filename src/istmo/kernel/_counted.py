"""The two tables that hold everything that is counted, and what was restated."""

from istmo.kernel.schema import (
    MATURITIES,
    QUALIFIERS,
    REASONS,
    ROLES,
    SPANS,
    STAGES,
    STATES,
    Column,
    ForeignKey,
    Table,
    Type,
    date,
    must,
    number,
    text,
    to,
    whole,
)

_TRACE = (
    text("submission", "The approved submission this row came with; empty until it is deposited"),
    whole("row", "The reporter's own row number; the header is row 1"),
    text("at", "The reporter's own cell, such as Results!F12"),
)

FIGURES = Table(
    "figures",
    "One value of one indicator for one place, period and breakdown, in one role",
    (
        must("indicator", "Code of the indicator"),
        must("place", "Code of the place"),
        date("period_start", "First day of the period; empty where the source does not say"),
        date("period_end", "Last day of the period; empty where it is open or not stated"),
        text(
            "period_as_written", "The period in the source's own words where they are less precise than dates"
        ),
        text("reporting_year", "The year of the call this figure answers, such as FY2017"),
        text("cohort", "The period of the group a late-measured outcome is about"),
        text(
            "agency", "Code of the agency that did the work; empty for context, which is credited to nobody"
        ),
        text("activity", "Code of the activity the figure belongs to"),
        must("role", "What the value is", *ROLES),
        must("span", "Whether the value is of its period or of the activity's whole life", *SPANS),
        must("breakdown", "Canonical text such as age=15-24;sex=f; empty text is the total"),
        must("state", "Reported, or why there is no value", *STATES),
        number("value", "The value; a reported zero is a value"),
        number("numerator", "Of a ratio"),
        number("denominator", "Of a ratio"),
        number("low", "Lower end of a range"),
        number("high", "Upper end of a range"),
        text("unit", "Unit as reported"),
        text("value_as_written", "The value in the reporter's own characters"),
        text("base_period", "Of a change: the period it is measured against"),
        text("qualifier", "How exact the source says the value is", *QUALIFIERS),
        text("maturity", "How settled the value is", *MATURITIES),
        date("as_of", "The day the value was true or the edition of its source was made"),
        date("stated_on", "The day a target or a result was stated"),
        text(
            "basis",
            "What a target rests on: planned or actual resources, or the code of the condition it depends on",
        ),
        number("basis_amount", "Amount a target rests on"),
        text("fund_years", "Fiscal years of the money behind a result, such as FY2015/FY2017"),
        text("account", "Account of the money behind a result"),
        text("sensitivity", "Empty, or who may see the figure"),
        text("source", "Code of the source"),
        text("note", "Remark of the reporter"),
        text("reason", "Of a result: why its target was missed, or exceeded by far", *REASONS),
        text("explanation", "The same in the reporter's words"),
        text("plan", "Of a target missed: what is done about it and how; if it is infeasible, what instead"),
        date("plan_by", "By when the plan is carried out"),
        *_TRACE,
    ),
    (
        "indicator",
        "place",
        "period_start",
        "period_end",
        "cohort",
        "agency",
        "activity",
        "role",
        "span",
        "breakdown",
        "as_of",
        "stated_on",
        "source",
    ),
    (
        to("indicators"),
        to("places"),
        ForeignKey(("agency",), "agencies", ("code",)),
        ForeignKey(("activity",), "activities", ("code",)),
        to("sources"),
        to("submissions"),
    ),
)

TRANSACTIONS = Table(
    "transactions",
    "An amount of money at one funding stage; stages are never summed with one another",
    (
        must("stage", "Funding stage", *STAGES),
        Column("amount", Type.DECIMAL, "The amount", True),
        must("currency", "ISO 4217 code"),
        must("kind", "An increment adds; of balances the latest stands", "increment", "balance"),
        date("as_of", "The day a balance was struck"),
        text("fund_year", "Fiscal year of the appropriation, such as FY2016"),
        date("period_start", "First day of the period"),
        date("period_end", "Last day of the period"),
        text("period_as_written", "The period in the source's own words"),
        text("provider", "Who gives"),
        text("receiver", "Who receives"),
        text("account", "Account the money comes from"),
        text("place", "Code of the place"),
        text("node", "Code of the node of a framework"),
        text("agency", "Code of the agency"),
        text("activity", "Code of the activity"),
        text("qualifier", "How exact the source says the amount is", *QUALIFIERS),
        text("value_as_written", "The amount in the source's own characters"),
        text("source", "Code of the source"),
        text("note", "Remark of the reporter"),
        *_TRACE,
    ),
    ("submission", "row"),
    (
        to("places"),
        ForeignKey(("agency",), "agencies", ("code",)),
        ForeignKey(("activity",), "activities", ("code",)),
        to("sources"),
        to("submissions"),
    ),
)

REVISIONS = Table(
    "revisions",
    "Statements that a later approved submission restated; the figures table holds the one that stands",
    (*FIGURES.columns, must("restated_by", "The submission whose statement stands")),
    (*FIGURES.key, "submission", "row"),
    FIGURES.foreign_keys,
)

#: What makes two statements of money statements of the same: in a later approved call of the same reporter they restate.
#: Undated ones are told apart by their words. Rows of one submission are parts: they add, and restate together.
SAME_MONEY = (
    "stage",
    "kind",
    "provider",
    "receiver",
    "account",
    "place",
    "node",
    "agency",
    "activity",
    "fund_year",
    "period_start",
    "period_end",
    "as_of",
    "source",
)

TRANSACTION_REVISIONS = Table(
    "transaction_revisions",
    "Amounts that a later approved submission of the same reporter restated; transactions holds those that stand",
    (*TRANSACTIONS.columns, must("restated_by", "The submission whose statement stands")),
    TRANSACTIONS.key,
    TRANSACTIONS.foreign_keys,
)
