"""The dialog's form as typed, of whatever kind of block: nothing is lost while something in it is wrong."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

Typed = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]


class TypedSettings(BaseModel):
    """The answers to all questions; a kind reads those that it asks. The three `override` lists run side by side."""

    id: Typed = ""
    title: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    search: Typed = ""
    package: Typed = ""
    rows: Literal["package", "chosen"] = "package"
    indicators: list[Typed] = Field(default_factory=list, max_length=200)
    indicator: Typed = ""
    columns: Literal["report", "own"] = "report"
    comparison: list[Typed] = Field(default_factory=list, max_length=50)
    added_municipality: Typed = ""
    override_key: list[Typed] = Field(default_factory=list, max_length=200)
    override_judgement: list[Typed] = Field(default_factory=list, max_length=200)
    override_reason: list[Reason] = Field(default_factory=list, max_length=200)
    shape: Typed = "newest"
    years: Typed = "6"
    from_year: Typed = ""
    to_year: Typed = ""
    from_zero: bool = False
    area: Typed = ""
    region: Typed = ""
    most: Typed = "10"

    @property
    def overrides(self) -> dict[str, dict[str, str]]:
        """Judgement and reason of the indicators where a judgement was chosen."""
        triples = zip(self.override_key, self.override_judgement, self.override_reason, strict=False)
        return {key: {"judgement": chosen, "reason": reason} for key, chosen, reason in triples if chosen}

    @property
    def compared(self) -> list[str]:
        """The codes of the regions chosen, the added municipality last."""
        return [code for code in dict.fromkeys([*self.comparison, self.added_municipality]) if code]
