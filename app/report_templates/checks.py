"""Rules between the parts of a report template, which its fields alone cannot state. Pure."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from app.report_templates.schema import IndicatorTableBlock, ReportTemplate

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong and where: `place` walks from the top of the file, as in ("sections", 4, "part")."""

    place: Place
    reason: str


def problems_of(template: ReportTemplate, packages: Collection[str]) -> list[Problem]:
    """Everything that is wrong with a template whose fields are valid; `packages` are the known package keys."""
    return [
        *_duplicate_keys("parts", (part.key for part in template.parts)),
        *_duplicate_keys("sections", (section.key for section in template.sections)),
        *_duplicate_keys("bodies", (body.key for body in template.bodies)),
        *_wrong_parts(template),
        *_wrong_numbering(template),
        *_repeated_roles(template),
        *_unknown_packages(template, packages),
        *_wrong_decision(template),
        *_wrong_plan_period(template),
    ]


def _duplicate_keys(list_name: str, keys: Iterable[str]) -> Iterator[Problem]:
    first_places: dict[str, int] = {}
    for index, key in enumerate(keys):
        first = first_places.setdefault(key, index)
        if first != index:
            reason = f"the key {key!r} is already used by item {first + 1} of {list_name}"
            yield Problem((list_name, index, "key"), reason)


def _wrong_parts(template: ReportTemplate) -> Iterator[Problem]:
    order = {part.key: position for position, part in enumerate(template.parts)}
    used = {section.part for section in template.sections}
    reached = 0
    for index, section in enumerate(template.sections):
        place = ("sections", index, "part")
        if section.part not in order:
            yield Problem(place, f"section {section.key!r} names the part {section.part!r}, which is not in parts")
        elif order[section.part] < reached:
            yield Problem(place, f"section {section.key!r} stands after sections of a later part than {section.part!r}")
        else:
            reached = order[section.part]
    for index, part in enumerate(template.parts):
        if part.key not in used:
            yield Problem(("parts", index, "key"), f"no section stands in the part {part.key!r}")
        if (part.label is None) != (part.title is None):
            yield Problem(("parts", index), f"part {part.key!r} has a label or a title; it needs both or neither")


def _wrong_numbering(template: ReportTemplate) -> Iterator[Problem]:
    numbered_in: str | None = None  # part of the nearest numbered section that subsections can stand under
    for index, section in enumerate(template.sections):
        place = ("sections", index, "subsection")
        if section.subsection and not section.numbered:
            yield Problem(place, f"section {section.key!r} is a subsection and must be numbered")
        elif section.subsection and numbered_in != section.part:
            yield Problem(place, f"subsection {section.key!r} has no numbered section above it in its part")
        elif section.numbered:
            numbered_in = section.part


def _repeated_roles(template: ReportTemplate) -> Iterator[Problem]:
    for role in ("summary", "approval"):
        places = [index for index, section in enumerate(template.sections) if section.role == role]
        if not places:
            yield Problem(("sections",), f"no section has the role {role!r}")
        for index in places[1:]:
            yield Problem(("sections", index, "role"), f"only one section may have the role {role!r}")


def _unknown_packages(template: ReportTemplate, packages: Collection[str]) -> Iterator[Problem]:
    for index, section in enumerate(template.sections):
        for number, block in enumerate(section.blocks):
            if isinstance(block, IndicatorTableBlock) and block.package not in packages:
                place = ("sections", index, "blocks", number, "package")
                yield Problem(place, f"section {section.key!r} uses the unknown indicator package {block.package!r}")


def _wrong_decision(template: ReportTemplate) -> Iterator[Problem]:
    deciding = [index for index, body in enumerate(template.bodies) if body.decides]
    last = len(template.bodies) - 1
    if deciding != [last]:
        yield Problem(("bodies", last), "the last body, and only the last, must have decides: true")


def _wrong_plan_period(template: ReportTemplate) -> Iterator[Problem]:
    if template.has_plan_period and template.plan_titles is None:
        yield Problem(("has_plan_period",), "a report with a plan period needs plan_titles")
    if not template.has_plan_period and template.plan_titles is not None:
        yield Problem(("plan_titles",), "plan_titles need has_plan_period: true")
