"""A balance does not say of which day it is

Of several balances the latest stands. Which one that is can only be seen from its day.

How to mend it: give the day in `as_of`. If the amount was added in the period, its kind is `increment`.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
OVER = ("money",)
COLUMN = "as_of"
ROW = "n.kind = 'balance' and n.as_of is null"
FOUND = "the amount %(stage)s is a balance, and its day is not given"
FIX = "give the day in as_of, or change kind to increment"

PASSES = """\
stage,amount,currency,kind,as_of
obligated,1000,USD,balance,2017-09-30
"""
FAILS = """\
stage,amount,currency,kind,as_of
obligated,1000,USD,balance,
"""
