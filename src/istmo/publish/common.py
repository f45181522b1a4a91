"""Single words that answers, units and levels are made of, for translation; whole sentences stand in the other catalogue."""

from istmo.publish.words import mark

#: What answers of questions say in one word, or fill into a sentence.
ANSWERS = (
    mark("withheld"), mark("risen"), mark("fallen"), mark("rose"), mark("fell"), mark("better"), mark("worse"), mark("unchanged"),
    mark("more"), mark("less"), mark("evaluation"), mark("deadline"), mark("follow-up"), mark("indicator"), mark("activity"),
    mark("forum"), mark("reason"), mark("explanation"), mark("plan"), mark("schedule"), mark("percentage"), mark("rate"),
    mark("contributory"), mark("causal"), mark("announced"), mark("proposed"), mark("drafted"), mark("enacted"), mark("signed"),
    mark("median"), mark("mean"), mark("sex"), mark("age"), mark("everywhere"), mark("value"), mark("base"), mark("count"),
    mark("quantity"), mark("score"), mark("milestone"), mark("amount"), mark("ratio"), mark("text"), mark("change"), mark("is"),
    mark("has"), mark("have"), mark("totals"), mark("open"), mark("closed"), mark("restated"), mark("redefined"), mark("withdrawn"),
    mark("held"), mark("lifted"), mark("decided"), mark("undone"), mark("trend"), mark("year"), mark("actor"), mark("place"),
    mark("and"), mark("above"), mark("below"), mark("equal"), mark("given"), mark("partial"), mark("unfinished"), mark("gender"), mark("received"),
    mark("established"), mark("created"), mark("installed"), mark("launched"), mark("issued"), mark("submitted"), mark("operating"),
    mark("custom"), mark("max"), mark("sum"),
)  # fmt: skip
#: Levels of a framework.
LEVELS = (
    mark("goal"), mark("objective"), mark("sub-objective"), mark("line of effort"), mark("line of action"), mark("focus area"),
    mark("programming priority"), mark("pillar"),
)  # fmt: skip
#: Units that frameworks count in.
UNITS = (
    mark("people"), mark("persons"), mark("families"), mark("homes"), mark("households"), mark("wells"), mark("clinics"),
    mark("victims"), mark("jobs"), mark("enterprises"), mark("neighborhoods"), mark("firearms"), mark("convictions"),
    mark("apprehensions"), mark("cases"), mark("countries"), mark("networks"), mark("committees"), mark("investigations"),
    mark("hours"), mark("days"), mark("weeks"), mark("months"), mark("years"), mark("points"), mark("percent"), mark("tons"),
    mark("metric tons"), mark("state"), mark("percent of GDP"), mark("percent of seats"), mark("percent of urban population"),
    mark("percent of population"), mark("percent of the labor force"), mark("percent of young people"),
    mark("per 100,000 people"), mark("2017 PPP dollars"),
)  # fmt: skip
#: Fields that indicators of context are told by.
FIELDS = (
    mark("Drugs"), mark("Poverty"), mark("Government"), mark("Rights"), mark("Enterprise"), mark("Organized crime"),
    mark("Migration"), mark("Trade"), mark("Justice"), mark("Corruption"), mark("Violence"), mark("Energy"), mark("Economy"),
    mark("People"), mark("Business climate"), mark("Employment"), mark("Revenue"),
)  # fmt: skip
#: What every answer about an exercise says.
EXERCISE = mark("Illustrative: invented for practice. Nobody did or reported what stands here.")
