"""The agency is not the one that carries out the activity

The figure credits one agency, the roster says that another carries the activity out. One of the two is wrong, or the
work is shared and the roster does not say so.

How to mend it: correct the agency or the activity. Units of an agency count as that agency.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
OTHERS = True
NEEDS = ("activities", "agencies")
COLUMN = "agency"
# Few pairs of agency and activity are in a file, so the pairs are judged and not the rows.
QUERY = """
    with family as (
        select code as agency, code as kin from agencies
        union select code, parent from agencies where parent is not null
        union select parent, code from agencies where parent is not null
    ),
    wrong as (
        select n.agency, n.activity, activities.agency as carrier
        from (select distinct agency, activity from new where agency is not null and activity is not null) n
        join activities on activities.code = n.activity and activities.agency is not null
        anti join family on family.agency = n.agency and family.kin = activities.agency
    )
    select here(n) as here, wrong.* from new n join wrong on wrong.agency = n.agency and wrong.activity = n.activity
"""
FOUND = "“%(activity)s” is carried out by %(carrier)s, and the figure is credited to %(agency)s"
FIX = "correct the agency or the activity, or have the roster changed"

PASSES = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2017,result,usaid,courts,120
people-trained,HN,FY2017,result,usaid-sv,courts,120
"""
FAILS = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2017,result,inl,courts,120
"""
