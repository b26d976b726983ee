"""Numbers and dates as the readers of each language expect: decimal comma, thin space, real minus sign."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from app.clock import in_finland
from app.i18n.languages import Language, current_language

THIN_SPACE = "\u202f"
MINUS = "\u2212"


def number_text(value: float, decimals: int = 0, language: Language | None = None, *, signed: bool = False) -> str:
    """12345.6 → "12 345,6" (en: "12,345.6"); with `signed` also a plus sign. Rounds half away from zero."""
    language = language or current_language.get()
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    digits = f"{abs(rounded):,.{decimals}f}"
    if language != "en":
        digits = digits.replace(",", THIN_SPACE).replace(".", ",")
    sign = MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
    return sign + digits


def date_text(day: date | None, language: Language | None = None) -> str:
    """4.2.2019 in Finnish and Swedish, 4 February 2019 in English; nothing for no day."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = in_finland(day).date()
    if (language or current_language.get()) == "en":
        return f"{day.day} {day:%B %Y}"
    return f"{day.day}.{day.month}.{day.year}"


def moment_text(moment: datetime | None, language: Language | None = None) -> str:
    """A day with the time of the clock in Finland: 4.2.2019 klo 10.42."""
    if moment is None:
        return ""
    language = language or current_language.get()
    local = in_finland(moment)
    clock = {"fi": f"klo {local.hour}.{local:%M}", "sv": f"kl. {local.hour}.{local:%M}", "en": f"at {local:%H:%M}"}
    return f"{date_text(local.date(), language)} {clock[language]}"


def file_size_text(size: int) -> str:
    """Bytes as kB or MB: 1.2 MB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{number_text(size / 1_000_000, 1)} MB"
