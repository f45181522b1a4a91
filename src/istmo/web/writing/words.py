"""What the fields of a framework are called on its pages, and what a writer should know of them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Told = str | Promise

#: Key of a file, or column of a register -> label and hint.
FIELDS: dict[str, tuple[Told, Told]] = {
    "code": (_("Code"), _("Short and lasting: figures refer to it. Letters, digits and . _ + - only.")),
    "title": (_("Name"), _("As readers will see it.")),
    "name": (_("Name"), _("As readers will see it.")),
    "level": (_("Level"), _("What the framework calls it: line of effort, objective, sub-objective …")),
    "text": (_("Text"), _("What it says, in your own words.")),
    "source": (_("Source"), _("Code of the source that states it.")),
    "span": (_("Place in the source"), _("First character, and the one after the last, in its plain text.")),
    "placement": (_("Who placed it here"), _("The document itself, or an analyst where it does not say.")),
    "note": (_("Note"), _("What a reader should know about it.")),
    "horizon": (_("Horizon"), _("Code of the horizon it belongs to; empty where none is stated.")),
    "also_under": (_("Also under"), _("Codes of other nodes it stands under as well, one a line.")),
    "kind": (_("Kind"), _("Output and outcome are performance; context is contribution only.")),
    "preset": (
        _("How its figures add up"),
        _("The short way to say it. The rules below change parts of it."),
    ),
    "algebra.measure": (_("What the number is"), ""),
    "algebra.counts": (_("What is counted"), _("Only people can be the same people twice.")),
    "algebra.time": (
        _("Over time"),
        _("Flows add, a stock is read at the end of a period, a running total stands."),
    ),
    "algebra.over_places": (_("Over places"), _("Whether the values of places add up.")),
    "algebra.over_series": (
        _("Over agencies and activities"),
        _("Range: from the largest part to the sum, until a person decides."),
    ),
    "algebra.bounded": (_("The numerator cannot exceed the denominator"), ""),
    "algebra.statistic": (_("Of a time or quantity"), _("How it was made of its cases.")),
    "direction": (_("Which way is good"), _("None: it has no achievement and no colour.")),
    "unit": (_("Unit"), _("Such as people, USD or days.")),
    "per": (_("Per"), _("Of a ratio: 100 for percent, 100000 for a rate per 100,000.")),
    "states": (_("States"), _("Of a milestone: its states from first to last, one a line.")),
    "input": (_("What the result rests on"), ""),
    "nodes": (
        _("Stands under"),
        _("Codes of its nodes, one a line; framework/node for one of another framework."),
    ),
    "standard.vocabulary": (_("Vocabulary of the standard indicator"), _("Such as US-F or WDI.")),
    "standard.code": (_("Code of the standard indicator"), ""),
    "custom_reason": (_("Why no standard indicator fits"), _("Required where it has no standard code.")),
    "dimensions": (
        _("Breakdowns asked for"),
        _("One a line: the code of the dimension, and behind a | yes if every figure must have it."),
    ),
    "applies": (
        _("Where and of whom it is asked"),
        _("One a line: place | agency. Left empty it is asked everywhere and of everybody."),
    ),
    "valid.min": (_("Smallest value that can be true"), ""),
    "valid.max": (_("Largest value that can be true"), ""),
    "within": (
        _("Part of the population of"),
        _("Code of the indicator whose population contains this one's; the two are never pooled."),
    ),
    "definition": (_("Definition"), _("Precise enough that two people count the same.")),
    "caveat": (_("What a reader must know beside the number"), ""),
    "sector": (_("Sector"), _("For pages of context.")),
    "preferred_source": (_("Preferred source"), _("Of two sources of one measure the one shown first.")),
    "lag_months": (_("Months until first results"), _("From the end of a fund year.")),
    "aliases": (_("Other names"), _("One a line. A file that uses one of them is understood.")),
    "exclusive": (_("Nobody is in two categories"), ""),
    "complete": (_("The categories are all there are"), ""),
    "categories": (_("Categories"), _("One a line: code | name.")),
    "years": (_("Years"), _("First and last year, counted from the zero date.")),
    "open_ended": (_("Goes on beyond the last year"), ""),
    "condition": (_("What it depends on"), ""),
    "node": (_("Node"), _("Code of a node of this framework.")),
    "to": (_("Its like"), _("As framework/node.")),
    "match": (_("How alike they are"), ""),
    "version": (_("Version"), _("As readers will cite it, such as 2018 or 2.1.")),
    "standing": (_("Standing"), _("The framework reported on, a partner's beside it, or one of the past.")),
    "illustrative": (_("Invented, for practice"), _("Every page and file will say so.")),
    "effective_on": (_("Effective on"), _("First day it holds, such as 2018-10-01.")),
    "legal_basis": (_("Legal basis"), ""),
    "mission.text": (_("Mission"), _("In your own words.")),
    "mission.source": (_("Source of the mission"), ""),
    "mission.span": (_("Its place in the source"), ""),
    "zero_date": (_("Zero date"), _("The day from which horizons count.")),
    "share_needed": (_("Share of reports needed"), _("Of a pooled ratio, between 0 and 1.")),
    "funds_from": (_("First fund year"), _("Such as FY2016.")),
    "parent": (_("Lies in, or is a unit of"), _("Code of the one around it.")),
    "own": (_("Counts in own totals"), _("No for other donors and partners: they are shown beside.")),
    "publisher": (_("Publisher"), ""),
    "edition": (_("Edition"), ""),
    "published_on": (_("Published on"), _("As precisely as it is stated.")),
    "retrieved_on": (_("Taken on"), ""),
    "archived": (_("Archived"), _("As the page itself says.")),
    "last_updated": (_("Last updated"), _("As the page itself says.")),
    "licence": (_("Licence"), ""),
    "address": (_("Address"), _("One that will last.")),
    "sha256": (_("Hash of the document"), _("SHA-256 of the document as received.")),
    "iso2": (_("Two letters of ISO 3166"), ""),
    "iso3": (_("Three letters of ISO 3166"), ""),
    "units": (_("How many units it stands for"), _("Of a place that is not named.")),
    "latitude": (_("Degrees north"), ""),
    "longitude": (_("Degrees east"), ""),
    "members": (_("Members"), _("Codes of the places in the group, parted by |.")),
    "held": (_("When it met"), _("Such as 2017-06-15/2017-06-16.")),
    "place": (_("Where"), ""),
}

#: What lists of a file are called, and one entry of them.
LISTS: dict[str, tuple[Told, Told]] = {
    "head": (_("About the framework"), _("About the framework")),
    "nodes": (_("Tree"), _("Node")),
    "indicators": (_("Indicators"), _("Indicator")),
    "dimensions": (_("Breakdowns"), _("Breakdown")),
    "horizons": (_("Horizons"), _("Horizon")),
    "links": (_("Crosswalk"), _("Link")),
    "sections": (_("Passages"), _("Passage")),
    "places": (_("Places"), _("Place")),
    "agencies": (_("Agencies"), _("Agency")),
    "forums": (_("Conferences and forums"), _("Conference or forum")),
    "sources": (_("Sources"), _("Source")),
}

#: The presets in words: when to choose one.
PRESETS: dict[str, Told] = {
    "people_reached": _(
        "People reached in a period. Periods add up; the same person may be reached by two agencies, so their "
        "total is a range until somebody decides."
    ),
    "things_delivered": _(
        "Things made or handed over in a period: kits, kilometres, laws. All of them add up."
    ),
    "amount": _("Money or another amount of a period. All of it adds up."),
    "stock": _(
        "How many there are at the end of a period: officers in service, schools open. Years do not add up."
    ),
    "percentage": _(
        "A share of a whole. Totals pool numerators and denominators; percentages are never averaged."
    ),
    "mean_time": _("A mean time or other quantity per case. Nothing adds up; less is better."),
    "score": _("Points on a scale or index. Nothing adds up; say below which way is good."),
    "milestone": _("A state that is reached: planned, drafted, adopted. The states stand in their order."),
    "context_rate": _("A rate of the country, such as homicides per 100,000. Context: credited to nobody."),
    "change": _("A difference against a base that the source made itself. It is never totalled."),
    "text": _("An answer in words. It has no total."),
}

#: How alike two nodes are, in words.
MATCHES: dict[str, Told] = {
    "exact": _("exact: the same aim"),
    "close": _("close: nearly the same aim"),
    "broad": _("broad: the other one is wider"),
    "narrow": _("narrow: the other one is narrower"),
    "related": _("related: they touch, and figures do not carry over"),
}

#: Values of closed lists, in words.
VALUES: dict[str, Told] = {
    "yes": _("yes"),
    "no": _("no"),
    "none": _("none"),
    "output": _("output"),
    "outcome": _("outcome"),
    "context": _("context"),
    "document": _("the document"),
    "analyst": _("an analyst"),
    "main": _("the one reported on"),
    "partner": _("a partner's own"),
    "past": _("of the past"),
    "count": _("a count"),
    "amount": _("an amount"),
    "ratio": _("a ratio: numerator over denominator"),
    "quantity": _("a quantity"),
    "score": _("a score"),
    "change": _("a change"),
    "milestone": _("a milestone"),
    "text": _("a text"),
    "people": _("people"),
    "contacts": _("contacts"),
    "things": _("things"),
    "flow": _("flow: values of periods add"),
    "stock": _("stock: read at the end of the period"),
    "running": _("running total"),
    "sum": _("they add"),
    "range": _("a range until somebody decides"),
    "mean": _("mean"),
    "median": _("median"),
    "up": _("more is better"),
    "down": _("less is better"),
    "assistance": _("assistance"),
    "diplomacy": _("diplomacy"),
    "both": _("both"),
    "world": _("world"),
    "region": _("region"),
    "group": _("group"),
    "country": _("country"),
    "admin1": _("department or province"),
    "municipality": _("municipality"),
    "community": _("community"),
    "crossing": _("border crossing"),
    "not_named": _("not named"),
    "unattributed": _("unattributed"),
    "national": _("national"),
    "third_party": _("third party"),
    "own": _("own"),
    "conference": _("conference"),
    "roundtable": _("round table"),
    "commission": _("commission"),
    "dialogue": _("dialogue"),
    "working_group": _("working group"),
    "secretariat": _("secretariat"),
    "summit": _("summit"),
    "other": _("other"),
}

#: Kinds of change between two versions.
KINDS: dict[str, Told] = {
    "added": _("Added"),
    "dropped": _("Dropped"),
    "moved": _("Moved"),
    "split": _("Split"),
    "merged": _("Merged"),
    "reworded": _("Reworded"),
    "recoded": _("Another code"),
    "redefined": _("Redefined"),
    "emphasised": _("Another weight"),
    "algebra": _("Adds up otherwise"),
    "applicability": _("Asked of others"),
    "horizons": _("Horizons"),
}

SEVERITIES: dict[str, Told] = {"error": _("error"), "warning": _("warning"), "note": _("note")}
