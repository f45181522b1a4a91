"""The places of a country add up to more than the country

What towns report of an activity cannot together be more than what the country reports of it. The country's own value is
kept as it was reported; the reader is told of the contradiction. (Less is possible: not every town may have reported.)

How to mend it: correct the country's value or those of its places. If one person was counted in two places, say so in
the note of the country's value.
"""

from istmo.kernel.problem import Severity
from istmo.kernel.tables import FIGURES

SEVERITY = Severity.WARNING
NEEDS = ("indicators", "places", "place_members")
COLUMN = "value"
_SERIES = ", ".join(f"n.{column}" for column in FIGURES.key if column != "place")
_HASH = f"hash({_SERIES})"
# One step down only: a town counts in its district, and the district in its country. A hash of 64 bits stands for the
# series, as in parts_above_total.
QUERY = f"""
    with adds as (
        select code from indicators where measure in ('count', 'amount') and over_places = 'sum' and time <> 'none'
    ),
    inside as (
        select parent as whole, code as part, null::date as since, null::date as until
        from places where parent is not null
        union
        select place, member, since, until from place_members
        where (place, member) not in (select parent, code from places where parent is not null)
    ),
    told as (
        select {_HASH} as series, n.place, n.value, n.period_start, n.period_end
        from new n
        where n.value is not null and n.indicator in (select code from adds)
            and n.place in (select part from inside)
    ),
    sums as (
        select told.series, inside.whole, sum(told.value) as parts, count(*) as how_many
        from told join inside on inside.part = told.place
        where coalesce(inside.since <= told.period_start, true) and coalesce(inside.until >= told.period_end, true)
        group by all
    )
    select here(n) as here, n.indicator, n.place, n.value, sums.parts, sums.how_many
    from new n join sums on sums.series = {_HASH} and sums.whole = n.place
    where sums.parts > n.value and n.note is null
"""
FOUND = "%(indicator)s: places within %(place)s (%(how_many)s of them) add up to %(parts)s, and %(place)s itself is %(value)s"
FIX = "correct the value of the whole or of its places, or say in the note why both are right"

PASSES = """\
indicator,place,period,role,agency,activity,value
people-trained,HN,FY2017,result,usaid,courts,100
people-trained,HN-chamelecon,FY2017,result,usaid,courts,60
people-trained,HN-chamelecon,FY2017,result,usaid,prisons,160
homicide-rate,HN,FY2017,context,,,42
homicide-rate,HN-chamelecon,FY2017,context,,,90
"""
FAILS = """\
indicator,place,period,role,agency,activity,value
people-trained,northern-triangle,FY2017,result,usaid,courts,100
people-trained,HN,FY2017,result,usaid,courts,70
people-trained,SV,FY2017,result,usaid,courts,60
"""
