"""All results are those of the year before

Five or more results of an agency, every one the same as a year earlier, look like last year's sheet sent again.

How to mend it: fill in this year's values. If nothing was done this year, report zero; if nothing is known yet, say so
in the state (not_available).
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("last",)
COLUMN = "value"
#: From so many results on chance is no good explanation.
LEAST = 5
DAYS = 3
_SAME = ("indicator", "place", "role", "span", "breakdown", "agency", "activity", "source")
_JOIN = " and ".join(
    [*(f"b.{c} = n.{c}" for c in _SAME[:5]), *(f"b.{c} is not distinct from n.{c}" for c in _SAME[5:])]
)
_OF = "n.agency, n.period_start, n.period_end"
# Of the whole last release only what this file can be held against: each agency's own part of it, not everybody's.
_LOOKED_AT = (
    "new.indicator = n.indicator and new.place = n.place and new.agency is not distinct from n.agency"
)
QUERY = f"""
    with before as (
        select n.* from last n semi join new on {_LOOKED_AT} where n.value is not null and n.role = 'result' and n.span = 'period'
        qualify row_number() over (
            partition by {", ".join(f"n.{column}" for column in (*_SAME, "period_start", "period_end"))}
            order by n.as_of desc nulls last, n.stated_on desc nulls last
        ) = 1
    ),
    compared as (
        select here(n) as here, n.agency, period_of(n) as period, n.value,
               count(*) over year as results, count(*) filter (where b.value = n.value) over year as same,
               max(abs(n.value)) over year as largest
        from new n join before b on b.period_end = n.period_start - 1 and {_JOIN}
        where abs((n.period_end - n.period_start) - (b.period_end - b.period_start)) <= {DAYS}
        window year as (partition by {_OF})
    )
    select here, agency, period, results from compared
    where same = results and results >= {LEAST} and largest > 0
"""
FOUND = (
    "all %(results)s results of %(agency)s for %(period)s are those of the year before",
    "all %(results)s results for %(period)s are those of the year before",
)
FIX = "fill in this year's values; report zero if nothing was done, or say that they are not available yet"

_YEAR = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,{0},result,usaid,courts,120
people-trained,HN,{0},result,usaid,courts,80
people-trained,CR,{0},result,usaid,courts,{1}
sales,SV,{0},result,usaid,courts,5000
sales,HN,{0},result,usaid,courts,7000
"""
LAST = _YEAR.format("FY2016", 40)
PASSES = _YEAR.format("FY2017", 41)
FAILS = _YEAR.format("FY2017", 40)
