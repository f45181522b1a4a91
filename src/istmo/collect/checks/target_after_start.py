"""A target was stated after its period had begun

A target that is written when results are already coming in is no target. It may stand, but the report says that it
was late.

How to mend it: nothing, if the date is right. If an earlier document stated the same target, give its date.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("activities",)
COLUMN = "stated_on"
# A target for the whole life of an activity is late once the activity has begun.
ROW = """
    n.role = 'target'
    and n.stated_on > case n.span when 'life' then activities.starts_on else n.period_start end
"""
FOUND = "the target for %(period)s was stated on %(stated_on)s, after its period began"
FIX = "give the date it was first stated, or leave it: the report will call it late"

PASSES = """\
indicator,place,period,role,agency,activity,value,stated_on
people-trained,SV,FY2017,target,usaid,courts,120,2016-09-15
"""
FAILS = """\
indicator,place,period,role,agency,activity,value,stated_on
people-trained,SV,FY2017,target,usaid,courts,120,2017-05-15
"""
