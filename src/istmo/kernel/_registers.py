"""The tables that frameworks share: places, agencies, activities, benchmarks, forums, undertakings."""

from istmo.kernel.schema import ForeignKey, Table, date, flag, must, number, text, to, whole

PLACES = Table(
    "places",
    "Countries, groups of countries, places inside them, border crossings, places not named",
    (
        must("code", "Code"),
        must("name", "Name"),
        must(
            "kind",
            "What it is",
            "world",
            "region",
            "group",
            "country",
            "admin1",
            "municipality",
            "community",
            "crossing",
            "not_named",
            "unattributed",
        ),
        text("parent", "The place it lies in"),
        text("iso2", "ISO 3166 alpha-2"),
        text("iso3", "ISO 3166 alpha-3"),
        whole("units", "Of a place not named: how many units it stands for"),
        number("latitude", "Degrees north"),
        number("longitude", "Degrees east"),
        text("note", "What a reader should know"),
    ),
    ("code",),
    (ForeignKey(("parent",), "places", ("code",)),),
)

PLACE_MEMBERS = Table(
    "place_members",
    "Members of a group of places, with the dates they belong to it",
    (
        must("place", "The group"),
        must("member", "The member"),
        date("since", "First day"),
        date("until", "Last day"),
    ),
    ("place", "member"),
    (to("places"), ForeignKey(("member",), "places", ("code",))),
)

ALIASES = Table(
    "aliases",
    "Other names under which places, agencies, indicators, sources and forums are known",
    (
        must("kind", "What the code is of", "place", "agency", "indicator", "source", "forum"),
        must("alias", "The other name"),
        must("code", "Our code"),
    ),
    ("kind", "alias"),
)

AGENCIES = Table(
    "agencies",
    "Who reports; agencies that are not own are shown beside, in no own total",
    (
        must("code", "Code"),
        must("name", "Name"),
        flag("own", "Whether its figures count in own totals"),
        text("parent", "The agency it is a unit of"),
        text("kind", "What it is: government, multilateral, ngo, documents …"),
        text("note", "What a reader should know"),
    ),
    ("code",),
    (ForeignKey(("parent",), "agencies", ("code",)),),
)

ACTIVITIES = Table(
    "activities",
    "Programs and projects that performance figures belong to",
    (
        must("code", "Code"),
        must("title", "Name"),
        text("agency", "Agency that carries it out"),
        text("place", "Where"),
        text("node", "Node of the framework"),
        date("starts_on", "First day"),
        date("ends_on", "Last day"),
        text("stage", "Pilot, scaled or ended", "pilot", "scaled", "ended"),
        text(
            "evidence_grade",
            "How strong the evidence is that it works",
            "none",
            "anecdotal",
            "monitoring",
            "performance_evaluation",
            "impact_evaluation",
        ),
        text("evidence", "Source of that evidence"),
        text("predecessor", "Activity it goes on from: the pilot it scales, or the one it takes over"),
        number("value", "Its size: all the money it is planned to have; empty where not stated"),
        text("currency", "ISO 4217 code of the value"),
        text("channel", "Through whom: government, civil society …"),
        text("source", "Source that names it"),
        text("note", "What a reader should know"),
    ),
    ("code",),
    (
        ForeignKey(("agency",), "agencies", ("code",)),
        to("places"),
        to("sources"),
        ForeignKey(("evidence",), "sources", ("code",)),
        ForeignKey(("predecessor",), "activities", ("code",)),
    ),
)

ACTIVITY_PLACES = Table(
    "activity_places",
    "Where an activity works, where that is more than one place or its share is stated",
    (
        must("activity", "Activity"),
        must("place", "Place"),
        number("share", "Percent of the activity's money; empty where not stated"),
    ),
    ("activity", "place"),
    (ForeignKey(("activity",), "activities", ("code",)), to("places")),
)

ACTIVITY_SECTORS = Table(
    "activity_sectors",
    "What an activity is about, in the words of a sector vocabulary",
    (
        must("activity", "Activity"),
        must("vocabulary", "Vocabulary, such as DAC-5"),
        must("sector", "Code in that vocabulary"),
        text("title", "Name of the sector"),
        number("share", "Percent of the activity's money; empty where not stated"),
    ),
    ("activity", "vocabulary", "sector"),
    (ForeignKey(("activity",), "activities", ("code",)),),
)

ACTIVITY_PARTIES = Table(
    "activity_parties",
    "Who funds, answers for, extends or carries out an activity",
    (
        must("activity", "Activity"),
        must("role", "Role", "funding", "accountable", "extending", "implementing"),
        whole("position", "Order", True),
        must("name", "Name, or the code where no name is given"),
        text("agency", "Its code among the agencies, if it has one"),
        text("reference", "Its identifier as published"),
    ),
    ("activity", "role", "position"),
    (ForeignKey(("activity",), "activities", ("code",)), ForeignKey(("agency",), "agencies", ("code",))),
)

