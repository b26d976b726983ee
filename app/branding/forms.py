"""The forms of the look. What is typed wrong is told by the services."""

from pydantic import BaseModel, Field


class ColourForm(BaseModel):
    """`colour` is typed, `palette` picked; `shown` is what both were on the page. `suggested`: a button's."""

    colour: str = Field("", max_length=40)
    palette: str = Field("", max_length=40)
    shown: str = Field("", max_length=40)
    suggested: str = Field("", max_length=40)

    @property
    def meant(self) -> str:
        """What the person changed. Without script the two fields do not know of each other."""
        if self.suggested:
            return self.suggested
        return (
            self.palette if self.palette and self.palette != self.shown and self.colour == self.shown else self.colour
        )


class TypefaceForm(BaseModel):
    typeface: str = Field("", max_length=40)
