"""A breakdown that the indicator requires is missing

Some totals mean little without their parts: people trained, without how many of them are women. The framework marks
such breakdowns as required.

How to mend it: add the rows of the parts, such as sex=f and sex=m, beside the total.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("indicators", "indicator_dimensions")
COLUMN = "breakdown"
# One row per figure and required dimension: whether any of its parts is there.
QUERY = """
    with asked as (select indicator, dimension from indicator_dimensions where required),
    told as (
        select min(here(n)) as here, n.indicator, asked.dimension,
               bool_or(contains(';' || n.breakdown, ';' || asked.dimension || '=')) as given
        from new n join asked on asked.indicator = n.indicator
        where n.role = 'result' and n.state = 'reported'
        group by n.indicator, asked.dimension, n.place, n.period_start, n.period_end, n.agency, n.activity, n.source
    )
    select here, indicator, dimension from told where not given
"""
FOUND = "%(indicator)s is reported without its parts by %(dimension)s"
EXPECTED = "the framework requires this breakdown"
FIX = "add a row for each part, beside the total"

PASSES = """\
indicator,place,period,role,agency,activity,breakdown,value
people-trained,SV,FY2017,result,usaid,courts,,100
people-trained,SV,FY2017,result,usaid,courts,sex=f,60
"""
FAILS = """\
indicator,place,period,role,agency,activity,breakdown,value
people-trained,SV,FY2017,result,usaid,courts,,100
people-trained,HN,FY2017,result,usaid,courts,sex=f,60
"""
