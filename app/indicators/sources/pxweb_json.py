"""PxWeb's answers in its own JSON: a row for each combination of keys, with the figures of all contents as text."""

import re
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import FailFast, Field, StringConstraints, TypeAdapter

from app.indicators.sources.pxweb_answers import MOST_CELLS, SIGNS, Cells, Content, Place, day
from app.indicators.sources.pxweb_tables import Wanted, bare
from app.indicators.sources.reading import LARGEST, Answered, plain_paragraphs, plain_text, read, refused

NUMBER = re.compile(r"-?\d{1,15}(?:\.(\d{1,15}))?")


class Column(Answered):
    code: str
    text: str
    type: Literal["d", "t", "c"]
    comment: str = ""


class DataRow(Answered):
    key: list[str]
    values: list[Annotated[str, StringConstraints(max_length=40)]]


class Head(Answered):
    updated: str = ""
    source: str = ""


class PxJson(Answered):
    """PxWeb's own JSON."""

    columns: Annotated[list[Column], Field(min_length=2, max_length=500)]
    data: Annotated[list[DataRow], Field(max_length=MOST_CELLS), FailFast()]
    metadata: list[Head] = Field(default_factory=list)


PX_JSON = TypeAdapter(PxJson)


def is_px_json(body: bytes) -> bool:
    """Whether an answer has this form."""
    return b'"columns"' in body[:40]


def contents(body: bytes, _: Wanted) -> dict[str, Content]:
    """What an answer says of each content that is in it, by bare code."""
    answer = read(PX_JSON, body)
    head = answer.metadata[0] if answer.metadata else Head()
    return {bare(column.code): _content(column, head, 0) for column in answer.columns if column.type == "c"}


def cells(body: bytes, wanted: Wanted) -> Cells:
    """The wanted content of an answer. Raises AnswerRefused."""
    answer = read(PX_JSON, body)
    columns = [column for column in answer.columns if column.type == "c"]
    keys = [column.code for column in answer.columns if column.type != "c"]
    position = _column(columns, wanted.code)
    places, texts = [], []
    for row in answer.data:
        if len(row.key) != len(keys) or len(row.values) != len(columns):
            raise refused(f"a row has {len(row.key)} keys and {len(row.values)} values")
        places.append(_place(dict(zip(keys, row.key, strict=True)), wanted))
        texts.append(row.values[position])
    values, decimals = _numbers(texts)
    signs = {index: text for index, text in enumerate(texts) if values[index] is None}
    head = answer.metadata[0] if answer.metadata else Head()
    return Cells(_content(columns[position], head, decimals), places, values, signs)


def _content(column: Column, head: Head, decimals: int) -> Content:
    title = plain_text(column.text)
    unit = "%" if title.rstrip(" )").endswith("%") else ""
    return Content(title, unit, decimals, plain_text(head.source), day(head.updated), plain_paragraphs(column.comment))


def _place(key: dict[str, str], wanted: Wanted) -> Place:
    """Raises AnswerRefused where the key names something else than was asked for."""
    sex = wanted.sex.code if wanted.sex else ""
    roles = (wanted.area.code, wanted.time.code)
    if missing := [code for code in roles if code not in key]:
        raise refused(f"the column {missing[0]} is missing")
    for code, value in key.items():
        if code not in (*roles, sex) and wanted.totals.get(code) != value:
            raise refused(f"the column {code} holds {value}, which was not asked for")
    return key[roles[0]], key[roles[1]], key.get(sex, "")


def _column(columns: Sequence[Column], code: str) -> int:
    codes = [column.code for column in columns]
    if code in codes:
        return codes.index(code)
    raise refused(f"the answer holds {', '.join(codes[:5])} where {code} was asked for")


def _numbers(texts: Sequence[str]) -> tuple[list[float | None], int]:
    """Each text as a number, None for a sign; and the most decimals of them."""
    values: list[float | None] = []
    decimals = 0
    for text in texts:
        if text in SIGNS:
            values.append(None)
            continue
        found = NUMBER.fullmatch(text)
        if found is None or abs(float(text)) > LARGEST:
            raise refused(f"{text} is not a figure")
        decimals = max(decimals, len(found[1] or ""))
        values.append(float(text))
    return values, decimals
