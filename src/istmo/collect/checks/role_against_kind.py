"""The role does not fit the kind of indicator

Context indicators carry context values: nobody sets a target for them as their own or reports a result. Performance
indicators carry baselines, targets and results. Mixing the two would credit someone with the state of a country.

How to mend it: write `context` for a context indicator, and baseline, target or result for any other.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.ERROR
NEEDS = ("indicators",)
COLUMN = "role"
ROW = "n.role <> '' and (n.role = 'context') <> (indicators.kind = 'context')"
TELLS = {"kind": "indicators.kind"}
FOUND = "%(indicator)s is an indicator of %(kind)s, and its role here is %(role)s"
EXPECTED = "context indicators have the role context, outputs and outcomes baseline, target or result"
FIX = "change the role, or the indicator"

PASSES = """\
indicator,place,period,role,agency,activity,value
homicide-rate,SV,2016,context,,,81.2
people-trained,SV,FY2017,target,usaid,courts,100
"""
FAILS = """\
indicator,place,period,role,agency,activity,value
homicide-rate,SV,2016,result,,,81.2
"""
