"""The arithmetic of days behind periods: from codes to days and back."""

from calendar import monthrange
from datetime import date, timedelta


def fiscal(day: date) -> int:
    """The U.S. fiscal year a day lies in."""
    return day.year + (day.month >= 10)


def months(year: int, month: int, count: int) -> tuple[date, date]:
    """First and last day of `count` months from this one; ValueError if there is no such month."""
    first = date(year, month, 1)
    return first, months_after(first, count) - timedelta(days=1)


def months_after(first: date, count: int) -> date:
    """The first day of the month `count` months after the month of `first`; a negative count goes back."""
    index = first.year * 12 + first.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)


def part(year: int, name: str, is_fiscal: bool) -> tuple[date, date]:
    """First and last day of a year (empty name), half (H1) or quarter (Q2), calendar or fiscal."""
    length = {"": 12, "H": 6, "Q": 3}[name[:1]]
    offset = (int(name[1:] or 1) - 1) * length
    start = months_after(date(year - 1, 10, 1) if is_fiscal else date(year, 1, 1), offset)
    return months(start.year, start.month, length)


def whole_months(start: date, end: date) -> int:
    """How many whole months these days are; 0 if they are not whole months."""
    if start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        return 0
    return (end.year - start.year) * 12 + end.month - start.month + 1


def name(start: date, end: date) -> tuple[str, str]:
    """Kind and code of these days."""
    if start == end:
        return "day", start.isoformat()
    count = whole_months(start, end)
    if count and count % 12 == 0 and start.month in (1, 10):
        return _years(start, end, count)
    return _part(start, count) or ("span", _span(start, end, count))


def _part(start: date, count: int) -> tuple[str, str] | None:
    year, month = f"{start.year:04d}", start.month
    if count == 1:
        return "month", f"{year}-{month:02d}"
    if count == 3 and month % 3 == 1:
        return "quarter", f"{year}-Q{month // 3 + 1}"
    if count == 6 and month in (1, 7):
        return "half", f"{year}-H{month // 6 + 1}"
    if count == 6 and month in (4, 10):
        return "fiscal_half", f"FY{fiscal(start):04d}-H{2 if month == 4 else 1}"
    return None


def _years(start: date, end: date, count: int) -> tuple[str, str]:
    mark, kind = ("FY", "fiscal_year") if start.month == 10 else ("", "year")
    first, last = (fiscal(start), fiscal(end)) if mark else (start.year, end.year)
    if count == 12:
        return kind, f"{mark}{first:04d}"
    return "span", f"{mark}{first:04d}/{mark}{last:04d}"


def _span(start: date, end: date, count: int) -> str:
    if count:
        return f"{start.isoformat()[:7]}/{end.isoformat()[:7]}"
    return f"{start.isoformat()}/{end.isoformat()}"


def since(start: date) -> str:
    """The shortest code that begins on this day."""
    return start.isoformat()[: 4 if start.month == start.day == 1 else 7 if start.day == 1 else 10]


def until(end: date) -> str:
    """The shortest code that ends on this day."""
    if end.day != monthrange(end.year, end.month)[1]:
        return end.isoformat()
    return end.isoformat()[: 4 if end.month == 12 else 7]
