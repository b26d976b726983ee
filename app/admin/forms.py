"""The forms about people and organisations. What is typed wrong is told by the services."""

from typing import Literal

from pydantic import BaseModel, Field

from app.web.params import MAX_INTEGER


class InviteForm(BaseModel):
    email: str = Field("", max_length=300)
    name: str = Field("", max_length=300)
    role: str = Field("", max_length=32)


class RoleForm(BaseModel):
    role: str = Field("", max_length=32)


class AccountStateForm(BaseModel):
    """`closed` is the state that is wanted."""

    closed: bool


class OrganisationForm(BaseModel):
    region: str = Field("", max_length=8)


class RefreshForm(BaseModel):
    """`package`: empty for everything in use."""

    package: str = Field("", max_length=40)


class DoubtForm(BaseModel):
    """A decision about the chosen figures. `first` tells which group they stand in, also when none is chosen."""

    first: int = Field(ge=1, le=MAX_INTEGER)
    doubts: list[int] = Field([], max_length=1000)
    note: str = Field("", max_length=2000)
    decision: Literal["confirmed", "wrong"]

    @property
    def meant(self) -> tuple[int, ...]:
        return (self.first, *self.doubts)
