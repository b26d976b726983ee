"""Documents made for tests and benches: every node kind, in Finnish-like text, the same every time."""

import hashlib
import random
import struct
import zlib
from collections.abc import Iterator

from app.rendering import tree
from app.rendering.tree import Cell, Line, LineRole, Text

_TEXT = (
    "hyvinvointi kunta asukas palvelu väestö osuus kehitys toimenpide kuntalainen terveys lapset nuoret työikäiset "
    "ikäihmiset osallisuus turvallisuus liikunta kulttuuri koulutus työllisyys hyvinvointialue yhteistyö tavoite "
    "mittari arviointi suunnitelma kasvaa vähenee pysyy tukee edistää vahvistaa kunnassa alueella maassa vuonna "
    "vertailussa selvästi hieman edelleen aiempaa useammin harvemmin ja sekä että kuin myös ehkäisevä varhainen "
    "elintavat lastensuojeluilmoitus toimeentulotuki yksinäisyys kouluterveyskysely päihdehaitat asuminen ympäristö"
)
WORDS = _TEXT.split()
REGIONS = ("Keski-Pohjanmaa", "Koko maa", "Seinäjoki", "Mikkeli")


def chart_png(width: int = 640, height: int = 260, seed: int = 0) -> bytes:
    """A grey picture with a rising line, as PNG."""
    dice = random.Random(seed)
    level = height // 2
    columns = []
    for _ in range(width):
        level = min(max(level + dice.choice((-1, 0, 0, 1)), 8), height - 8)
        columns.append(level)
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        rows += bytes(40 if abs(columns[x] - y) < 2 else 225 if y % 52 == 0 else 250 for x in range(width))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def synthetic_document(
    pages: int = 100, *, language: str = "fi", draft: bool = False
) -> tuple[tree.Document, dict[str, bytes]]:
    """About `pages` pages with 0.6 tables, 0.4 figures and 0.3 footnotes a page; and the figures' images."""
    maker = _Maker(random.Random(pages))
    sections = tuple(maker.sections(chapters=max(2, pages * 8 // 100), sections=max(4, pages // 2)))
    middle = len(sections) // 2
    document = tree.Document(
        language=language,
        organisation="Kokkola",
        title="Laaja hyvinvointikertomus 2021–2025",
        subtitle="ja hyvinvointisuunnitelma 2025–2029",
        facts=(
            tree.Fact(label="Arvioitu kausi", text="2021–2025"),
            tree.Fact(label="Suunnitelmakausi", text="2025–2029"),
            tree.Fact(label="Vastuutaho ja laatijat", text="Hyvinvointityöryhmä"),
        ),
        parts=(
            tree.Part(title="", sections=(maker.summary(),)),
            tree.Part(title="Osa I. Päättyvän valtuustokauden arviointi", sections=sections[:middle]),
            tree.Part(title="Osa II. Tulevan valtuustokauden suunnittelu", sections=sections[middle:]),
            tree.Part(title="Osa III. Valtuustokäsittely", sections=(maker.approval(),)),
        ),
        draft=draft,
        status="luonnos" if draft else "hyväksytty",
        notice="Esimerkki: tehty avoimista tilastoista, ei kunnan oma kertomus",
        created_on="2026-11-21",
    )
    return document, maker.assets


class _Maker:
    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.assets: dict[str, bytes] = {}
        self.count = 0

    def words(self, least: int, most: int) -> str:
        text = " ".join(self.dice.choices(WORDS, k=self.dice.randint(least, most)))
        return text[0].upper() + text[1:]

    def paragraph(self, note: int = 0) -> tree.Paragraph:
        sentences = " ".join(f"{self.words(8, 16)}." for _ in range(self.dice.randint(4, 7)))
        runs: tuple[tree.Inline, ...] = (
            Text(text=sentences),
            Text(text=" Lisätietoa: "),
            Text(text="Sotkanet", link="https://sotkanet.fi/"),
        )
        if note:
            runs = (*runs, tree.FootnoteCall(number=note), Text(text=" ja "), Text(text="lähteet", emphasis=True))
        return tree.Paragraph(inlines=(*runs, Text(text=".")))

    def sections(self, chapters: int, sections: int) -> Iterator[tree.Section]:
        per_chapter = max(1, sections // chapters)
        for chapter in range(1, chapters + 1):
            for index in range(per_chapter):
                number = str(chapter) if index == 0 else f"{chapter}.{index}"
                yield self.section(number)

    def section(self, number: str) -> tree.Section:
        self.count += 1
        key = f"osio_{number.replace('.', '_')}"
        anchor = key.replace("_", "-")
        has_note = self.count % 5 < 3
        blocks: list[tree.Block] = [
            self.paragraph(note=1 if has_note else 0),
            self.paragraph(),
            self.indicators(anchor, f"{number}.1"),
        ]
        blocks.append(
            tree.Heading(anchor=f"{anchor}-h1", depth=1 + self.count % 2, inlines=(Text(text=self.words(2, 5)),))
        )
        blocks += [self.paragraph(), self.paragraph(), self.items(anchor)]
        if self.count % 5 < 4:
            blocks.append(self.figure(anchor, f"{number}.1"))
        blocks += [self.paragraph(), self.paragraph()]
        if self.count % 5 == 0:
            blocks.append(self.plain(anchor, f"{number}.2"))
        notes = (tree.Footnote(number=1, inlines=(Text(text=f"{self.words(8, 14)}."),)),) if has_note else ()
        return tree.Section(key=key, number=number, title=self.words(2, 4), blocks=tuple(blocks), footnotes=notes)

    def items(self, anchor: str) -> tree.ItemList:
        return tree.ItemList(
            ordered=self.count % 2 == 0,
            items=tuple(tree.ListItem(blocks=(self.short(),)) for _ in range(4)),
        )

    def short(self) -> tree.Paragraph:
        return tree.Paragraph(inlines=(Text(text=self.words(3, 9), strong=self.dice.random() < 0.2),))

    def figure(self, anchor: str, number: str) -> tree.Figure:
        image = chart_png(seed=self.count)
        name = hashlib.sha256(image).hexdigest()
        self.assets[name] = image
        return tree.Figure(
            anchor=f"{anchor}-kuvio",
            number=number,
            caption=(Text(text=self.words(4, 8)),),
            asset=name,
            media_type="image/png",
            width=640,
            height=260,
            alt=self.words(6, 10),
            source="Lähde: THL, Sotkanet. Haettu 3.8.2026.",
        )

    def indicators(self, anchor: str, number: str) -> tree.Table:
        labels = ("Mittari", "Vuosi", "Kokkola", "Muutos", *REGIONS)
        roles = (LineRole.PLAIN, LineRole.PERIOD, LineRole.OWN, LineRole.PLAIN, *(LineRole.COMPARISON for _ in REGIONS))
        head = tuple(
            Cell(lines=(_line(label, role),), scope="col", numeric=index not in (0, 3))
            for index, (label, role) in enumerate(zip(labels, roles, strict=True))
        )
        return tree.Table(
            anchor=f"{anchor}-taulukko",
            number=number,
            caption=(Text(text=self.words(3, 6)),),
            head=(head,),
            rows=tuple(self.indicator_row(labels) for _ in range(self.dice.randint(6, 9))),
            widths=(0.28, 0.1, 0.1, 0.18, 0.1, 0.08, 0.08, 0.08),
            style="indicators",
            notes=("ei tietoa = lukua ei ole saatavilla.",),
            source="Lähteet: THL, Sotkanet; Tilastokeskus. Haettu 3.8.2026.",
        )

    def indicator_row(self, labels: tuple[str, ...]) -> tuple[Cell, ...]:
        change = self.dice.choice(((LineRole.UP, "+1,2 %-yks."), (LineRole.DOWN, "−0,8 %-yks.")))
        verdict = self.dice.choice(
            (
                (LineRole.BETTER, "parantunut"),
                (LineRole.WORSE, "heikentynyt"),
                (LineRole.SAME, "ei olennaista muutosta"),
            )
        )
        cells = [
            Cell(lines=(_line(self.words(2, 4)), _line("%", LineRole.UNIT)), scope="row"),
            Cell(lines=(_line("2024", LineRole.PERIOD), _line("vrt. 2021", LineRole.NOTE)), label=labels[1]),
            Cell(lines=(_line(self.value(), LineRole.OWN),), numeric=True, label=labels[2]),
            Cell(lines=(_line(change[1], change[0]), _line(verdict[1], verdict[0])), label=labels[3]),
        ]
        for label in labels[4:]:
            known = self.dice.random() > 0.15
            line = _line(self.value(), LineRole.COMPARISON) if known else _line("ei tietoa", LineRole.ABSENT)
            cells.append(Cell(lines=(line,), numeric=True, label=label))
        return tuple(cells)

    def value(self) -> str:
        return f"{self.dice.uniform(1, 60):.1f}".replace(".", ",")

    def plain(self, anchor: str, number: str) -> tree.Table:
        labels = ("Toimenpide", "Vastuutaho", "Aikataulu")
        return tree.Table(
            anchor=f"{anchor}-toimet",
            number=number,
            caption=(Text(text=self.words(3, 6)),),
            head=(tuple(Cell(lines=(_line(label),), scope="col") for label in labels),),
            rows=tuple(
                (
                    Cell(lines=(_line(self.words(4, 9)),), scope="row"),
                    Cell(lines=(_line(self.words(1, 2)),), label=labels[1]),
                    Cell(lines=(_line("2026"),), label=labels[2], numeric=True),
                )
                for _ in range(6)
            ),
            widths=(0.5, 0.3, 0.2),
        )

    def summary(self) -> tree.Section:
        return tree.Section(
            key="tiivistelma",
            number="",
            title="Tiivistelmä",
            role="summary",
            blocks=(
                self.paragraph(),
                self.paragraph(),
                tree.Quotation(blocks=(self.short(),)),
                tree.Paragraph(
                    inlines=(
                        Text(text="Ks. "),
                        tree.CrossReference(target="osio-1-taulukko", text="Taulukko 1.1"),
                        tree.LineBreak(),
                        Text(text="ja luku "),
                        tree.CrossReference(target="osio-1", text="1"),
                        Text(text="."),
                    )
                ),
                tree.Paragraph(inlines=(Text(text="Välfärden i Karleby har förbättrats."),), language="sv"),
                tree.Notice(text="Tätä kohtaa ei voitu näyttää: kartta."),
            ),
        )

    def approval(self) -> tree.Section:
        return tree.Section(
            key="kasittely", number="99", title="Käsittely ja hyväksyminen", role="approval", blocks=(self.paragraph(),)
        )


def _line(text: str, role: LineRole = LineRole.PLAIN) -> Line:
    return Line(inlines=(Text(text=text),), role=role)
