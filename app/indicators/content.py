"""Reading the product's YAML files: whole, checked, and with errors that name file, place and reason."""

from pathlib import Path
from typing import Annotated, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from app.i18n import Language
from app.indicators.errors import ContentInvalid

IndicatorKey = Annotated[str, StringConstraints(pattern=r"^[a-z]+:[A-Za-z0-9_./-]+$", max_length=60)]


class Strict(BaseModel):
    """Base of everything read from YAML: unknown fields are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Titles(Strict):
    """The same words in the three languages."""

    fi: str = Field(min_length=1)
    sv: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_language(self, language: Language) -> str:
        text: str = getattr(self, language)
        return text


Model = TypeVar("Model", bound=BaseModel)


def read_yaml(path: Path, model: type[Model]) -> Model:
    """The file as a `model`. Raises ContentInvalid."""
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
        return model.model_validate(values)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else "?"
        raise ContentInvalid(file=path.name, place=place, reason=getattr(error, "problem", None) or error) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "top"
        raise ContentInvalid(file=path.name, place=place, reason=first["msg"]) from error
