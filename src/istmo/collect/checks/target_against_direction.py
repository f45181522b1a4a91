"""A target is worse than its baseline

The indicator is meant to rise, and the target lies below the value at the start (or the other way round). Then a
decline would count as a success.

How to mend it: look both numbers up; they may be swapped, or of another unit. If a smaller loss is the aim, say so in
the note.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("indicators",)
COLUMN = "value"
SAYS = ("rise", "fall")
_MAY_BE_EMPTY = ("agency", "activity")
# Levels only: of a flow the baseline is another period's amount, and a smaller program may rightly aim at less.
QUERY = f"""
    with judged as (
        select code, direction from indicators
        where direction in ('up', 'down')
            and (time = 'stock' or measure in ('ratio', 'quantity', 'score')) and measure <> 'milestone'
    ),
    started as (
        select n.indicator, n.place, n.breakdown, {", ".join(f"n.{column}" for column in _MAY_BE_EMPTY)},
               min(n.value) as lowest, max(n.value) as highest
        from new n join judged d on d.code = n.indicator
        where n.role = 'baseline' and n.value is not null
        group by all
    )
    select here(n) as here, n.indicator, n.value,
           case d.direction when 'up' then b.lowest else b.highest end as baseline,
           case d.direction when 'up' then '{SAYS[0]}' else '{SAYS[1]}' end as meant
    from new n join judged d on d.code = n.indicator
    join started b on b.indicator = n.indicator and b.place = n.place and b.breakdown = n.breakdown
        and {" and ".join(f"b.{c} is not distinct from n.{c}" for c in _MAY_BE_EMPTY)}
    where n.role = 'target' and n.note is null
        and ((d.direction = 'up' and n.value < b.lowest) or (d.direction = 'down' and n.value > b.highest))
"""
FOUND = "%(indicator)s is meant to %(meant)s, its baseline is %(baseline)s and its target %(value)s"
FIX = "look both numbers up; if the target is right, say in the note why"

PASSES = """\
indicator,place,period,role,agency,activity,value
pass-share,SV,FY2015,baseline,usaid,courts,40
pass-share,SV,FY2017,target,usaid,courts,55
pass-share,HN,FY2017,target,usaid,courts,35
people-trained,SV,FY2015,baseline,usaid,courts,400
people-trained,SV,FY2017,target,usaid,courts,300
"""
FAILS = """\
indicator,place,period,role,agency,activity,value
pass-share,SV,FY2015,baseline,usaid,courts,40
pass-share,SV,FY2017,target,usaid,courts,35
"""
