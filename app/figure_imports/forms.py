"""Forms of figure imports."""

from datetime import date
from typing import Annotated

from fastapi import File, UploadFile
from pydantic import BaseModel, Field, StringConstraints

from app.figure_imports.choices import COLUMNS, Choices

SentFile = Annotated[UploadFile, File()]
Text = Annotated[str, StringConstraints(max_length=2000)]
Column = Annotated[str, StringConstraints(pattern=r"^\d{0,2}$")]
MOST_TEXTS = 500


class MappingForm(BaseModel):
    """`column`: of each field in the order of COLUMNS, its number or nothing. `key` is the indicator of each `text`."""

    column: Annotated[list[Column], Field(max_length=len(COLUMNS))] = []
    text: Annotated[list[Text], Field(max_length=MOST_TEXTS)] = []
    key: Annotated[list[Text], Field(max_length=MOST_TEXTS)] = []
    single: Text = ""

    def choices(self, before: Choices) -> Choices:
        """What was said, on top of what was said before; columns nobody was asked about stay."""
        columns = dict(before.columns)
        for field, number in zip(COLUMNS, self.column, strict=False):
            columns.pop(field, None)
            if number:
                columns[field] = int(number)
        named = {text: key for text, key in zip(self.text, self.key, strict=False) if key}
        return Choices(columns, {**before.indicators, **named}, self.single or before.single)


class TakingForm(BaseModel):
    """`fetched_on`: the day on which statistics were fetched from their source."""

    leave_wrong: bool = False
    fetched_on: Annotated[str, StringConstraints(max_length=20)] = ""

    @property
    def day(self) -> date | None:
        try:
            return date.fromisoformat(self.fetched_on)
        except ValueError:
            return None
