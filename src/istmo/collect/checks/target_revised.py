"""A target was changed, and nobody says why

The last release holds another target for the same figure. Both stay: the first beside the revised one. Without a reason
a reader must think that the target was moved to where the result is.

How to mend it: say in the note why it changed (more or less money, another plan). If the old target still holds, write
it again.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("last",)
COLUMN = "value"
_NEVER_EMPTY = ("indicator", "place", "span", "breakdown")
_MAY_BE_EMPTY = ("period_start", "period_end", "cohort", "agency", "activity")
_SAME = " and ".join(
    [
        *(f"b.{column} = n.{column}" for column in _NEVER_EMPTY),
        *(f"b.{column} is not distinct from n.{column}" for column in _MAY_BE_EMPTY),
    ]
)
QUERY = f"""
    with before as (
        select n.* from last n where n.role = 'target' and n.value is not null
        qualify row_number() over (
            partition by {", ".join(f"n.{column}" for column in (*_NEVER_EMPTY, *_MAY_BE_EMPTY))}
            order by n.stated_on desc nulls last, n.as_of desc nulls last, n.submission desc, n.row desc
        ) = 1
    )
    select here(n) as here, n.indicator, n.place, period_of(n) as period, n.value, b.value as earlier
    from new n join before b on {_SAME}
    where n.role = 'target' and n.value <> b.value and n.note is null
"""
FOUND = "the target of %(indicator)s for %(place)s, %(period)s was %(earlier)s and is now %(value)s, without a reason"
FIX = "say in the note why it changed, or write the old target again; the report shows both"

LAST = """\
indicator,place,period,role,agency,activity,value,stated_on
people-trained,SV,FY2018,target,usaid,courts,120,2016-09-15
"""
PASSES = """\
indicator,place,period,role,agency,activity,value,stated_on,note
people-trained,SV,FY2018,target,usaid,courts,120,2017-09-15,
people-trained,HN,FY2018,target,usaid,courts,90,2017-09-15,
people-trained,SV,FY2018,target,usaid,prisons,80,2017-09-15,
"""
FAILS = """\
indicator,place,period,role,agency,activity,value,stated_on
people-trained,SV,FY2018,target,usaid,courts,100,2017-09-15
"""
