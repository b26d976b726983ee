"""The forms of sign-in and of one's own account. What is typed wrong is told by the services, field by field."""

from pydantic import BaseModel, Field


class SignInForm(BaseModel):
    email: str = Field("", max_length=300)
    password: str = Field("", max_length=1000)
    next: str = Field("/", max_length=500)


class ProfileForm(BaseModel):
    name: str = Field("", max_length=300)
    language: str = Field("", max_length=10)


class PasswordForm(BaseModel):
    current: str = Field("", max_length=1000)
    password: str = Field("", max_length=1000)


class NewPasswordForm(BaseModel):
    password: str = Field("", max_length=1000)


class BrowserForm(BaseModel):
    """`handle` names one sign-in; empty: all but this browser's."""

    handle: str = Field("", max_length=16, pattern=r"^([0-9a-f]{16})?$")
