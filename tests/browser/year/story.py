"""The year FY2026 as its reporters tell it: what they type at first, with its mistakes, and how they mend it."""

CALL, TITLE, YEAR = "exercise-2026", "Data call of FY2026", "FY2026"
RELEASE = "Report of FY2026"

_RESULT, _TARGET, _RIGHT = ("Results", "Result"), ("Targets", "Target FY"), ("Corrections", "Corrected")

_SERVED = ("People served", "Washing places")
#: Works: a text where a number is wanted, a comma that may mean two things, and what cannot be read at all.
WORKS_FIRST = {
    (*_RESULT, ("Wells built", "Bera")): "30",
    (*_RESULT, ("Wells built", "Regional")): "a dozen",
    (*_RESULT, ("Homes connected",)): "1,350",
    (*_RESULT, ("Water law",)): "4 | in-force",
    (*_RESULT, _SERVED): "520",
    (*_RESULT, (*_SERVED, ": women")): "300",
    (*_RESULT, (*_SERVED, ": men")): "230 (?)",
    (*_RESULT, ("Grants paid", "Alta", "Grants to")): "500000",
    (*_RESULT, ("Grants paid", "Bera")): "1020000",
    (*_TARGET, _SERVED): "600",
    (*_RIGHT, ("Wells built", "Cora")): "18",
    ("Corrections", "Reason for", ("Wells built", "Cora")): "Two wells were counted twice",
}
WORKS_MENDED = {
    (*_RESULT, ("Wells built", "Regional")): "12",
    (*_RESULT, ("Homes connected",)): "350",
    (*_RESULT, (*_SERVED, ": men")): "220",
}
#: Health in Alta: nothing wrong that a computer could find.
_CLINICS = ("People served", "Clinics in Alta")
HEALTH_FIRST = {
    (*_RESULT, _CLINICS): "950",
    (*_RESULT, (*_CLINICS, ": women")): "500",
    (*_RESULT, (*_CLINICS, ": men")): "450",
    (*_RESULT, ("Clinics open",)): "6",
    (*_RESULT, ("Mean wait",)): "28",
}
HEALTH_MENDED = {(*_RESULT, ("Clinics open",)): "7"}
