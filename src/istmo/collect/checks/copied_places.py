"""Every place has the same result

Three or more places with exactly the same number, and none with another, look like one cell that was copied down, or a
regional total written into each country.

How to mend it: give each place its own value. What a regional program cannot split is reported once, for the region. If
the values are right, say so in the note.
"""

from istmo.kernel.problem import Severity
from istmo.kernel.tables import FIGURES

SEVERITY = Severity.WARNING
NEEDS = ("indicators",)
COLUMN = "value"
#: From so many places on, and so large a number on, chance is no good explanation.
PLACES, LEAST = 3, 10
_HASH = f"hash({', '.join(f'n.{column}' for column in FIGURES.key if column not in ('place', 'role'))})"
# Results only: the same target for each place is a plan. A score or a state has few values, and its twins are common.
# A hash of 64 bits stands for the series, as in parts_above_total.
QUERY = f"""
    with counted as (select code from indicators where measure in ('count', 'amount', 'ratio', 'quantity')),
    copied as (
        select {_HASH} as series, count(*) as how_many
        from new n
        where n.role = 'result' and n.value is not null and n.indicator in (select code from counted)
        group by all having min(n.value) = max(n.value) and count(*) >= {PLACES} and min(n.value) >= {LEAST}
    )
    select here(n) as here, n.indicator, n.value, period_of(n) as period, copied.how_many
    from new n join copied on copied.series = {_HASH}
    where n.role = 'result' and n.value is not null and n.note is null
"""
FOUND = "%(indicator)s is %(value)s in each of %(how_many)s places in %(period)s"
EXPECTED = "places differ"
FIX = "give each place its own value, or report once for the region; if they are the same, say so in the note"

PASSES = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2017,result,usaid,courts,120
people-trained,HN,FY2017,result,usaid,courts,120
people-trained,CR,FY2017,result,usaid,courts,121
people-trained,SV,FY2018,target,usaid,courts,120
people-trained,HN,FY2018,target,usaid,courts,120
people-trained,CR,FY2018,target,usaid,courts,120
"""
FAILS = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2017,result,usaid,courts,120
people-trained,HN,FY2017,result,usaid,courts,120
people-trained,CR,FY2017,result,usaid,courts,120
"""
