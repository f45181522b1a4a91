"""A column looks like data about persons

Figures are counts and amounts. Names, identity numbers, telephones, addresses and dates of birth of beneficiaries are
not needed to count them, can harm them, and would be frozen into releases that cannot be edited.

How to mend it: delete the column from the file and send the totals only. If the column is something else (the name of
an organisation, say), give it a header that says so.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.ERROR
OVER = ("headers",)
COLUMN = ""  # the query says which
# Headers are compared in lower case without accents, with every run of other signs read as one space.
_PERSON = (
    "(beneficiary|participant|respondent|student|patient|victim|person|beneficiari[oa]|participante|encuestad[oa]"
    "|estudiante|paciente|victima|persona)"
)
_WORDS = "|".join(
    (
        f"((first|last|full|middle|given|family|{_PERSON}s?( s)?) )?names?|surnames?",
        rf"nombres?( (completo|y apellidos?|del? (la )?{_PERSON}))?",
        rf"(primer|segundo) (nombre|apellido)|apellidos?( y nombres?| del? (la )?{_PERSON})?",
        rf"({_PERSON} )?e ?mail( address)?|correo( electronico)?( del? (la )?{_PERSON})?",
        "((tele|mobile |cell )?phone|mobile|cell)( (number|no))?|whatsapp",
        rf"((numero|no|n) (de )?)?(telefono|celular|movil)( movil)?( del? (la )?{_PERSON})?",
        rf"((home|street|postal|mailing|{_PERSON}) )?address|(direccion|domicilio)( del? (la )?{_PERSON})?",
        "(date of birth|birth ?(date|day)|dob|(fecha de |fecha )?nacimiento|fecha nac)",
        rf"(national |{_PERSON} )?id(entity|entification)?( card)? (number|no|document)|national id|passport( (number|no))?",
        "((numero|no|n) (de )?)?(dui|dpi|cedula|pasaporte|identidad|curp|nit)( de identidad)?|documento (unico )?de identidad",
        "social security( (number|no))?|ssn",
    )
)
QUERY = f"""
    select null::struct("row" bigint, "at" varchar) as here, "column", header
    from headers
    where regexp_full_match(
        trim(regexp_replace(strip_accents(lower(header)), '[^a-z0-9]+', ' ', 'g')), '({_WORDS})'
    )
"""
FOUND = "the column “%(header)s” looks like data about persons"
EXPECTED = "only figures are asked for, and nobody must be recognisable in them"
FIX = "delete the column and report totals, or rename it if it is about something else"

PASSES = """\
indicator,place,period,role,value,place name
homicide-rate,SV,2016,context,81.2,El Salvador
"""
FAILS = """\
indicator,place,period,role,value,Teléfono del participante,Full Name
homicide-rate,SV,2016,context,81.2,2222-3333,Ana López
"""
