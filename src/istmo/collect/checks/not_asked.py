"""The indicator is not asked of this place or agency

The framework says where, and of whom, an indicator is asked. A figure from elsewhere is kept, but the coverage of the
total does not expect it.

How to mend it: check the place and the agency. If the figure belongs there, ask for the indicator to be extended.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("indicators", "applicability", "places", "place_members", "agencies")
COLUMN = "place"
# Asked of a group or country means asked of all that lies in it; asked of an agency means of its units too. Context
# values of wider places are comparisons, not answers, and are welcome.
QUERY = """
    with recursive inside as (
        select code as place, code as part from places
        union
        select inside.place, below.part
        from inside join (
            select parent as place, code as part from places where parent is not null
            union all select place, member from place_members
        ) below on below.place = inside.part
    ),
    units as (
        select code as agency, code as unit from agencies
        union select parent, code from agencies where parent is not null
    ),
    answered as (
        select distinct n.indicator, n.place, n.agency
        from new n
        where n.indicator in (select indicator from applicability)
            and n.indicator in (select code from indicators where kind <> 'context')
    ),
    asked as (
        select answered.*
        from answered
        join applicability a on a.indicator = answered.indicator
        left join inside on inside.place = a.place and inside.part = answered.place
        left join units on units.agency = a.agency and units.unit = answered.agency
        where (a.place = '' or inside.part is not null)
            and (a.agency = '' or answered.agency is null or units.unit is not null)
    ),
    wrong as (select * from answered except select * from asked)
    select here(n) as here, wrong.indicator, wrong.place, wrong.agency
    from new n join wrong
        on wrong.indicator = n.indicator and wrong.place = n.place and wrong.agency is not distinct from n.agency
"""
FOUND = (
    "%(indicator)s is not asked of %(agency)s in %(place)s",
    "%(indicator)s is not asked of %(place)s",
)
FIX = "check place and agency, or have the indicator extended to them"

PASSES = """\
indicator,place,period,role,agency,value
law-passed,HN-chamelecon,FY2017,result,inl,1
reform,CR,FY2017,result,usaid-sv,1
"""
FAILS = """\
indicator,place,period,role,agency,value
law-passed,CR,FY2017,result,inl,1
reform,CR,FY2017,result,inl,1
"""
