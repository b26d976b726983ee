"""Words by chance: three languages, long compounds, odd characters and spaces, links, notes, references, changes."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.rendering import tree
from app.rendering.tree import Text
from tests.factories.documents import WORDS

_SWEDISH = "välfärd kommun invånare äldre hälsa åtgärd uppföljning barn och unga årligen stödjer främjar"
SWEDISH = _SWEDISH.split()
_ENGLISH = "well-being municipality residents follow-up the figures of efficient affluent office"
ENGLISH = _ENGLISH.split()
AWKWARD = (
    "lastensuojeluilmoitusmenettelykäytäntöuudistushankesuunnitelma" * 2,
    "A" * 140,
    "https://example.fi/hyvin/pitka/polku?kysely=1&toinen=2#kohta",
    "1\u202f234\u00a0567,8\u2009%",
    "pehmeä\u00adtavu\u00adviiva",
    "e\u0301a\u0308o\u0308",  # combining: NFD
    "x²\u2212y₂ ≤ 3 € ½ ‰",
    "”lainaus” ‘yks’ «toinen»",
    "sana-\u2010\u2011\u2013\u2014pari",
    "<b>&amp; \"merkit\" 'nämä' {{ ja }} %(name)s",
    "kaksi  väliä   kolme",
    "Čeština Łódź Ðakota Šámi đ ŋ ŧ ž",
    "ﬁnaali oﬃce",
    "nolla\u200bväli\u2060liitto",
    "tab\tja\nrivi",
    "§ 12 · kohta",
    "−1,5",
    "2021–2025",
    "(ks. a/b/c/d/e)",
    "...",
)
NO_GLYPH = ("😀", "שלום", "日本語", "עברית 12", "👩‍👧")
LINKS = (
    "https://sotkanet.fi/",
    "https://example.fi/a b?c=ä&d=%C3%A4#e'\"(f)",
    "mailto:koordinaattori@kokkola.example",
    "http://example.fi/<x>|{y}",
    "https://example.fi/äö/日本",
    "HTTPS://EXAMPLE.FI/a%20b",
)


@dataclass
class Wordy:
    """Text of a report in one language, by chance."""

    dice: random.Random
    language: str
    has_no_glyphs: bool = False
    notes: list[tree.Footnote] = field(default_factory=list)

    def word(self) -> str:
        if self.dice.random() < 0.05:
            return self.dice.choice(AWKWARD)
        if self.has_no_glyphs and self.dice.random() < 0.02:
            return self.dice.choice(NO_GLYPH)
        words = {"fi": WORDS, "sv": SWEDISH, "en": ENGLISH}[self.language]
        return self.dice.choice(words)

    def words(self, least: int, most: int) -> str:
        return " ".join(self.word() for _ in range(self.dice.randint(least, most)))

    def short(self) -> str:
        return self.words(1, 7)

    def sentence(self) -> str:
        text = self.words(4, 18)
        return f"{text[0].upper()}{text[1:]}. "

    def plain(self, least: int = 1, most: int = 6) -> tuple[tree.Inline, ...]:
        """Words with a little emphasis, for captions and headings."""
        runs = [Text(text=self.words(least, most), strong=self.dice.random() < 0.1)]
        if self.dice.random() < 0.2:
            runs.append(Text(text=" " + self.words(1, 3), emphasis=True))
        return tuple(runs)

    def rich(self, *, has_notes: bool = True) -> tuple[tree.Inline, ...]:
        """A paragraph's runs: everything that may stand in a text."""
        runs: list[tree.Inline] = []
        for _ in range(self.dice.randint(1, 5)):
            runs.extend(self._some(has_notes=has_notes))
        return tuple(runs)

    def _some(self, *, has_notes: bool) -> Iterator[tree.Inline]:
        dice = self.dice
        yield Text(text=self.sentence(), strong=dice.random() < 0.15, emphasis=dice.random() < 0.15)
        chance = dice.random()
        if chance < 0.2:
            yield from self._link()
        elif chance < 0.3:
            yield tree.CrossReference(target=self._target(), text="")
            yield Text(text=" ")
        elif chance < 0.4:
            yield tree.LineBreak()
        elif chance < 0.55 and has_notes:
            yield self.call()
            yield Text(text=" ")
        elif chance < 0.6:
            inner = (Text(text=self.words(1, 3)), Text(text="x", link=dice.choice(LINKS)))
            yield tree.Proposed(change=dice.choice(("added", "removed")), author="Aino Esimerkki", inlines=inner)
            yield Text(text=" ")

    def _link(self) -> Iterator[tree.Inline]:
        link = self.dice.choice(LINKS)
        yield Text(text=self.words(1, 4), link=link)
        if self.dice.random() < 0.3:
            yield Text(text=" jatkuu", link=link, strong=True)
        yield Text(text=", ")

    def _target(self) -> str:
        """Sections and blocks before and after this one, and one that is nowhere."""
        chapter = self.dice.randint(1, 3)
        return self.dice.choice(
            (f"luku-{chapter}", f"luku-{chapter}-b{self.dice.randint(0, 6)}", "tiivistelma", "ei-mitaan")
        )

    def call(self) -> tree.FootnoteCall:
        """The call of a new note, now and then of one that was called before."""
        if self.notes and self.dice.random() < 0.1:
            return tree.FootnoteCall(number=self.dice.choice(self.notes).number)
        number = len(self.notes) + 1
        runs: list[tree.Inline] = [Text(text=self.sentence())]
        if self.dice.random() < 0.4:
            runs += [Text(text="Ks. "), Text(text=self.words(1, 3), link=self.dice.choice(LINKS)), Text(text=".")]
        self.notes.append(tree.Footnote(number=number, inlines=tuple(runs)))
        return tree.FootnoteCall(number=number)
