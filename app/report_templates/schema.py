"""What a report template holds. The YAML files in /report_templates are read into these."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.i18n import Language

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$", max_length=40)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Texts(_Strict):
    """The same words in the three languages."""

    fi: str = Field(min_length=1)
    sv: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_language(self, language: Language) -> str:
        text: str = getattr(self, language)
        return text


class TextBlock(_Strict):
    """A heading that a new section starts with; its text is empty."""

    kind: Literal["heading"]
    title: Texts


class IndicatorTableBlock(_Strict):
    """An indicator table that a new section starts with, filled from `package`."""

    kind: Literal["indicator_table"]
    package: Key


class LeftOutBlock(_Strict):
    """The list of what the report leaves out of the minimum content, with the reasons; it fills itself."""

    kind: Literal["left_out_list"]


DefaultBlock = Annotated[TextBlock | IndicatorTableBlock | LeftOutBlock, Field(discriminator="kind")]


class PartTemplate(_Strict):
    """A part of the report: "Osa I", with its own title. `label` is empty where sections stand outside parts."""

    key: Key
    label: Texts | None = None
    title: Texts | None = None


class SectionTemplate(_Strict):
    """One section: what it is called, what it asks, how long it should be, what it starts with."""

    key: Key
    part: Key
    numbered: bool = True
    subsection: bool = False  # numbered 4.1, 4.2 … under the nearest section above that is not one
    role: Literal["text", "summary", "approval"] = "text"
    titles: Texts
    questions: tuple[Texts, ...] = Field(min_length=1)  # the first is the guiding question, the rest advise
    words: Annotated[int, Field(ge=0, le=5000)] = 0  # length hint; 0: none
    blocks: tuple[DefaultBlock, ...] = ()


class BodyTemplate(_Strict):
    """A body that handles the report, in order. The one that `decides` approves it."""

    key: Key
    names: Texts
    city_names: Texts | None = None  # what the body is called in a municipality that calls itself a city
    decides: bool = False


class ReportTemplate(_Strict):
    """A kind of report: parts, sections in order, and the bodies that decide on it."""

    key: Key
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    kind: Literal["broad", "annual", "regional"]
    has_plan_period: bool
    titles: Texts  # "Laaja hyvinvointikertomus"
    plan_titles: Texts | None = None  # "ja hyvinvointisuunnitelma"
    descriptions: Texts
    parts: tuple[PartTemplate, ...] = Field(min_length=1)
    sections: tuple[SectionTemplate, ...] = Field(min_length=1)
    bodies: tuple[BodyTemplate, ...] = Field(min_length=1)

    def section(self, key: str) -> SectionTemplate:
        """KeyError when the template has no such section."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)

    def numbers(self) -> dict[str, str]:
        """Section key → printed number: "4", "4.2", or "" for unnumbered ones."""
        numbers: dict[str, str] = {}
        main = sub = 0
        for section in self.sections:
            if not section.numbered:
                numbers[section.key] = ""
            elif section.subsection:
                sub += 1
                numbers[section.key] = f"{main}.{sub}"
            else:
                main, sub = main + 1, 0
                numbers[section.key] = str(main)
        return numbers
