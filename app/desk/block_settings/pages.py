"""What the dialog shows, of whatever kind of block."""

from dataclasses import dataclass
from typing import ClassVar

from sqlmodel import Session

from app.blocks import block_of
from app.blocks.base import Area, BlockContext
from app.blocks.judgement import JUDGEMENTS
from app.blocks.table_settings import MAX_COMPARISON
from app.desk.block_settings.forms import QUESTIONS
from app.desk.block_settings.hits import Group, groups_of
from app.desk.block_settings.questions import AREAS, SHAPES, Bounds, Municipalities
from app.desk.block_settings.typed import TypedSettings
from app.i18n import current_language, gettext
from app.indicators.choices import Choice, choices
from app.organisations.queries import COUNTRY, municipalities, region_names
from app.rendering.series import RegionName
from app.reports.blocks import block_context
from app.reports.deps import ReportAccess
from app.web.templating import Page

Options = tuple[tuple[str, str], ...]  # (value, text)


@dataclass(frozen=True, slots=True)
class IndicatorHits(Page):
    """The list of indicators in the dialog. `single`: one of them is chosen, not several."""

    template: ClassVar[str] = "blocks/_indicator_hits.html"
    groups: tuple[Group, ...]
    judgements: Options
    unresolved: tuple[str, ...]
    single: bool


@dataclass(frozen=True, slots=True)
class SettingsPage(Page):
    """The whole form. `asks` are the names of its questions."""

    template: ClassVar[str] = "blocks/settings.html"
    action: str
    label: str
    asks: frozenset[str]
    typed: TypedSettings
    errors: dict[str, str]
    groups: tuple[Group, ...]
    judgements: Options
    unresolved: tuple[str, ...]
    single: bool
    packages: Options
    regions: tuple[RegionName, ...]
    additions: Options
    shapes: Options
    areas: Options
    one_region: Options
    most_regions: int = MAX_COMPARISON


class Desk:
    """What one request of a dialog knows: the kind, the report around it, and what may be chosen."""

    def __init__(self, session: Session, access: ReportAccess, kind: str) -> None:
        self.label = gettext(block_of(kind).label)
        self.session, self.access, self.kind = session, access, kind
        self.context: BlockContext = block_context(session, access.report, access.organisation, current_language.get())
        self.choices: dict[str, Choice] = choices(session, current_language.get(), access.organisation.id)
        self.asks = frozenset(question.name for question in QUESTIONS[kind])

    def bounds(self, typed: TypedSettings) -> Bounds:
        """The regions are those among the typed that exist; the own one is compared with nothing."""
        own = self.access.organisation.region_code
        wanted = {*typed.compared, typed.region} - {"", own}
        found = region_names(self.session, sorted(wanted), current_language.get())
        return Bounds(
            packages=self.context.packages.keys(),
            indicators=self.choices.keys(),
            regions={region.code for region in found},
            judgements={judgement.value for judgement in JUDGEMENTS},
        )

    def hits(self, typed: TypedSettings) -> IndicatorHits:
        package = self.context.packages.get(typed.package)
        return IndicatorHits(
            groups=groups_of(typed, package, self.choices),
            judgements=self._judgements(),
            unresolved=package.unresolved if package else (),
            single="indicator" in self.asks,
        )

    def page(self, typed: TypedSettings, errors: dict[str, str]) -> SettingsPage:
        context, hits = self.context, self.hits(typed)
        named = dict.fromkeys([*(name.code for name in (*context.comparison, *context.around)), COUNTRY])
        shown = list(dict.fromkeys([*named, *typed.comparison]))
        regions = region_names(self.session, shown, current_language.get())
        return SettingsPage(
            action=f"{self.access.path}/blocks/{self.kind}/settings",
            label=self.label,
            asks=self.asks,
            typed=typed,
            errors=errors,
            groups=hits.groups,
            judgements=hits.judgements,
            unresolved=hits.unresolved,
            single=hits.single,
            packages=tuple(
                (key, f"{item.title} ({len(item.indicators)})")
                for key, item in context.packages.items()
                if item.offered or key == typed.package
            ),
            regions=regions,
            additions=self._additions(set(shown)),
            shapes=tuple((shape, gettext(words)) for shape, words in SHAPES.items()),
            areas=self._areas(),
            one_region=(("", context.own.name), *((region.code, region.name) for region in regions)),
        )

    def _judgements(self) -> Options:
        """None where the kind has no judgements of the writers' own."""
        if "overrides" not in self.asks:
            return ()
        return tuple((judgement.value, gettext(word)) for judgement, (_, word) in JUDGEMENTS.items())

    def _areas(self) -> Options:
        asked = [question for question in QUESTIONS[self.kind] if isinstance(question, Municipalities)]
        offered: tuple[Area, ...] = asked[0].choices if asked else ()
        return tuple((area.value, gettext(AREAS[area])) for area in offered)

    def _additions(self, shown: set[str]) -> Options:
        """Municipalities that can still be added to those compared with."""
        if "comparison" not in self.asks:
            return ()
        name = f"name_{current_language.get()}"
        found = municipalities(self.session)
        return (("", ""), *((region.code, getattr(region, name)) for region in found if region.code not in shown))
