"""Writing many observations at once, the quickest way that each database has."""

from collections.abc import Iterable

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.indicators.difference import Difference, Place, Values

_COLUMNS = "indicator_key, region_code, period_sort, population_group, period, value, lower, upper, absence"
_COPY = f"COPY observation ({_COLUMNS}) FROM STDIN (FORMAT BINARY)"
_TYPES = ("varchar", "varchar", "int4", "varchar", "varchar", "float8", "float8", "float8", "varchar")
_INSERT = f"INSERT INTO observation ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 (constants)
_DELETE = (
    "DELETE FROM observation WHERE indicator_key = ? AND region_code = ? AND period_sort = ? AND population_group = ?"
)
_DELETE_UNNESTED = """
    DELETE FROM observation USING unnest(%s::text[], %s::int[], %s::text[]) AS gone (region, sort, of_group)
    WHERE indicator_key = %s AND region_code = region AND period_sort = sort AND population_group = of_group
"""


def apply(session: Session, key: str, found: Difference) -> None:
    """Make the stored figures of `key` differ no more; in the session's transaction."""
    connection = session.connection()
    gone, come = sorted(found.gone()), sorted(found.come())  # in the order of the table's key
    if connection.dialect.name == "postgresql":
        if gone:
            connection.exec_driver_sql(_DELETE_UNNESTED, (*(list(part) for part in zip(*gone, strict=True)), key))
        _copy(session, key, come)
        return
    if gone:
        connection.exec_driver_sql(_DELETE, [(key, *place) for place in gone])
    if come:
        connection.exec_driver_sql(_INSERT, [(key, *place, *values) for place, values in come])


def _copy(session: Session, key: str, come: Iterable[tuple[Place, Values]]) -> None:
    connection = session.connection()
    raw, driver = connection.connection.driver_connection, connection.dialect.loaded_dbapi
    assert raw is not None
    try:
        with raw.cursor() as cursor, cursor.copy(_COPY) as copy:
            copy.set_types(_TYPES)
            for place, values in come:
                copy.write_row((key, *place, *values))
    except driver.IntegrityError as error:  # its own: here it was not called through SQLAlchemy
        raise IntegrityError(_COPY, None, error) from error
