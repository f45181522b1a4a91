"""A ratio is not what its numerator and denominator give

The value and its parts are told side by side, so they must tell the same. Where they do not, one of the three numbers
is wrong, and nobody can know which.

How to mend it: correct the number that is wrong, or leave the value empty: it is worked out from its parts.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("indicators",)
COLUMN = "value"
# Room for rounding: half a percent of the value, or half a unit on the scale of a percentage. Floats will do for a doubt.
ROW = """
    indicators.measure = 'ratio' and n.denominator > 0
    and abs(n.value::double * n.denominator::double - n.numerator::double * indicators.per::double)
        > n.denominator::double * greatest(0.005 * abs(n.value::double), 0.00501 * least(indicators.per, 100)::double)
"""
FOUND = "the value is %(value)s, but its parts are %(numerator)s of %(denominator)s"
TELLS = {"per": "indicators.per"}
EXPECTED = "the value is %(per)s times the numerator over the denominator"
FIX = "correct the one that is wrong, or leave the value empty"

PASSES = """\
indicator,place,period,role,agency,activity,value,numerator,denominator
pass-share,SV,FY2017,result,usaid,courts,67,2,3
"""
FAILS = """\
indicator,place,period,role,agency,activity,value,numerator,denominator
pass-share,SV,FY2017,result,usaid,courts,62,2,3
"""
