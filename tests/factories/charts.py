"""Charts with made-up figures: one of each kind, as blocks give them."""

from app.rendering import tree
from app.rendering.drawings import (
    Bars,
    DotRow,
    Dots,
    Drawing,
    Lines,
    LineSeries,
    Map,
    MapArea,
    Mark,
    SeriesRole,
)

HIDDEN = "tietosuojattu"
ALT = (
    "Kokkola: 11,6 % (2023). Muutos vuodesta 2014: +2,4 %-yks. Suurin nousu vuosien 2019 ja 2020 välillä. "
    "Keski-Pohjanmaa: 12,2 % (2023); Kokkola on sen alapuolella, ero 0,6 %-yks. "
    "Koko maa: 11,8 % (2023); Kokkola ei olennaisesti poikkea siitä. Kaikki nousevat, maakunta eniten."
)
OWN = [9.2, 9.4, 9.6, 9.9, 10.3, 10.4, 10.9, 11.2, 11.3, 11.6]
COUNTY = [10.0, 10.1, 10.3, 10.4, 10.9, 11.2, 11.4, 11.7, 12.0, 12.2]
COUNTRY = [9.8, 10.1, 10.3, 10.6, 10.8, 11.1, 11.3, 11.5, 11.7, 11.8]


def mark(label: str, value: float | None, role: SeriesRole = SeriesRole.PEER, *, sort: int = 0) -> Mark:
    text = HIDDEN if value is None else f"{value:.1f}".replace(".", ",").replace("-", "−")
    return Mark(label=label, text=text, value=value, role=role, sort=sort)


def series(name: str, role: SeriesRole, values: list[float | None] | list[float], first: int = 2014) -> LineSeries:
    marks = (mark(str(year), value, role, sort=year * 100 + 12) for year, value in enumerate(values, start=first))
    return LineSeries(name=name, role=role, marks=tuple(marks))


def lines(*more: LineSeries, unit: str = "%") -> Lines:
    """Ten years of the municipality, its region and the country."""
    three = (
        series("Kokkola", SeriesRole.OWN, OWN),
        series("Keski-Pohjanmaa", SeriesRole.COUNTY, COUNTY),
        series("Koko maa", SeriesRole.COUNTRY, COUNTRY),
    )
    return Lines(series=(*three, *more), unit=unit, decimals=1)


def bars() -> Bars:
    values = {"Perho": 15.8, "Halsua": 15.1, "Toholampi": 14.4, "Lestijärvi": 13.5, "Kannus": 12.6, "Veteli": 0.4}
    peers = (mark(name, value) for name, value in values.items())
    own = mark("Kokkola", 11.6, SeriesRole.OWN)
    reference = mark("Koko maa", 14.0, SeriesRole.COUNTRY)
    return Bars(bars=(*peers, own, mark("Kaustinen", None)), reference=reference, unit="%", decimals=1)


def dots() -> Dots:
    pairs = {
        "Perho": (15.8, 20.5),
        "Toholampi": (14.6, 20.1),
        "Kannus": (12.5, 12.7),
        "Kokkola": (11.6, 11.6),
        "Kaustinen": (10.9, 11.7),
        "Veteli": (11.8, 10.1),
        "Halsua": (15.1, None),
        "Lestijärvi": (13.5, None),
    }
    rows = []
    for name, values in pairs.items():
        role = SeriesRole.OWN if name == "Kokkola" else SeriesRole.PEER
        groups = zip(("Koko väestö", "Lapset"), values, strict=True)
        rows.append(DotRow(label=name, dots=tuple(mark(group, value, role) for group, value in groups)))
    return Dots(rows=tuple(rows), unit="%", decimals=1)


def region_map(columns: int = 4, count: int = 8) -> Map:
    """Municipalities as squares of 200, in rows; the first is the own one, the last has no figure."""
    areas = []
    for index in range(count):
        x, y = index % columns * 200, index // columns * 200
        value = None if index == count - 1 else 10.0 + index
        areas.append(
            MapArea(
                code=f"{index:03}",
                name=f"Kunta {index}",
                text=HIDDEN if value is None else f"{value:.1f}".replace(".", ","),
                value=value,
                band=None if value is None else index % 3,
                shape=f"M{x} {y}L{x + 200} {y}L{x + 200} {y + 200}L{x} {y + 200}Z",
                is_own=index == 0,
            )
        )
    height = 200 * -(-count // columns)
    bands = ("alle 11,0 %", "11,0–12,0 %", "yli 12,0 %")
    return Map(areas=tuple(areas), bands=bands, width=200 * columns, height=height)


DRAWINGS: dict[str, Drawing] = {"lines": lines(), "bars": bars(), "dots": dots(), "map": region_map()}


def cell(text: str, scope: str | None = None) -> tree.Cell:
    return tree.Cell(lines=(tree.Line(inlines=(tree.Text(text=text),)),), scope=scope)  # type: ignore[arg-type]


def chart(drawing: Drawing, *, anchor: str = "kuvio", number: str = "3.1", prints_table: bool = False) -> tree.Chart:
    table = tree.Table(
        anchor=f"{anchor}-taulukko",
        number="",
        caption=(),
        head=((cell("Alue", "col"), cell("2023", "col")),),
        rows=((cell("Kokkola", "row"), cell("11,6")), (cell("Kaustinen", "row"), cell(HIDDEN))),
    )
    return tree.Chart(
        anchor=anchor,
        number=number,
        caption=(tree.Text(text="Keksityt osuudet, % ikäryhmästä"),),
        drawing=drawing,
        alt=ALT,
        table=table,
        prints_table=prints_table,
        notes=("Tietosuojattu: pieni luku on peitetty.",),
        source="Lähde: keksitty. Haettu 3.8.2026.",
    )


def key_figure() -> tree.KeyFigure:
    def line(text: str, role: tree.LineRole) -> tree.Line:
        return tree.Line(inlines=(tree.Text(text=text),), role=role)

    return tree.KeyFigure(
        anchor="avainluku",
        value="11,6",
        unit="%",
        label=(tree.Text(text="Keksitty osuus, Kokkola 2023"),),
        lines=(line("0,3 %-yks.", tree.LineRole.UP), line("heikentynyt", tree.LineRole.WORSE)),
        source="Lähde: keksitty.",
    )


def charted_document() -> tree.Document:
    """A report with one section: a chart of each kind, the first with its table, and a key figure."""
    charts = [
        chart(drawing, anchor=f"kuvio-{kind}", number=f"1.{index}", prints_table=index == 1)
        for index, (kind, drawing) in enumerate(DRAWINGS.items(), start=1)
    ]
    section = tree.Section(key="osio", number="1", title="Kaaviot", blocks=(*charts, key_figure()))
    return tree.Document(
        language="fi",
        organisation="Kokkola",
        title="Hyvinvointikertomus",
        subtitle="Keksityin luvuin",
        facts=(),
        parts=(tree.Part(title="", sections=(section,)),),
        draft=False,
        status="hyväksytty",
        created_on="2026-11-22",
    )
