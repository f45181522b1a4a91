"""A result misses its target, or exceeds it by far, and nobody says why

The law asks of every goal that was not met why, what is done about it and by when, or why it cannot be met at all
(31 U.S.C. 1116). A result of twice its target or more is as much a question: the target was too low, or something else
is counted.

How to mend it: in the row of the result, choose a `reason`, say why in `explanation`, and in `plan` and `plan_by` what
is done about it and by when. If the target cannot be met at all, the reason is `infeasible`, and the plan says what
instead.
"""

from istmo.kernel.measure import BY_FAR
from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("indicators", "conditions")
COLUMN = "value"
SAYS = ("misses", "exceeds by far")
_NEVER_EMPTY = ("indicator", "place", "span", "breakdown")
_MAY_BE_EMPTY = ("period_start", "period_end", "cohort", "agency", "activity")
_SAME = " and ".join(
    [
        *(f"t.{column} = n.{column}" for column in _NEVER_EMPTY),
        *(f"t.{column} is not distinct from n.{column}" for column in _MAY_BE_EMPTY),
    ]
)
#: A ratio may come as its parts only. Floats will do for a doubt.
_DIVIDED = "i.per::double * n.numerator::double / nullif(n.denominator::double, 0)"
_VALUE = f"coalesce(n.value, try_cast({_DIVIDED} as decimal(38, 9)))"
# The latest target of a series counts. One on a condition that is not met asks nothing.
QUERY = f"""
    with aimed as (
        select n.*, {_VALUE} as aim from new n join indicators i on i.code = n.indicator
        where n.role = 'target'
        qualify row_number() over (
            partition by {", ".join(f"n.{column}" for column in (*_NEVER_EMPTY, *_MAY_BE_EMPTY))}
            order by n.stated_on desc nulls last, n.as_of desc nulls last, n.row desc
        ) = 1
    ),
    compared as (
        select here(n) as here, n.indicator, n.place, period_of(n) as period, {_VALUE} as value, t.aim as target,
               i.direction, i.measure
        from new n join aimed t on {_SAME} join indicators i on i.code = n.indicator
        where n.role = 'result' and n.reason is null and n.explanation is null
            and i.measure not in ('milestone', 'text')
            and not exists (select 1 from conditions c where c.code = t.basis and c.met_on is null)
    )
    select here, indicator, place, period, value, target,
           case when value < target and direction = 'up' or value > target and direction = 'down'
                then '{SAYS[0]}' else '{SAYS[1]}' end as how
    from compared
    where (direction = 'up' and value < target) or (direction = 'down' and value > target)
        or (direction = 'up' and measure in ('count', 'amount') and target > 0 and value >= {BY_FAR} * target)
"""
FOUND = "%(indicator)s for %(place)s, %(period)s is %(value)s, which %(how)s its target of %(target)s"
EXPECTED = f"why, where a target is missed or {BY_FAR} times as much is reached"
FIX = (
    "give a reason and an explanation in this row, and in plan and plan_by what is done about it and by "
    "when (in a workbook: the columns from Target missed because to Done by)"
)

PASSES = """\
indicator,place,period,role,agency,activity,value,stated_on,basis,reason,explanation
people-trained,SV,FY2017,target,usaid,courts,120,2016-09-15,,,
people-trained,SV,FY2017,result,usaid,courts,119.5,,,security,Courses were put off while streets were closed
people-trained,HN,FY2017,target,usaid,courts,100,2016-09-15,,,
people-trained,HN,FY2017,result,usaid,courts,199,,,,
people-trained,GT,FY2017,target,usaid,courts,100,2016-09-15,money-comes,,
people-trained,GT,FY2017,result,usaid,courts,5,,,,
people-trained,CR,FY2017,result,usaid,courts,5,,,,
"""
FAILS = """\
indicator,place,period,role,agency,activity,value,stated_on,reason,explanation
people-trained,SV,FY2017,target,usaid,courts,120,2016-09-15,,
people-trained,SV,FY2017,result,usaid,courts,90,,,
people-trained,HN,FY2017,target,usaid,courts,100,2016-09-15,,
people-trained,HN,FY2017,result,usaid,courts,200,,,
"""
