"""Settings: environment variables with the prefix HVK_, or a .env file. Every one has a default."""

from functools import cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an operator may set. The table in docs/operations.md is made from these descriptions."""

    model_config = SettingsConfigDict(env_prefix="HVK_", env_file=".env", extra="ignore", env_ignore_empty=True)

    data_dir: Path = Field(Path("var"), description="Folder of the SQLite database and the stored files.")
    database_url: str = Field(
        "", description="SQLAlchemy address of the database; empty means SQLite in the data folder."
    )
    host: str = Field("127.0.0.1", description="Address the server listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port the server listens on.")
    base_url: str = Field(
        "http://127.0.0.1:8000",
        description="The address people use; its host is the only one accepted besides localhost.",
    )
    secure_cookies: bool = Field(False, description="Send cookies over HTTPS only. Set it wherever there is HTTPS.")
    session_idle_minutes: int = Field(30, ge=5, description="A sign-in ends after this long without use.")
    session_hours: int = Field(12, ge=1, description="A sign-in ends after this long in any case.")
    sotkanet_url: str = Field("https://sotkanet.fi/rest/1.1", description="Address of the Sotkanet REST interface.")
    statfin_url: str = Field(
        "https://pxdata.stat.fi/PxWeb/api/v1",
        description="Address of Statistics Finland's PxWeb interface, version 1, without language and database.",
    )
    refresh_hour: int | None = Field(
        None,
        ge=0,
        le=23,
        description="Hour, Finnish time, of the server's daily refresh of the indicators. Empty: never by itself.",
    )
    boundaries_file: Path | None = Field(
        None,
        description="GeoJSON or TopoJSON file of the municipalities in EPSG:3067, for maps. Empty: the fetched one.",
    )
    boundaries_owner: str = Field(
        "", description="Whose boundaries these are, printed under maps. Empty: Statistics Finland's."
    )
    storage_url: str = Field(
        "",
        description="Where the files are kept: `s3://bucket/prefix`. Empty: in the folder `files` of the data folder.",
    )
    storage_endpoint: str = Field("", description="Address of an S3-compatible service. Empty: Amazon's own.")
    storage_region: str = Field("", description="Region of the bucket, where the service has regions.")
    storage_key: str = Field("", description="Access key of the bucket. Empty: as the machine's own surroundings say.")
    storage_secret: str = Field("", description="Secret that belongs to the access key.", repr=False)
    export_workers: int = Field(
        1,
        ge=0,
        le=16,
        description="How many files the server makes at once. 0: none; then `hvk worker` makes them, on any machine.",
    )
    export_seconds: int = Field(120, ge=5, description="A rendering process is stopped after this many seconds.")
    export_memory_mb: int = Field(1024, ge=256, description="Memory limit of a rendering process, in megabytes.")
    press_idle_minutes: float = Field(
        5, gt=0, description="The warm process that files are made from ends after this long without work."
    )
    drafts_kept_days: int = Field(
        14, ge=1, description="Files made of drafts are taken away after this many days. Files of editions never."
    )

    @property
    def database_address(self) -> str:
        """The database that is really used."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'hvk.sqlite3').resolve()}"


@cache
def get_settings() -> Settings:
    return Settings()
