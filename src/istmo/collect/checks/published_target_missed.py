"""A result misses a target that was published, and nobody says why

The target stands in the last release. Readers have seen it, and ask what became of it (31 U.S.C. 1116).

How to mend it: in the row of the result, choose a `reason`, say why in `explanation`, and in `plan` and `plan_by` what
is done about it and by when. If the target was changed meanwhile, send the new one with this file.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("last", "indicators", "conditions")
COLUMN = "value"
_NEVER_EMPTY = ("indicator", "place", "span", "breakdown")
_MAY_BE_EMPTY = ("period_start", "period_end", "cohort", "agency", "activity")
_SAME = " and ".join(
    [
        *(f"t.{column} = n.{column}" for column in _NEVER_EMPTY),
        *(f"t.{column} is not distinct from n.{column}" for column in _MAY_BE_EMPTY),
    ]
)
# The latest target of a series counts, and none that the file states anew. One on a condition that is not met asks
# nothing. Parts without a value are left alone: the release tells them.
QUERY = f"""
    with aimed as (
        select n.* from last n where n.role = 'target' and n.value is not null
        qualify row_number() over (
            partition by {", ".join(f"n.{column}" for column in (*_NEVER_EMPTY, *_MAY_BE_EMPTY))}
            order by n.stated_on desc nulls last, n.as_of desc nulls last, n.submission desc, n.row desc
        ) = 1
    )
    select here(n) as here, n.indicator, n.place, period_of(n) as period, n.value, t.value as target
    from new n join aimed t on {_SAME} join indicators i on i.code = n.indicator
    where n.role = 'result' and n.reason is null and n.explanation is null
        and i.measure not in ('milestone', 'text')
        and ((i.direction = 'up' and n.value < t.value) or (i.direction = 'down' and n.value > t.value))
        and not exists (select 1 from conditions c where c.code = t.basis and c.met_on is null)
        and not exists (select 1 from new t where t.role = 'target' and {_SAME})
"""
FOUND = (
    "%(indicator)s for %(place)s, %(period)s is %(value)s, which misses the published target of %(target)s"
)
FIX = (
    "give a reason and an explanation in this row, and in plan and plan_by what is done about it and by "
    "when (in a workbook: the columns from Target missed because to Done by)"
)

LAST = """\
indicator,place,period,role,agency,activity,value,stated_on
people-trained,SV,FY2017,target,usaid,courts,120,2016-09-15
people-trained,HN,FY2017,target,usaid,courts,120,2016-09-15
"""
PASSES = """\
indicator,place,period,role,agency,activity,value,reason
people-trained,SV,FY2017,result,usaid,courts,120,
people-trained,HN,FY2017,result,usaid,courts,90,suspended_funds
people-trained,SV,FY2017,result,usaid,prisons,90,
"""
FAILS = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2017,result,usaid,courts,90
"""
