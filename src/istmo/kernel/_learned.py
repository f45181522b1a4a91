"""The tables that tell what was learned and what followed: evaluations, recommendations, decisions, conditions."""

from istmo.kernel.schema import ForeignKey, Table, date, flag, must, number, text, to, whole

EVALUATIONS = Table(
    "evaluations",
    "Evaluations: what was asked, how, how far it is, and what was found",
    (
        must("code", "Code"),
        must("title", "Name"),
        text("question", "What it asks"),
        text(
            "kind",
            "impact: what would have been without; performance: what was done and reached; other",
            "impact",
            "performance",
            "other",
        ),
        flag("external", "Whether the evaluators are independent of who carries out the work"),
        text("method", "How, in our own words"),
        text("agency", "Agency that has it made"),
        text("evaluator", "Who evaluates, as they are called"),
        must("status", "How far it is", "planned", "running", "done", "published", "dropped"),
        text("planned_for", "When it is to be completed, at the precision stated"),
        text("begun_on", "When it began, at the precision stated"),
        text("completed_on", "When it was completed, at the precision stated"),
        date("completed_by", "Last day of `completed_on`; empty where not stated"),
        text("published_on", "When it was published, at the precision stated"),
        date("published_by", "Last day of `published_on`; empty where not stated"),
        text("findings", "What it found, in our own words"),
        text("source", "Where it is published, or what names it"),
        whole("char_start", "First character in the source's text"),
        whole("char_end", "Character after the last"),
        text("note", "What a reader should know"),
    ),
    ("code",),
    (to("sources"), ForeignKey(("agency",), "agencies", ("code",))),
)

EVALUATION_LINKS = Table(
    "evaluation_links",
    "What an evaluation is about: one node, indicator, activity, place or sector a row",
    (
        must("evaluation", "Evaluation"),
        whole("position", "Order", True),
        text("framework", "Framework of the node"),
        text("node", "Node"),
        text("indicator", "Indicator"),
        text("activity", "Activity"),
        text("place", "Place"),
        text("sector", "Sector, in words or by its code"),
    ),
    ("evaluation", "position"),
    (
        to("evaluations"),
        ForeignKey(("framework", "node"), "nodes", ("framework", "code")),
        to("indicators"),
        ForeignKey(("activity",), "activities", ("code",)),
        to("places"),
    ),
)

RECOMMENDATIONS = Table(
    "recommendations",
    "What an evaluation recommends, to whom, and whether they agree",
    (
        must("evaluation", "Evaluation"),
        whole("position", "Order", True),
        must("text", "What is recommended, in our own words"),
        text("addressee", "To whom, as they are called"),
        text("agency", "Its code among the agencies, if it has one"),
        text(
            "response", "What they answered; empty: no answer told", "agreed", "partly_agreed", "not_agreed"
        ),
        text("due", "By when, at the precision stated"),
        date("due_by", "Last day of `due`; empty where no deadline is stated"),
        text("note", "What a reader should know"),
    ),
    ("evaluation", "position"),
    (to("evaluations"), ForeignKey(("agency",), "agencies", ("code",))),
)

RECOMMENDATION_FOLLOW_UPS = Table(
    "recommendation_follow_ups",
    "What informants said of a recommendation, in the order told; nothing is overwritten",
    (
        must("evaluation", "Evaluation"),
        whole("recommendation", "Position of the recommendation", True),
        whole("position", "Order", True),
        must("state", "State reached", "begun", "done", "dropped"),
        text("on", "When, at the precision stated"),
        date("on_by", "Last day of `on`; empty where not stated"),
        must("informant", "Who said so: an agency's code"),
        text("evidence", "Source of the evidence; empty: told without evidence"),
        text("note", "Remark, in our own words"),
    ),
    ("evaluation", "recommendation", "position"),
    (
        ForeignKey(("evaluation", "recommendation"), "recommendations", ("evaluation", "position")),
        ForeignKey(("informant",), "agencies", ("code",)),
        ForeignKey(("evidence",), "sources", ("code",)),
    ),
)

CONDITIONS = Table(
    "conditions",
    "What targets and undertakings depend on; a target names its condition as its basis",
    (
        must("code", "Code"),
        must("kind", "What it is", "funds", "reform", "other"),
        must("text", "The condition, in our own words"),
        text("undertaking", "The reform it is, if it is one"),
        date("met_on", "Day it was met; empty: not met, as far as the release knows"),
        text("evidence", "Source that shows that it was met"),
        text("source", "Source that states the condition"),
        text("note", "What a reader should know"),
    ),
    ("code",),
    (to("undertakings"), ForeignKey(("evidence",), "sources", ("code",)), to("sources")),
)

REFORM_DECISIONS = Table(
    "reform_decisions",
    "What was decided on assistance when a reform stood somewhere: status seen, change, by whom, when, why",
    (
        must("undertaking", "The reform"),
        whole("position", "Order", True),
        must("seen", "State it was seen in: one of the reform's own states, or dropped"),
        must(
            "change",
            "What was decided on assistance",
            "increased",
            "decreased",
            "held",
            "redirected",
            "none",
        ),
        text("activity", "Activity whose assistance it is; empty: not stated"),
        number("amount", "By how much; empty: not stated"),
        text("currency", "ISO 4217 code of the amount"),
        text("decided_by", "Who decided, as they are called"),
        text("agency", "Its code among the agencies, if it has one"),
        text("on", "When, at the precision stated"),
        date("on_by", "Last day of `on`; empty where not stated"),
        text("why", "Why, in our own words"),
        text("evidence", "Source of the evidence; empty: decided without evidence told"),
        whole("char_start", "First character in the evidence's text"),
        whole("char_end", "Character after the last"),
    ),
    ("undertaking", "position"),
    (
        to("undertakings"),
        ForeignKey(("activity",), "activities", ("code",)),
        ForeignKey(("agency",), "agencies", ("code",)),
        ForeignKey(("evidence",), "sources", ("code",)),
    ),
)
