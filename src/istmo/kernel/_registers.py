"""The tables that frameworks share: places, agencies, activities, sources, claims, benchmarks."""

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
    "Other names under which places, agencies, indicators and sources are known",
    (
        must("kind", "What the code is of", "place", "agency", "indicator", "source"),
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
        text("channel", "Through whom: government, civil society …"),
        text("source", "Source that names it"),
        text("note", "What a reader should know"),
    ),
    ("code",),
    (ForeignKey(("agency",), "agencies", ("code",)), to("places"), to("sources")),
)

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
        text("licence", "Licence"),
        text("address", "Long-lived address"),
        text("sha256", "SHA-256 of the text the spans count in"),
        text("note", "What a reader should know"),
    ),
    ("code",),
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
        text("note", "What a reader must know about it"),
    ),
    ("code",),
    (to("sources"), ForeignKey(("twin",), "claims", ("code",)), to("indicators"), to("places")),
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

UNDERTAKINGS = Table(
    "undertakings",
    "Commitments, reforms, plans and transitions",
    (
        must("code", "Code"),
        must("kind", "What it is", "commitment", "reform", "plan", "transition"),
        must("text", "What is to be done, in our own words"),
        text("actor", "Who"),
        text("counterpart", "For whom or with whom"),
        text("due", "By when, at the precision stated; empty where none is"),
        text("strength", "How firmly it is worded", "pledged", "exploratory", "reaffirmed", "declaratory"),
        text("forum", "Where it was made"),
        text("parent", "Undertaking it is a part of; a part is not counted again"),
        text("node", "Node it serves"),
        text("source", "Source that states it"),
        whole("char_start", "First character in the source's text"),
        whole("char_end", "Character after the last"),
    ),
    ("code",),
    (ForeignKey(("parent",), "undertakings", ("code",)), to("sources")),
)

FOLLOW_UPS = Table(
    "follow_ups",
    "What informants said of an undertaking; they may disagree",
    (
        must("undertaking", "Undertaking"),
        whole("position", "Order", True),
        must("state", "State reached"),
        text("on", "When, at the precision stated"),
        text("informant", "Who said so"),
        text("evidence", "Source of the evidence"),
        text("note", "Remark"),
    ),
    ("undertaking", "position"),
    (to("undertakings"),),
)

EVALUATIONS = Table(
    "evaluations",
    "Evaluations and what became of their recommendations",
    (
        must("code", "Code"),
        must("title", "Name"),
        text("question", "What it asked"),
        text("method", "How"),
        text("status", "Planned, running, done or published"),
        text("node", "Node it is about"),
        text("indicator", "Indicator it is about"),
        text("activity", "Activity it is about"),
        text("findings", "What it found"),
        text("source", "Where it is published"),
    ),
    ("code",),
    (to("sources"), to("indicators"), ForeignKey(("activity",), "activities", ("code",))),
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
