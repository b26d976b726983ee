"""What is wrong with a file of figures or one of its rows, in words that say what to do."""

from app.datafiles.figures import RowFault
from app.i18n import N_, gettext

FILE_FAULTS = {
    "empty": N_("There is nothing in the file. Check that the figures are on the first sheet, and send it again."),
    "too-large": N_("The file is larger than can be read (10 MB, 200,000 rows). Divide it, for example by years."),
    "too-large-inside": N_("The file is larger inside than can be read. Save the figures alone into a new workbook."),
    "no-table": N_("This is not a table that can be read. Save it as CSV or as an Excel workbook (.xlsx)."),
    "old-excel": N_("This is an old Excel file (.xls), or one with a password. Save it as .xlsx without one."),
    "no-json-stat": N_("This is not JSON-stat 2 with areas and periods. Choose JSON-stat 2 where you download it."),
    "many-dimensions": N_(
        "The file divides its figures by something that cannot be kept, such as age. "
        "Download it again with one choice of each classification other than area, period and sex."
    ),
}
ROW_FAULTS = {
    "no-number": N_("“%(text)s” is not a number. Write only digits and a decimal comma, or leave it empty."),
    "two-decimal-signs": N_("“%(text)s” has both a comma and a point. Leave one of them, before the decimals."),
    "no-period": N_("“%(text)s” is not a period. Write 2024, 2022–2024 or 2024M06."),
    "no-group": N_("The group “%(text)s” is not known. Write all, men or women."),
    "no-indicator": N_("The indicator is missing. Write its name or number."),
    "no-region": N_("The area is missing. Write its code or name."),
    "unknown-indicator": N_("The indicator “%(text)s” is not known. Choose above which one it is."),
    "unlisted-indicator": N_("The indicator “%(text)s” is not in the catalogue. Check its number, sotkanet:127."),
    "unknown-region": N_("The area “%(text)s” is not known. Write its code (KU272) or its whole name."),
    "unclear-region": N_("“%(text)s” may be several areas. Write the code: KU for a municipality, HVA for a county."),
    "ended-region": N_("The area “%(text)s” did not exist any more in that year. Check the year."),
    "twice": N_("The same figure stands twice in the file: “%(text)s”. Leave one of them."),
}


def fault_text(fault: RowFault) -> str:
    """In the reader's language."""
    return gettext(ROW_FAULTS[fault.fault], text=fault.text)
