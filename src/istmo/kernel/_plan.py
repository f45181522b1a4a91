"""The tables that hold what a strategy wants and how it is measured."""

from istmo.kernel._changed import FATES
from istmo.kernel.schema import KINDS, ForeignKey, Table, date, flag, must, number, text, to, whole

FRAMEWORKS = Table(
    "frameworks",
    "Strategies and plans",
    (
        must("code", "Short name, such as strategy-2017"),
        must("title", "Name"),
        must("version", "Version of its text"),
        text(
            "standing",
            "main: the one reported on; partner: another government's or body's own; past: what came before",
            "main",
            "partner",
            "past",
        ),
        flag("illustrative", "Whether it is an exercise: its agencies and figures are invented"),
        date("effective_on", "Day from which this version holds"),
        text("mission", "What it is for, in our own words"),
        text("legal_basis", "What obliges its authors to report"),
        text("source", "Source of the mission"),
        whole("char_start", "First character of the mission in the source's text"),
        whole("char_end", "Character after the last"),
        text("zero_date", "The day horizons are counted from; empty where not stated"),
        number(
            "share_needed", "Share of the expected reports below which a rolled-up ratio is not available"
        ),
        text(
            "funds_from", "First fiscal year whose money is its own, such as FY2016; empty where not stated"
        ),
        whole(
            "lag_months", "Months from the end of a fund year to its first results; empty where not stated"
        ),
        text(
            "sheets",
            "required: a call asks for no performance indicator whose reference sheet is incomplete; advised, or empty:"
            " it says so and asks",
            "required",
            "advised",
        ),
    ),
    ("code",),
    (to("sources"),),
)

NODES = Table(
    "nodes",
    "Lines of effort, goals, objectives and sub-objectives",
    (
        must("framework", "Framework the node belongs to"),
        must("code", "Code, unique within its framework"),
        must("level", "What the framework calls it: line of effort, objective, sub-objective …"),
        must("title", "Short name"),
        text("text", "What it says, in our own words"),
        whole("position", "Order among all nodes of the framework", True),
        text(
            "placement",
            "document, or analyst where the document does not say where it belongs",
            "document",
            "analyst",
        ),
        text("horizon", "Horizon of the framework it belongs to; empty where not stated"),
        text("note", "What a reader should know about it"),
        text("source", "Source that states it"),
        whole("char_start", "First character in the source's text"),
        whole("char_end", "Character after the last"),
    ),
    ("framework", "code"),
    (
        to("frameworks"),
        ForeignKey(("framework", "horizon"), "horizons", ("framework", "code")),
        to("sources"),
    ),
)

NODE_PARENTS = Table(
    "node_parents",
    "Which node stands under which; one node may stand under several and counts once in a total",
    (
        must("framework", "Framework of both"),
        must("node", "The lower node"),
        must("parent", "The higher node"),
        whole("position", "1 for the first place a node is printed in", True),
    ),
    ("framework", "node", "parent"),
    (
        ForeignKey(("framework", "node"), "nodes", ("framework", "code")),
        ForeignKey(("framework", "parent"), "nodes", ("framework", "code")),
    ),
)

LINKS = Table(
    "links",
    "Crosswalk between nodes of two frameworks",
    (
        must("framework", "Framework of the first node"),
        must("node", "First node"),
        must("to_framework", "Framework of the second node"),
        must("to_node", "Second node"),
        must("match", "How alike they are", "exact", "close", "broad", "narrow", "related"),
        text("note", "Why"),
    ),
    ("framework", "node", "to_framework", "to_node"),
    (
        ForeignKey(("framework", "node"), "nodes", ("framework", "code")),
        ForeignKey(("to_framework", "to_node"), "nodes", ("framework", "code")),
    ),
)

HORIZONS = Table(
    "horizons",
    "Short, medium and long term of a framework; bounds may touch and the last may be open",
    (
        must("framework", "Framework"),
        must("code", "Code"),
        must("title", "Name"),
        whole("years_from", "First year counted from the zero date"),
        whole("years_to", "Last year"),
        flag("open_ended", "Whether it goes on beyond the last year"),
        text("text", "What is to happen in it, in our own words"),
        text("condition", "What it depends on"),
        text("source", "Source that states it"),
        whole("char_start", "First character in the source's text"),
        whole("char_end", "Character after the last"),
    ),
    ("framework", "code"),
    (to("frameworks"), to("sources")),
)

SECTIONS = Table(
    "sections",
    "Passages of the report that are told in words: who evaluates, what partners measure, what changes",
    (
        must("framework", "Framework"),
        must(
            "part",
            "Part of the annual report the passage belongs to",
            "mission",
            "goals",
            "benchmarks",
            "process",
            "partners",
            "timelines",
            "assessment",
            "changes",
        ),
        whole("position", "Order within the part", True),
        must("text", "The passage in our own words"),
        text("source", "Source that states it"),
        whole("char_start", "First character in the source's text"),
        whole("char_end", "Character after the last"),
    ),
    ("framework", "part", "position"),
    (to("frameworks"), to("sources")),
)

