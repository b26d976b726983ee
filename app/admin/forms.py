"""The forms about people and organisations. What is typed wrong is told by the services."""

from pydantic import BaseModel, Field


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
