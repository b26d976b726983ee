"""What Word puts on the clipboard of a report: styles in every tag, lists as paragraphs, tables, footnotes."""

WORDS = "Väestön hyvinvointi on kehittynyt kaudella monin tavoin, ja erot alueiden välillä ovat kaventuneet. " * 8
RUN = "<span lang=FI style='font-size:11.0pt;font-family:\"Calibri\",sans-serif'>{}<o:p></o:p></span>"
PARAGRAPH = f"<p class=MsoNormal style='margin-bottom:8.0pt'>{RUN.format(WORDS)}</p>"
ITEM = (
    "<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'>"
    "<span style='mso-list:Ignore'>·<span>&nbsp;</span></span>{text}</p>"
)
CALL = "<a style='mso-footnote-id:ftn{0}' href='#_ftn{0}' name='_ftnref{0}'><span>[{0}]</span></a>"
NOTE = (
    "<div style='mso-element:footnote' id=ftn{0}><p class=MsoFootnoteText>"
    "<a style='mso-footnote-id:ftn{0}' href='#_ftnref{0}' name='_ftn{0}'>[{0}]</a> THL, Sotkanet, tieto {0}.</p></div>"
)
CELL = "<td width=151 style='border:solid windowtext 1.0pt'><p class=MsoNormal>{}</p></td>"


def word_document(pages: int) -> str:
    """HTML of so many pages, each with headings, four paragraphs, a list, a table and a footnote."""
    numbers = range(1, pages + 1)
    style = "<style>p.MsoNormal{margin:0cm;font-family:Calibri}</style>" * 20
    notes = f"<div style='mso-element:footnote-list'>{''.join(map(NOTE.format, numbers))}</div>"
    return f"<html xmlns:o='urn:o'><head>{style}</head><body>{''.join(map(_page, numbers))}{notes}</body></html>"


def _page(number: int) -> str:
    items = "".join(ITEM.format(level=1 + at % 2, text=f"Kohta {at}") for at in range(6))
    table = f"<table class=MsoTableGrid border=1>{f'<tr>{CELL.format(number) * 4}</tr>' * 6}</table>"
    return (
        f"<h1>Luku {number}<o:p></o:p></h1>{PARAGRAPH * 2}<p class=MsoNormal>Viite.{CALL.format(number)}</p>"
        f"<h2>Alaluku</h2>{PARAGRAPH * 2}{items}{table}"
    )
