"""The value is far from the year before

A number that is three times the last one, or a third of it, is often a slip: another unit, a total in place of a
part, a decimal point. It may be true; then the note beside it should say why.

How to mend it: look the number up. If it is right, say in the note what happened.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("last", "indicators")
COLUMN = "value"
#: How many times as large, or as small, a value may be as that of the period before.
FACTOR = 3
#: Periods are of one length if they differ by no more days than a leap day and a month's end make.
DAYS = 3
_SAME = ("indicator", "place", "role", "span", "breakdown", "agency", "activity", "source")
# Without a note only: a note is taken as the explanation that is asked for. Of several statements the latest counts.
# Of the whole last release only what this file can be held against: each agency's own part of it, not everybody's.
_LOOKED_AT = (
    "new.indicator = n.indicator and new.place = n.place and new.agency is not distinct from n.agency"
)
QUERY = f"""
    with before as (
        select n.* from last n semi join new on {_LOOKED_AT}
        where n.value is not null and n.role in ('result', 'context')
        qualify row_number() over (
            partition by {", ".join(f"n.{column}" for column in (*_SAME, "period_start", "period_end"))}
            order by n.as_of desc nulls last, n.stated_on desc nulls last
        ) = 1
    ),
    compared as (select code from indicators where measure not in ('change', 'milestone', 'text'))
    select here(n) as here, n.indicator, n.place, n.value, b.value as earlier, period_of(n) as period,
           {{'start': b.period_start, 'end': b.period_end}} as earlier_period
    from new n join before b
        on b.period_end = n.period_start - 1
        and {" and ".join(f"b.{c} = n.{c}" for c in _SAME[:5])}
        and {" and ".join(f"b.{c} is not distinct from n.{c}" for c in _SAME[5:])}
    where n.note is null and n.indicator in (select code from compared)
        and abs((n.period_end - n.period_start) - (b.period_end - b.period_start)) <= {DAYS}
        and ((b.value > 0 and (n.value > b.value * {FACTOR} or n.value * {FACTOR} < b.value))
             or (b.value < 0 and n.value > 0))
"""
FOUND = ("%(indicator)s for %(place)s is %(value)s in %(period)s, and was %(earlier)s in %(earlier_period)s",)
EXPECTED = f"values rarely become {FACTOR} times as large, or a third, from one period to the next"
FIX = "look the number up; if it is right, say why in the note"

LAST = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2016,result,usaid,courts,120
"""
PASSES = """\
indicator,place,period,role,agency,activity,value,note
people-trained,SV,FY2017,result,usaid,courts,300,
people-trained,SV,FY2017,result,usaid,prisons,3000,
people-trained,SV,2017,result,usaid,courts,3000,
"""
FAILS = """\
indicator,place,period,role,agency,activity,value,note
people-trained,SV,FY2017,result,usaid,courts,1200,
"""
