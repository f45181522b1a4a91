"""A performance figure names no activity

What assistance achieves is achieved by a program or project. Without it two agencies' figures cannot be told apart
where they worked with the same people, and the figure has no money and no dates beside it.

How to mend it: name the activity by its code in `activities.csv`. Documents often do not say; then the warning
travels with the figure.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("indicators",)
COLUMN = "activity"
ROW = """
    n.activity is null and n.role <> 'context' and indicators.kind <> 'context'
    and indicators.input in ('assistance', 'both')
"""
FOUND = "the %(role)s of an assistance indicator names no activity"
FIX = "write the code of its program or project from activities.csv"

PASSES = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2017,result,usaid,courts,120
law-passed,SV,FY2017,result,usaid,,1
"""
FAILS = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2017,result,usaid,,120
"""
