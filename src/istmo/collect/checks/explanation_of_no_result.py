"""A reason, explanation or plan stands beside something that is no result

Why a target was missed is read in the row of the result. Beside a target or a baseline nobody finds it.

How to mend it: move it into the row of the result. If there is no result, write that row with the state not_available.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
COLUMN = "explanation"
ROW = """
    n.role <> 'result'
    and (n.reason is not null or n.explanation is not null or n.plan is not null or n.plan_by is not null)
"""
FOUND = "the %(role)s of %(indicator)s has a reason, explanation or plan, which belongs to a result"
FIX = "move it into the row of the result"

PASSES = """\
indicator,place,period,role,value,state,reason,explanation
people-trained,SV,FY2017,target,120,,,
people-trained,SV,FY2017,result,,not_available,late_funds,The money came in the last month
"""
FAILS = """\
indicator,place,period,role,value,reason,explanation
people-trained,SV,FY2017,target,120,late_funds,The money came in the last month
"""
