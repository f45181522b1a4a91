"""Data about persons are recognised in English and Spanish, and ordinary columns and remarks are left alone."""

from pathlib import Path

import pytest

from istmo.collect.checks._catalogue import all_checks
from istmo.collect.checks._tables import Given
from istmo.collect.checks.runner import examine
from tests.unit.collect.checks.small import parquet, registers

CHECKS = {check.code: check for check in all_checks()}

PERSONAL = (
    "Name", "first_name", "LAST NAME", "Beneficiary name", "participants' names", "Nombre", "Nombres y apellidos",
    "Nombre del participante", "NOMBRE DE LA BENEFICIARIA", "Apellidos", "e-mail", "Email address", "Correo electrónico",
    "Phone", "cell phone number", "Teléfono", "Número de teléfono", "WhatsApp", "Home address", "Dirección",
    "Date of birth", "Birthdate", "Fecha de nacimiento", "DUI", "DPI", "No. cédula", "Pasaporte", "Passport No.",
    "National ID", "ID number", "Social Security Number",
)  # fmt: skip
ORDINARY = (
    "indicator", "place", "Place name", "Nombre del indicador", "Nombre de la institución", "Country Name", "Source",
    "Periodo", "Fecha", "Date", "stated_on", "Participants", "Participantes", "Beneficiarios", "Number of women",
    "Dirección General", "Phone lines installed", "Correos enviados", "Births", "Identity cards issued", "Emails sent",
)  # fmt: skip

REMARKS = {
    "write to ana.lopez@example.org": True,
    "DUI 01234567-8": True,
    "DPI 2345 67890 0101": True,
    "SSN 123-45-6789": True,
    "call +503 2222-3333": True,
    "tel. 2222 3333": True,
    "(202) 555-0123": True,
    "revised from 80.9": False,
    "2010-2016, FY2015/FY2017": False,
    "5,278 of 12345678 people, $1,300,000": False,
    "table 3.1, pages 120-125; see 22 U.S.C. 2277": False,
    "@ market prices; A@B": False,
}


def told(header: str) -> bool:
    """Whether a file with this header besides the usual ones is refused."""
    given = Given(tables=registers(), headers={"unread:x": ("F", header)})
    return bool(examine(given, checks=[CHECKS["personal_columns"]]).problems)


@pytest.mark.parametrize("header", PERSONAL)
def test_header_about_persons_is_told(header: str) -> None:
    assert told(header)


@pytest.mark.parametrize("header", ORDINARY)
def test_ordinary_header_is_left_alone(header: str) -> None:
    assert not told(header)


@pytest.mark.parametrize(("remark", "personal"), REMARKS.items())
def test_remark_about_persons_is_told_and_not_repeated(remark: str, personal: bool, tmp_path: Path) -> None:
    text = f'indicator,place,period,role,value,note\nhomicide-rate,SV,2016,context,1,"{remark}"\n'
    figures = parquet(text, tmp_path / "new.parquet")
    problems = examine(
        Given(figures=figures, tables=registers()), checks=[CHECKS["personal_values"]]
    ).problems
    assert bool(problems) is personal
    assert not any(remark in problem.sentence for problem in problems)
