"""The breakdown is not asked of this indicator

The figure can be kept, but no table shows it, because the indicator's reference sheet does not have this breakdown.

How to mend it: leave it, or ask for the dimension to be added to the indicator.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("indicators", "dimensions", "indicator_dimensions")
COLUMN = "breakdown"
QUERY = """
    with parts as (
        select distinct indicator, breakdown, split_part(unnest(string_split(breakdown, ';')), '=', 1) as dimension
        from (select distinct indicator, breakdown from new where breakdown <> '')
    ),
    wrong as (
        select parts.*
        from parts
        semi join indicators on indicators.code = parts.indicator
        semi join dimensions on dimensions.code = parts.dimension
        anti join indicator_dimensions asked
            on asked.indicator = parts.indicator and asked.dimension = parts.dimension
    )
    select here(n) as here, wrong.indicator, wrong.dimension
    from new n join wrong on wrong.indicator = n.indicator and wrong.breakdown = n.breakdown
"""
FOUND = "%(indicator)s is not asked by %(dimension)s"
FIX = "leave it, or have the dimension added to the indicator"

PASSES = """\
indicator,place,period,role,agency,activity,breakdown,value
people-trained,SV,FY2017,result,usaid,courts,sex=f,60
"""
FAILS = """\
indicator,place,period,role,agency,activity,breakdown,value
people-trained,SV,FY2017,result,usaid,courts,age=15-24;sex=f,60
"""
