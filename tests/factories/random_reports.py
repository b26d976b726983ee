"""Reports made by chance: every node and block kind, with values that are awkward but may come; the same by seed."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.rendering import tree
from app.rendering.approval import Approval, DecisionRecord, with_approval
from app.rendering.references import resolved
from tests.factories.documents import chart_png
from tests.factories.random_blocks import Blocks
from tests.factories.random_words import Wordy

LANGUAGES = ("fi", "fi", "sv", "en")
FONTS = ("source-sans", "source-sans", "", "unknown")


def random_report(seed: int, *, is_short: bool = False) -> tuple[tree.Document, dict[str, bytes]]:
    """A report and its images; a short one of a few pages. References are resolved, as when one is put together."""
    maker = _Maker(random.Random(seed), is_short)
    document = resolved(maker.document())
    return (with_approval(document, maker.approval()) if maker.is_decided else document), maker.blocks.assets


@dataclass
class _Maker:
    dice: random.Random
    is_short: bool = False
    is_decided: bool = False
    words: Wordy = field(init=False)
    blocks: Blocks = field(init=False)

    def __post_init__(self) -> None:
        self.language = self.dice.choice(LANGUAGES)
        self.words = Wordy(self.dice, self.language)
        self.blocks = Blocks(self.dice, self.words, is_short=self.is_short)
        self.is_decided = self.dice.random() < 0.25

    def document(self) -> tree.Document:
        dice, words = self.dice, self.words
        is_draft = not self.is_decided and dice.random() < 0.5
        sections = [*self.sections()]
        self.blocks.anchors += [section.anchor for section in sections]
        arms = chart_png(60, 60, seed=7)
        name = hashlib.sha256(arms).hexdigest()
        has_arms = dice.random() < 0.3
        if has_arms:
            self.blocks.assets[name] = arms
        return tree.Document(
            language=self.language,
            organisation=dice.choice(("Kokkola", "Närpes – Närpiö", "Uttamusjoki & pojat <oy>")),
            title=words.short() or "Kertomus",
            subtitle=words.short() if dice.random() < 0.7 else "",
            facts=tuple(tree.Fact(label=words.word(), text=words.short()) for _ in range(dice.randint(0, 4))),
            parts=tuple(self.parts(sections)),
            draft=is_draft,
            status=dice.choice(("luonnos", "utkast 3", "")) if is_draft else dice.choice(("hyväksytty", "")),
            edition_number=dice.choice((None, 2)),
            notice=words.short() if dice.random() < 0.3 else "",
            created_on="2026-11-22",
            arms=name if has_arms else "",
            arms_media_type="image/png" if has_arms else "",
            font=dice.choice(FONTS) or "source-sans",
        )

    def parts(self, sections: list[tree.Section]) -> Iterator[tree.Part]:
        """Two or three, with and without titles; one may be empty of sections."""
        cut = sorted(self.dice.sample(range(1, len(sections) + 1), k=min(2, len(sections))))
        for start, end in zip([0, *cut], [*cut, len(sections)], strict=True):
            if end > start:
                title = f"Osa. {self.words.short()}" if self.dice.random() < 0.6 else ""
                yield tree.Part(title=title, sections=tuple(sections[start:end]))

    def sections(self) -> Iterator[tree.Section]:
        """Chapters with subsections; unnumbered ones and empty ones among them; the approval last."""
        yield self.section("", "tiivistelma", "summary")
        for chapter in range(1, 2 if self.is_short else self.dice.randint(2, 4)):
            yield self.section(str(chapter), f"luku_{chapter}", "text")
            for sub in range(1, self.dice.randint(1, 2 if self.is_short else 4)):
                yield self.section(f"{chapter}.{sub}", f"luku_{chapter}_{sub}", "text")
        if self.dice.random() < 0.4:
            yield self.section("", "liite", "text")
        if self.is_decided or self.dice.random() < 0.3:
            yield self.section("99", "kasittely", "approval")

    def section(self, number: str, key: str, role: str) -> tree.Section:
        is_empty = self.dice.random() < 0.08
        blocks, notes = ((), ()) if is_empty else self.blocks.of_section(key.replace("_", "-"), number)
        title = self.words.short() or "Osio"
        return tree.Section(
            key=key,
            number=number,
            title=title,
            blocks=blocks,
            footnotes=notes,
            role=role,  # type: ignore[arg-type]
        )

    def approval(self) -> Approval:
        decisions = tuple(
            DecisionRecord(
                body=body,
                date="12.10.2026",
                paragraph=self.dice.choice(("98", "")),
                outcome=self.dice.choice(("hyväksytty", "palautettu")),
                proposal=self.dice.choice(("", "Esitys.\nToinen rivi.")),
                decision=self.words.short(),
            )
            for body in ("Hyvinvointilautakunta", "Kaupunginvaltuusto")
        )
        return Approval(edition_number=self.dice.randint(1, 12), edition_sha256="c4" * 32, decisions=decisions)
