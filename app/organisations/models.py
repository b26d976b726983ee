"""Statistical regions with their validity, and the organisations that use the service."""

from enum import StrEnum

from sqlmodel import Field

from app.db import Table


class RegionCategory(StrEnum):
    MUNICIPALITY = "municipality"
    COUNTY = "county"  # wellbeing services county
    REGION = "region"  # maakunta
    COUNTRY = "country"


class Region(Table, table=True):
    """An area that statistics speak of. `code` is category letters and official code: KU272, HVA18, MK16, SSS."""

    code: str = Field(primary_key=True, max_length=8)
    category: str = Field(max_length=16, index=True)
    official_code: str = Field(max_length=4)
    name_fi: str = Field(max_length=80)
    name_sv: str = Field(max_length=80)
    name_en: str = Field(max_length=80)
    short_fi: str = Field(max_length=40)  # for narrow columns: "Keski-Pohjanmaa" for the county of that name
    short_sv: str = Field(max_length=40)
    short_en: str = Field(max_length=40)
    sotkanet_id: int | None = Field(default=None, unique=True)
    valid_from: int  # first calendar year, inclusive
    valid_to: int | None = None  # last calendar year, inclusive; None while it exists


class RegionMembership(Table, table=True):
    """A region lay within another from one year to another: municipality → county, region → country."""

    __tablename__ = "region_membership"

    member_code: str = Field(primary_key=True, foreign_key="region.code", max_length=8)
    container_code: str = Field(primary_key=True, foreign_key="region.code", max_length=8)
    valid_from: int = Field(primary_key=True)
    valid_to: int | None = None


class RegionSuccession(Table, table=True):
    """A municipality that ended, and the one that it became part of. Statistics restate history on the newest map."""

    __tablename__ = "region_succession"

    ended_code: str = Field(primary_key=True, foreign_key="region.code", max_length=8)
    successor_code: str = Field(primary_key=True, foreign_key="region.code", max_length=8)
    from_year: int = Field(primary_key=True)  # the first year of the new division


class Organisation(Table, table=True):
    """A tenant: a municipality or a wellbeing services county that writes reports here."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=60)
    region_code: str = Field(foreign_key="region.code", unique=True, max_length=8)
    brand_colour: str = Field(default="#1f4e79", max_length=7)
    arms_sha256: str = Field(default="", max_length=64)  # a stored file; empty: none
    arms_media_type: str = Field(default="", max_length=40)  # image/svg+xml or image/png
    font: str = Field(default="source-sans", max_length=40)  # a key of rendering.fonts
    word_template_sha256: str = Field(default="", max_length=64)  # a stored .docx or .dotx; empty: the product's own
    word_template_name: str = Field(default="", max_length=120)
    is_example: bool = False  # made by the demo: every page and file says so
