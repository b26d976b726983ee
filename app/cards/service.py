"""A card as a Document: the same blocks, filled in the same way, as in a report."""

from dataclasses import dataclass, replace
from typing import cast

from sqlmodel import Session

from app.assembly.cover import EXAMPLE_NOTICE
from app.blocks.base import PackageContent
from app.cards.choosing import Chosen, candidates, choose
from app.cards.text import card_text
from app.catalogue.comparing import page_context
from app.clock import now, today
from app.errors import NotFound
from app.i18n import N_, Language, translate
from app.indicators.packages import MINIMUM_CONTENT, packages_for
from app.indicators.queries import indicator_data
from app.organisations.models import Organisation
from app.organisations.queries import containers, organisation_of_region, region_names
from app.rendering import tree
from app.rendering.parts import CARD
from app.rendering.prose import section_blocks
from app.rendering.references import resolved
from app.reports.blocks import filled_blocks
from app.reports.models import Report
from app.reports.restated import newest_restatement

TITLE = N_("Municipal card of wellbeing")
SECTION_TITLE = N_("Wellbeing in figures")


@dataclass(frozen=True, slots=True)
class Card:
    """A municipality's card. `is_empty`: no figure of it is stored yet."""

    document: tree.Document
    is_empty: bool


def offered_packages(session: Session, organisation: Organisation, language: Language) -> dict[str, PackageContent]:
    """The packages that a card of this organisation may show, by key; the minimum content first."""
    packages = packages_for(session, organisation, today().year, language)
    offered = {key: package for key, package in packages.items() if package.offered}
    return {key: offered[key] for key in sorted(offered, key=lambda key: key != MINIMUM_CONTENT)}


def make_card(session: Session, organisation: Organisation, code: str, package_key: str, language: Language) -> Card:
    """The card of the municipality `code`, made by `organisation`. Raises NotFound for an unknown package."""
    package = offered_packages(session, organisation, language).get(package_key)
    if package is None:
        raise NotFound
    data = indicator_data(session, candidates(package.indicators), [code], language)
    chosen = choose(data, code, package.indicators, today().year)
    blocks = _blocks(session, code, chosen, package.title, language)
    document = _document(session, organisation, code, blocks, language)
    return Card(resolved(document), chosen.is_empty)


def _blocks(
    session: Session, code: str, chosen: Chosen, package_title: str, language: Language
) -> tuple[tree.Block, ...]:
    """As in a report of that municipality which nobody has begun; packages are settled, so nobody's own are asked."""
    nobody = Organisation(slug="", region_code=code)
    context = replace(page_context(session, nobody, None, language), plan_start=chosen.since)
    text = card_text(chosen, package_title, language)
    kinds = ("key_figure", "indicator_table", "line_chart", "change_list")
    wanted = [(node["type"], node["attrs"]) for node in text["content"] if node["type"] in kinds]
    fill = filled_blocks(session, _unwritten(session, chosen), context, wanted)
    blocks, _ = section_blocks(
        text, section_number="", section_key=CARD, language=language, data_block=fill, references={}
    )
    return blocks


def _unwritten(session: Session, chosen: Chosen) -> Report:
    """A card shows figures as the sources have them now: every restatement has been seen."""
    return Report(
        organisation_id=0,
        template_version_id=0,
        slug="",
        kind="",
        assessed_from=chosen.since,
        assessed_to=today().year,
        restatements_seen=newest_restatement(session),
        created_at=now(),
        updated_at=now(),
    )


def _document(
    session: Session, maker: Organisation, code: str, blocks: tuple[tree.Block, ...], language: Language
) -> tree.Document:
    """In the municipality's own look and with its arms where it has any here, else in the colour of its maker."""
    own = organisation_of_region(session, code)
    look = own or maker
    around = [item.code for item in containers(session, code)]
    names = [item.name for item in region_names(session, [code, *around[:1]], language)]
    section = tree.Section(key=CARD, number="", title=translate(language, SECTION_TITLE), blocks=blocks)
    return tree.Document(
        language=language,
        organisation=names[-1],
        title=translate(language, TITLE),
        subtitle="",
        facts=(),
        parts=(tree.Part(title="", sections=(section,)),),
        draft=False,
        status="",
        notice=translate(language, EXAMPLE_NOTICE) if maker.is_example else "",
        brand_colour=look.brand_colour,
        created_on=today().isoformat(),
        arms=own.arms_sha256 if own else "",
        arms_media_type=cast(tree.ArmsType, own.arms_media_type if own else ""),
        font=look.font,
        part=names[0],
    )
