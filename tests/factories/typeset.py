"""A report that is hard to set: long rows, wide tables, tall figures, deep lists, key figures in rows."""

import hashlib
import random

from app.rendering import tree
from app.rendering.tree import Cell, Line, LineRole, Text
from tests.factories.documents import WORDS, chart_png

PERIOD = "2021–2025"


def typeset_document(language: str = "fi") -> tuple[tree.Document, dict[str, bytes]]:
    """The report and its images; every caption, first cell and heading is unlike all others."""
    maker = _Maker()
    return maker.document(language), maker.assets


def key_figure(anchor: str, label: str = "Asukkaita vuoden lopussa") -> tree.KeyFigure:
    return tree.KeyFigure(
        anchor=anchor,
        value="48 338",
        unit="asukasta",
        label=(Text(text=label),),
        lines=(Line(inlines=(Text(text="parantunut"),), role=LineRole.BETTER),),
        source="Tilastokeskus, StatFin 11ra.",
    )


def text(words: str) -> tree.Paragraph:
    return tree.Paragraph(inlines=(Text(text=words),))


def items(*texts: str, inner: tuple[tree.Block, ...] = ()) -> tree.ItemList:
    return tree.ItemList(items=tuple(tree.ListItem(blocks=(text(words), *inner)) for words in texts))


def heading(anchor: str, words: str) -> tree.Heading:
    return tree.Heading(anchor=anchor, depth=1, inlines=(Text(text=words),))


def cell(*lines: str, scope: str | None = None, numeric: bool = False) -> Cell:
    return Cell(lines=tuple(Line(inlines=(Text(text=line),)) for line in lines), scope=scope, numeric=numeric)  # type: ignore[arg-type]


class _Maker:
    def __init__(self) -> None:
        self.dice = random.Random(5)
        self.assets: dict[str, bytes] = {}
        self.count = 0

    def words(self, count: int) -> str:
        return " ".join(self.dice.choice(WORDS) for _ in range(count))

    def name(self, kind: str) -> str:
        self.count += 1
        return f"{kind}{self.count:03}"

    def table(self, columns: int, rows: int, *, tall: bool = False, landscape: bool = False) -> tree.Table:
        anchor = self.name("taulukko")
        body = [
            (
                cell(f"{self.name('rivi')} {self.words(1)}", scope="row"),
                *(cell(f"{self.dice.uniform(1, 99):.1f}".replace(".", ","), numeric=True) for _ in range(columns - 1)),
            )
            for _ in range(rows)
        ]
        if tall:
            body[1] = (body[1][0], cell(*(self.words(60) for _ in range(14))), *body[1][2:])
        return tree.Table(
            anchor=anchor,
            number="1.1",
            caption=(Text(text=f"{anchor} {PERIOD}"),),
            head=(tuple(cell(f"{2014 + column}", scope="col", numeric=True) for column in range(columns)),),
            rows=tuple(body),
            landscape=landscape,
            source=f"Lähde: Tilastokeskus, {PERIOD}.",
        )

    def figure(self, width: int, height: int) -> tree.Figure:
        image = chart_png(width, height)
        asset, anchor = hashlib.sha256(image).hexdigest(), self.name("kuvio")
        self.assets[asset] = image
        return tree.Figure(
            anchor=anchor,
            number="1.1",
            caption=(Text(text=f"{anchor} {PERIOD}"),),
            asset=asset,
            media_type="image/png",
            width=width,
            height=height,
            alt="Viiva nousee",
        )

    def heading(self) -> tree.Heading:
        anchor = self.name("otsikko")
        return heading(anchor, anchor)

    def paragraph(self) -> tree.Paragraph:
        return text(f"{self.name('kappale')} {self.words(45)} vuosina {PERIOD}.")

    def chapters(self) -> tuple[tree.Section, ...]:
        deep = items("ylin", "toinen", inner=(items("alempi", inner=(items("alin", "viimeinen"),)),))
        flowing: list[tree.Block] = []
        for _ in range(9):
            flowing += [self.heading(), self.paragraph(), self.paragraph(), self.table(3, 4)]
        return (
            tree.Section(key="teksti", number="1", title="Teksti ja taulukot", blocks=tuple(flowing)),
            tree.Section(
                key="vaikeat",
                number="2",
                title="Vaikeat",
                blocks=(
                    self.paragraph(),
                    *(key_figure(f"luku{index}") for index in range(5)),
                    self.table(12, 3),
                    self.table(13, 3, landscape=True),
                    self.paragraph(),
                    self.table(2, 5, tall=True),
                    self.table(4, 60),
                    deep,
                    self.figure(40, 400),
                    self.paragraph(),
                ),
            ),
        )

    def document(self, language: str) -> tree.Document:
        return tree.Document(
            language=language,
            organisation="Pedersören kunta",
            title=f"Laaja hyvinvointikertomus valtuustokaudelta {PERIOD} sekä hyvinvointisuunnitelma",
            subtitle="ja hyvinvointisuunnitelma 2026–2029",
            facts=(tree.Fact(label="Arvioitu kausi", text=PERIOD),),
            parts=(
                tree.Part(title="", sections=(self.summary(),)),
                tree.Part(title="Osa I. Arviointi", sections=self.chapters()),
            ),
            draft=True,
            status="luonnos",
            notice="Esimerkki",
            created_on="2026-11-22",
        )

    def summary(self) -> tree.Section:
        return tree.Section(
            key="tiivistelma",
            number="",
            title="Tiivistelmä",
            role="summary",
            blocks=(
                self.paragraph(),
                *(key_figure(f"avain{index}") for index in range(4)),
                heading("vahvuudet", "Vahvuudet"),
                items("Koulutustaso on noussut.", "Tuloerot ovat pienet."),
                heading("huolet", "Huolenaiheet"),
                items("Diabetes yleistyy.", "Nuoria on työttömänä."),
                self.paragraph(),
            ),
        )
