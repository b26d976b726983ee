"""People, their sign-ins and the roles they hold."""

from datetime import datetime

from sqlmodel import Field

from app.db import Moment, Table


class User(Table, table=True):
    """A person. `name` is shown beside what they wrote and decided."""

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(unique=True, max_length=254)  # stored in lower case
    name: str = Field(max_length=120)
    password_hash: str = Field(max_length=255)
    language: str = Field(default="fi", max_length=2)
    created_at: datetime = Field(sa_type=Moment)
    disabled_at: datetime | None = Field(default=None, sa_type=Moment)


class SignIn(Table, table=True):
    """A signed-in browser. Only the hash of its token is stored; deleting the row signs it out."""

    __tablename__ = "sign_in"

    token_hash: str = Field(primary_key=True, max_length=64)
    user_id: int = Field(foreign_key="user.id", index=True)
    created_at: datetime = Field(sa_type=Moment)
    last_seen_at: datetime = Field(sa_type=Moment)
    user_agent: str = Field(default="", max_length=200)


class Grant(Table, table=True):
    """A role on an organisation, or on one report or section of it; without organisation: the whole system."""

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user.id", index=True)
    role: str = Field(max_length=32)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    report_id: int | None = Field(default=None, foreign_key="report.id", index=True)
    section_id: int | None = Field(default=None, foreign_key="section.id", index=True)
    granted_at: datetime = Field(sa_type=Moment)


class PasswordLink(Table, table=True):
    """A one-time link with which a person sets their password. Only the hash of its token is stored."""

    __tablename__ = "password_link"

    token_hash: str = Field(primary_key=True, max_length=64)
    user_id: int = Field(foreign_key="user.id", index=True)
    expires_at: datetime = Field(sa_type=Moment)


class Notification(Table, table=True):
    """Something that a person should hear of, as a mention; `subject` quotes it, `href` leads to it."""

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user.id", index=True)
    actor_id: int | None = Field(default=None, foreign_key="user.id")
    kind: str = Field(max_length=40)
    subject: str = Field(max_length=300)
    href: str = Field(max_length=300)
    at: datetime = Field(sa_type=Moment)
    read_at: datetime | None = Field(default=None, sa_type=Moment)
