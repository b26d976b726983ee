"""Blocks of a section by chance: each kind, tables with spans, drawings of each kind with every option."""

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from app.rendering import tree
from app.rendering.tree import Cell, Line, LineRole, Text
from tests.factories.charts import cell, chart
from tests.factories.documents import chart_png
from tests.factories.random_drawings import drawing
from tests.factories.random_words import Wordy

SIZES = ((640, 260), (90, 1400), (2400, 60), (1, 1), (300, 300))


@dataclass
class Blocks:
    """Makes blocks; keeps the images that they need."""

    dice: random.Random
    words: Wordy
    assets: dict[str, bytes] = field(default_factory=dict)
    anchors: list[str] = field(default_factory=list)
    is_short: bool = False
    anchor: str = ""
    number: str = ""
    tables: int = 0
    figures: int = 0

    def of_section(self, anchor: str, number: str) -> tuple[tuple[tree.Block, ...], tuple[tree.Footnote, ...]]:
        """A section's blocks and the notes called in them."""
        self.anchor, self.number, self.tables, self.figures = anchor, number, 0, 0
        self.words.notes = []
        makers: list[Callable[[str], tree.Block]] = [
            *[self.paragraph] * 4,
            *[self.heading] * 2,
            *[self.list] * 2,
            self.quotation,
            *[self.table] * 2,
            self.indicators,
            self.figure,
            self.chart,
            self.key_figure,
            self.notice,
        ]
        chosen = (self.dice.choice(makers) for _ in range(self.dice.randint(1, 9)))
        blocks = tuple(make(f"{anchor}-b{index}") for index, make in enumerate(chosen))
        return blocks, tuple(self.words.notes)

    def paragraph(self, _anchor: str = "") -> tree.Paragraph:
        if self.dice.random() < 0.05:
            return tree.Paragraph(inlines=())
        if self.dice.random() < 0.12:
            others = [language for language in ("fi", "sv", "en") if language != self.words.language]
            return tree.Paragraph(inlines=self.words.plain(6, 20), language=self.dice.choice(others))
        return tree.Paragraph(inlines=self.words.rich())

    def heading(self, anchor: str) -> tree.Heading:
        return tree.Heading(anchor=anchor, depth=self.dice.randint(1, 3), inlines=self.words.plain())

    def list(self, _anchor: str = "", depth: int = 0) -> tree.ItemList:
        count = 40 if depth == 0 and not self.is_short and self.dice.random() < 0.05 else self.dice.randint(1, 5)
        is_ordered = self.dice.random() < 0.5
        start = self.dice.choice((1, 1, 1, 7, 98)) if is_ordered else 1
        items = tuple(self._item(depth) for _ in range(count))
        return tree.ItemList(items=items, ordered=is_ordered, start=start)

    def _item(self, depth: int) -> tree.ListItem:
        blocks: list[tree.Block] = [tree.Paragraph(inlines=self.words.rich())]
        if self.dice.random() < 0.2:
            blocks.append(tree.Paragraph(inlines=self.words.plain(3, 12)))
        if depth < 3 and self.dice.random() < 0.25:
            blocks.append(self.list(depth=depth + 1))
        return tree.ListItem(blocks=tuple(blocks))

    def quotation(self, _anchor: str = "") -> tree.Quotation:
        blocks: list[tree.Block] = [tree.Paragraph(inlines=self.words.rich())]
        if self.dice.random() < 0.4:
            blocks.append(self.list(depth=2))
        if self.dice.random() < 0.4:
            blocks.append(tree.Paragraph(inlines=self.words.rich()))
        return tree.Quotation(blocks=tuple(blocks))

    def notice(self, _anchor: str = "") -> tree.Notice:
        return tree.Notice(text=self.words.sentence())

    def table(self, anchor: str) -> tree.Table:
        """A grid with a span across, one down, empty cells and cells of several lines."""
        columns = self.dice.choice((1, 2, 3, 4) if self.is_short else (1, 2, 3, 4, 12))
        heads = self._heads(columns)
        count = 60 if self.dice.random() < 0.04 and not self.is_short else self.dice.choice((1, 3, 8))
        rows = [self._row(columns, index if count > 2 < columns else 9) for index in range(count)]
        return tree.Table(
            anchor=anchor,
            number=self._table_number(),
            caption=self.words.plain() if self.dice.random() < 0.9 else (),
            head=heads,
            rows=tuple(rows),
            widths=tuple([1 / columns] * columns) if self.dice.random() < 0.5 else (),
            style=self.dice.choice(("plain", "plain", "decisions")),
            notes=(self.words.short(),) if self.dice.random() < 0.3 else (),
            source=self.words.short() if self.dice.random() < 0.5 else "",
            landscape=columns == 12,
        )

    def _heads(self, columns: int) -> tuple[tuple[Cell, ...], ...]:
        """None, one, or two of which the first has a cell over many columns. Notes are counted in reading order."""
        if self.dice.random() < 0.1:
            return ()
        over: tuple[tuple[Cell, ...], ...] = ()
        if columns > 3 and self.dice.random() < 0.4:
            over = ((self._cell(scope="col"), self._cell(scope="colgroup", colspan=columns - 1)),)
        return (*over, tuple(self._cell(scope="col") for _ in range(columns)))

    def _row(self, columns: int, index: int) -> tuple[Cell, ...]:
        """The first row has a cell over two columns, the second one over two rows."""
        if index == 0:
            return (self._cell(scope="row"), self._cell(colspan=2), *self._cells(columns - 3))
        if index == 1:
            return (self._cell(scope="row", rowspan=2), *self._cells(columns - 1))
        return self._cells(columns - 1) if index == 2 else (self._cell(scope="row"), *self._cells(columns - 1))

    def _cells(self, count: int) -> tuple[Cell, ...]:
        return tuple(self._cell() for _ in range(count))

    def _cell(self, **more: object) -> Cell:
        lines = tuple(Line(inlines=self._cell_words()) for _ in range(self.dice.choice((0, 1, 1, 1, 1, 2, 4))))
        if "scope" in more and not lines:
            lines = (Line(inlines=(Text(text=self.words.short()),)),)
        return Cell(lines=lines, numeric=self.dice.random() < 0.2, label=self.words.word(), **more)  # type: ignore[arg-type]

    def _cell_words(self) -> tuple[tree.Inline, ...]:
        return self.words.rich() if self.dice.random() < 0.08 else self.words.plain(1, 3)

    def _table_number(self) -> str:
        self.tables += 1
        return f"{self.number}.{self.tables}" if self.number else str(self.tables)

    def _figure_number(self) -> str:
        self.figures += 1
        return f"{self.number}.{self.figures}" if self.number else str(self.figures)

    def indicators(self, anchor: str) -> tree.Table:
        """An indicator table with every role of a line."""
        labels = ("Mittari", "Vuosi", "Kokkola", "Muutos", "Koko maa")
        return tree.Table(
            anchor=anchor,
            number=self._table_number(),
            caption=self.words.plain(),
            head=(tuple(cell(label, "col") for label in labels),),
            rows=tuple(self._indicator(labels) for _ in range(self.dice.randint(0, 9))),
            widths=(0.3, 0.12, 0.12, 0.3, 0.16),
            style="indicators",
            notes=("ei tietoa = lukua ei ole.", self.words.short()),
            source=self.words.short(),
        )

    def _indicator(self, labels: tuple[str, ...]) -> tuple[Cell, ...]:
        way = self.dice.choice((LineRole.UP, LineRole.DOWN, LineRole.FLAT))
        verdict = self.dice.choice((LineRole.BETTER, LineRole.WORSE, LineRole.SAME))
        return (
            Cell(lines=(_line(self.words.short()), _line("%", LineRole.UNIT)), scope="row"),
            Cell(lines=(_line("2024", LineRole.PERIOD), _line("vrt. 2021", LineRole.NOTE)), label=labels[1]),
            Cell(lines=(_line("1\u00a0234,5", LineRole.OWN),), numeric=True, label=labels[2]),
            Cell(lines=(_line("+1,2 %-yks.", way), _line("parantunut", verdict)), label=labels[3]),
            Cell(
                lines=(_line("ei tietoa", LineRole.ABSENT), _line("12,2", LineRole.COMPARISON))[
                    self.dice.randint(0, 1) :
                ],
                label=labels[4],
            ),
        )

    def figure(self, anchor: str) -> tree.Figure:
        width, height = self.dice.choice(SIZES)
        image = chart_png(width, height, seed=width) if height > 20 else chart_png(20, 20, seed=width)
        name = hashlib.sha256(image).hexdigest()
        self.assets[name] = image
        return tree.Figure(
            anchor=anchor,
            number=self._figure_number() if self.dice.random() < 0.9 else "",
            caption=self.words.plain() if self.dice.random() < 0.8 else (),
            asset=name,
            media_type="image/png",
            width=max(width, 20) if height <= 20 else width,
            height=max(height, 20),
            alt=self.words.sentence().strip() if self.dice.random() < 0.8 else "",
            source=self.words.short() if self.dice.random() < 0.5 else "",
        )

    def chart(self, anchor: str) -> tree.Chart:
        return chart(
            drawing(self.dice), anchor=anchor, number=self._figure_number(), prints_table=self.dice.random() < 0.5
        )

    def key_figure(self, anchor: str) -> tree.KeyFigure:
        roles = self.dice.sample(list(LineRole), k=self.dice.randint(0, 5))
        return tree.KeyFigure(
            anchor=anchor,
            value=self.dice.choice(("11,6", "1\u00a0234\u00a0567", "–", "ei tietoa")),
            unit=self.dice.choice(("%", "", "asukasta / 10 000")),
            label=self.words.plain(),
            lines=tuple(_line(self.words.short(), role) for role in roles),
            source=self.words.short() if self.dice.random() < 0.8 else "",
        )


def _line(text: str, role: LineRole = LineRole.PLAIN) -> Line:
    return Line(inlines=(Text(text=text),), role=role)