BENCHMARKS = Table(
    "benchmarks",
    "What a context value is compared with, and how that was made",
    (
        must("code", "Code"),
        must("title", "Name"),
        must("scope", "Regional or international", "regional", "international"),
        must("method", "How the value is made", "publisher", "mean", "median"),
        must("place", "Place whose published value it is, or group whose members it is made of"),
        text("note", "What a reader should know"),
    ),
    ("code",),
    (to("places"),),
)

FORUMS = Table(
    "forums",
    "Conferences, roundtables, commissions and dialogues in which undertakings are made and followed up",
    (
        must("code", "Code"),
        must("name", "Name"),
        text(
            "kind",
            "What it is",
            "conference",
            "roundtable",
            "commission",
            "dialogue",
            "working_group",
            "secretariat",
            "summit",
            "other",
        ),
        text("held", "When it met, at the precision stated, such as 2017-06-15/2017-06-16"),
        text("place", "Where it met, in words"),
        text("source", "Source that names it"),
        text("note", "What a reader should know"),
    ),
    ("code",),
    (to("sources"),),
)

UNDERTAKINGS = Table(
    "undertakings",
    "Commitments, reforms, plans and transitions: who does what by when",
    (
        must("code", "Code"),
        must("kind", "What it is", "commitment", "reform", "plan", "transition"),
        must("text", "What is to be done, in our own words"),
        text("made_on", "When it was made, at the precision stated"),
        text("due", "By when, at the precision stated, such as 2018-04; empty where no deadline is stated"),
        date("due_by", "Last day of `due`; empty where no deadline is stated or it is open"),
        text("due_as_written", "The deadline in the source's own words"),
        text("strength", "How firmly it is worded", "pledged", "exploratory", "reaffirmed", "declaratory"),
        text("trackable", "Whether anybody could see it done", "yes", "partly", "no"),
        text("forum", "Forum it was made in; empty where none is named"),
        text("parent", "Undertaking it is a part of; a part is not counted again"),
        must("states", "Its states from first to last, separated by |"),
        text("activity", "Of a transition: the activity that is handed over"),
        text("budget_line", "Of a transition: the budget line of whoever takes over"),
        text("condition", "Condition it depends on; unmet, it is not overdue"),
        text("proof", "What would show that it was kept (the analyst's proposal, not the source's)"),
        text("sensitivity", "Empty, or why only its status may be followed"),
        text("source", "Source that states it"),
        whole("char_start", "First character in the source's text"),
        whole("char_end", "Character after the last"),
        text("note", "What a reader should know"),
    ),
    ("code",),
    (
        to("forums"),
        ForeignKey(("parent",), "undertakings", ("code",)),
        to("sources"),
        ForeignKey(("activity",), "activities", ("code",)),
        to("conditions"),
    ),
)

UNDERTAKING_PARTIES = Table(
    "undertaking_parties",
    "Who undertook it, for or with whom, who supports it, and of a transition who takes over",
    (
        must("undertaking", "Undertaking"),
        must("role", "What the party is in it", "actor", "counterpart", "supporter", "successor"),
        whole("position", "Order", True),
        must("name", "The party as it is called; one that is not named says so"),
        text("agency", "Its code among the agencies, if it has one"),
        text("place", "Its code among the places, if it is a government"),
    ),
    ("undertaking", "role", "position"),
    (to("undertakings"), ForeignKey(("agency",), "agencies", ("code",)), to("places")),
)

UNDERTAKING_NODES = Table(
    "undertaking_nodes",
    "Which nodes an undertaking serves",
    (must("undertaking", "Undertaking"), must("framework", "Framework"), must("node", "Node")),
    ("undertaking", "framework", "node"),
    (to("undertakings"), ForeignKey(("framework", "node"), "nodes", ("framework", "code"))),
)

FOLLOW_UPS = Table(
    "follow_ups",
    "What informants said of an undertaking, in the order told; they may disagree, and nothing is overwritten",
    (
        must("undertaking", "Undertaking"),
        whole("position", "Order", True),
        must("state", "State reached: one of the undertaking's own states, or dropped"),
        text("party", "Party it is said of, as it is called; empty: of the whole"),
        text("on", "When the state was reached, at the precision stated"),
        date("on_by", "Last day of `on`; empty where not stated"),
        must("informant", "Who said so: an agency's code"),
        text("told_on", "When the informant said so, at the precision stated"),
        date("told_by", "Last day of `told_on`; empty where not stated"),
        text("evidence", "Source of the evidence; empty: told without evidence"),
        whole("char_start", "First character in the evidence's text"),
        whole("char_end", "Character after the last"),
        text("note", "Remark, in our own words"),
    ),
    ("undertaking", "position"),
    (
        to("undertakings"),
        ForeignKey(("informant",), "agencies", ("code",)),
        ForeignKey(("evidence",), "sources", ("code",)),
    ),
)

TEXTS = Table(
    "texts",
    "The same names and texts in other languages",
    (
        must("table", "Table the text is of"),
        must("code", "Code of its row (framework:code for nodes, horizons and sections)"),
        must("field", "Column"),
        must("language", "ISO 639-1 code"),
        must("text", "The text"),
    ),
    ("table", "code", "field", "language"),
)