INDICATORS = Table(
    "indicators",
    "What is measured, and the algebra by which its figures may be added up",
    (
        must("code", "Code, unique in the whole architecture"),
        text("framework", "Framework whose file defines it; empty where another publisher's own words do"),
        text("agency", "Publisher whose own words it is; empty where a framework of ours defines it"),
        text("activity", "Of a publisher's own indicator: the activity it belongs to"),
        must("title", "Name"),
        must("kind", "Output and outcome are performance; context is contribution only", *KINDS),
        must("preset", "The author's short way to say the algebra"),
        must(
            "measure",
            "What the number is",
            "count",
            "amount",
            "ratio",
            "quantity",
            "score",
            "change",
            "milestone",
            "text",
        ),
        text("counts", "Of a count: what is counted", "people", "contacts", "things"),
        must("time", "How values of one series combine over time", "flow", "stock", "running", "none"),
        must("over_places", "Whether places add up", "sum", "none"),
        must("over_series", "How several agencies or activities combine", "sum", "range", "ratio", "none"),
        must("direction", "Which way is good; none has no achievement and no colour", "up", "down", "none"),
        text("unit", "Unit of the value"),
        number("per", "Of a ratio: 100 for percent, 100000 for a rate per 100,000"),
        flag("bounded", "Of a ratio: the numerator cannot exceed the denominator"),
        text("statistic", "Of a quantity: mean or median", "mean", "median"),
        number("valid_min", "Smallest value that can be true"),
        number("valid_max", "Largest value that can be true"),
        text("input", "What the result rests on", "assistance", "diplomacy", "both"),
        text("vocabulary", "Vocabulary of the standard code, such as US-F or WDI"),
        text("standard_code", "Code in that vocabulary"),
        text("custom_reason", "Why no standard indicator fits"),
        text("within", "Indicator whose population contains this one's; the two are never pooled"),
        text("definition", "Precise definition"),
        text("caveat", "What a reader must know beside the number"),
        text("sector", "Sector, for context pages"),
        text("preferred_source", "Of two sources of one measure: the one shown first"),
        text("states", "Of a milestone: its states in order, separated by |"),
        text("horizon", "Horizon of its framework it is to be reached in; empty where not stated"),
        whole(
            "lag_months", "Months from the end of a fund year to its first results, if not the framework's"
        ),
        date("closed_on", "First day on which the framework no longer has it; its figures keep it"),
    ),
    ("code",),
    (
        to("frameworks"),
        ForeignKey(("agency",), "agencies", ("code",)),
        ForeignKey(("activity",), "activities", ("code",)),
        ForeignKey(("framework", "horizon"), "horizons", ("framework", "code")),
        ForeignKey(("within",), "indicators", ("code",)),
        ForeignKey(("preferred_source",), "sources", ("code",)),
    ),
)

INDICATOR_NODES = Table(
    "indicator_nodes",
    "Which nodes an indicator measures",
    (
        must("indicator", "Indicator"),
        must("framework", "Framework"),
        must("node", "Node"),
        text("fate", "Of a node that it stands under through a mapping: what became of its old node", *FATES),
        text("via", "Of such a node: the old one it comes from, and whether it was divided"),
        number("share", "Of a split with shares: the share of the total that counts here"),
    ),
    ("indicator", "framework", "node"),
    (to("indicators"), ForeignKey(("framework", "node"), "nodes", ("framework", "code"))),
)

APPLICABILITY = Table(
    "applicability",
    "Where and of whom an indicator is asked; an empty place or agency means every one",
    (must("indicator", "Indicator"), must("place", "Place, or empty"), must("agency", "Agency, or empty")),
    ("indicator", "place", "agency"),
    (to("indicators"), to("places"), ForeignKey(("agency",), "agencies", ("code",))),
)

DIMENSIONS = Table(
    "dimensions",
    "Ways a figure may be broken down",
    (
        must("code", "Code, such as sex"),
        must("title", "Name"),
        flag("exclusive", "Nobody is in two categories"),
        flag("complete", "The categories are all there are"),
    ),
    ("code",),
)

CATEGORIES = Table(
    "categories",
    "The categories of a dimension",
    (
        must("dimension", "Dimension"),
        must("code", "Code"),
        must("title", "Name"),
        whole("position", "Order", True),
    ),
    ("dimension", "code"),
    (to("dimensions"),),
)

INDICATOR_DIMENSIONS = Table(
    "indicator_dimensions",
    "Which breakdowns an indicator asks for",
    (must("indicator", "Indicator"), must("dimension", "Dimension"), flag("required", "Must be given")),
    ("indicator", "dimension"),
    (to("indicators"), to("dimensions")),
)
