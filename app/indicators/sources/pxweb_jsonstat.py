"""PxWeb's answers in JSON-stat 2: a table as one flat list of values, in the order of its dimensions."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import Annotated, Any, Literal

from pydantic import FailFast, Field, TypeAdapter
from typing_extensions import TypeAliasType

from app.indicators.sources.pxweb_answers import MOST_CELLS, Cells, Content, Place, Sign, day
from app.indicators.sources.pxweb_tables import Wanted, bare
from app.indicators.sources.reading import Amount, Answered, plain_paragraphs, plain_text, read, refused

Values = TypeAliasType("Values", Annotated[list[Amount | None], FailFast()])
Signs = TypeAliasType("Signs", Annotated[list[Sign | None], FailFast()])


class Unit(Answered):
    base: str = ""
    decimals: Annotated[int, Field(ge=0, le=9)] | None = None


class Category(Answered):
    index: list[str] | dict[str, int] | None = None
    label: dict[str, str] = Field(default_factory=dict)
    unit: dict[str, Unit] = Field(default_factory=dict)
    note: dict[str, list[str]] = Field(default_factory=dict)

    def codes(self) -> list[str]:
        """In the order of the cells."""
        if self.index is None:
            return list(self.label)
        if isinstance(self.index, list):
            return self.index
        ordered = sorted(self.index, key=self.index.__getitem__)
        if [self.index[code] for code in ordered] != list(range(len(ordered))):
            raise refused("an index of the answer leaves places out")
        return ordered


class Dimension(Answered):
    note: list[str] = Field(default_factory=list)
    category: Category


class Px(Answered):
    decimals: Annotated[int, Field(ge=0, le=9)] | None = None


class Extension(Answered):
    px: Px = Field(default_factory=Px)


class JsonStat(Answered):
    """JSON-stat 2."""

    kind: Annotated[Literal["dataset"], Field(alias="class")]
    source: str = ""
    updated: str = ""
    id: Annotated[list[str], Field(min_length=1, max_length=50)]
    size: list[Annotated[int, Field(ge=1, le=MOST_CELLS)]]
    dimension: dict[str, Dimension]
    value: Values | dict[str, Amount | None]
    status: Sign | Signs | dict[str, Sign] | None = None
    extension: Extension = Field(default_factory=Extension)


JSON_STAT = TypeAdapter(JsonStat)


def contents(body: bytes, wanted: Wanted) -> dict[str, Content]:
    """What an answer says of each content that is in it, by bare code."""
    answer = read(JSON_STAT, body)
    dimension = answer.dimension.get(wanted.content.code)
    if dimension is None:
        raise refused(f"the dimension {wanted.content.code} is missing")
    return {bare(code): _content(answer, dimension, code) for code in dimension.category.codes()}


def cells(body: bytes, wanted: Wanted) -> Cells:
    """The wanted content of an answer. Raises AnswerRefused."""
    answer = read(JSON_STAT, body)
    if len(answer.id) != len(answer.size) or set(answer.id) != set(answer.dimension):
        raise refused(f"{len(answer.id)} dimensions, {len(answer.size)} sizes, {len(answer.dimension)} descriptions")
    count = prod(answer.size)
    values = _dense(answer.value, count)
    axes = []
    roles = {wanted.area.code: 0, wanted.time.code: 1, wanted.sex.code if wanted.sex else "": 2}
    for name, size in zip(answer.id, answer.size, strict=True):
        codes = answer.dimension[name].category.codes()
        if len(codes) != size or len(set(codes)) != size:
            raise refused(f"the dimension {name} has {len(codes)} values and the size {size}")
        _check_axis(name, codes, wanted, is_role=name in roles)
        axes.append(codes)
    described = _content(answer, answer.dimension[_axis_of_content(answer, wanted)], wanted.code, values)
    order = [answer.id.index(code) if code in answer.id else None for code in roles]
    return Cells(described, _places(axes, order), values, _signs(answer.status, count))


def _check_axis(name: str, codes: Sequence[str], wanted: Wanted, *, is_role: bool) -> None:
    """Other dimensions than area, time and sex have the one value that was asked for."""
    if is_role:
        return
    expected = wanted.code if name == wanted.content.code else wanted.totals.get(name)
    if expected is None:
        raise refused(f"the dimension {name} was not asked for")
    if list(codes) != [expected]:
        raise refused(f"the dimension {name} holds {', '.join(codes[:3])} where {expected} was asked for")


def _axis_of_content(answer: JsonStat, wanted: Wanted) -> str:
    for name in (wanted.content.code, wanted.area.code, wanted.time.code):
        if name not in answer.dimension:
            raise refused(f"the dimension {name} is missing")
    return wanted.content.code


def _places(axes: Sequence[Sequence[str]], order: Sequence[int | None]) -> Iterator[Place]:
    """Area, period and sex of each cell, last axis fastest."""
    area, time, sex = order
    assert area is not None
    assert time is not None
    for codes in product(*axes):
        yield codes[area], codes[time], "" if sex is None else codes[sex]


def _dense(value: list[float | None] | dict[str, float | None], count: int) -> list[float | None]:
    if count > MOST_CELLS:
        raise refused(f"{count} cells")
    if isinstance(value, list):
        if len(value) != count:
            raise refused(f"{len(value)} values for {count} cells")
        return value
    dense: list[float | None] = [None] * count
    for index, figure in _by_index(value, count):
        dense[index] = figure
    return dense


def _signs(status: Any, count: int) -> dict[int, str]:
    if status is None:
        return {}
    if isinstance(status, str):
        return dict.fromkeys(range(count), status)
    if isinstance(status, list):
        if len(status) != count:
            raise refused(f"{len(status)} signs for {count} cells")
        return {index: sign for index, sign in enumerate(status) if sign}
    return dict(_by_index(status, count))


def _by_index(sparse: Mapping[str, Any], count: int) -> Iterator[tuple[int, Any]]:
    for text, item in sparse.items():
        if not (text.isascii() and text.isdecimal() and int(text) < count):
            raise refused(f"there is no cell {text} among {count}")
        yield int(text), item


def _content(answer: JsonStat, dimension: Dimension, code: str, values: Sequence[float | None] = ()) -> Content:
    """`values`: by these the decimals are told where the answer does not say them."""
    category = dimension.category
    unit = category.unit.get(code, Unit())
    decimals = unit.decimals if unit.decimals is not None else answer.extension.px.decimals
    if decimals is None:
        decimals = max((_decimals(value) for value in values), default=0)
    about = "\n".join(plain_paragraphs(note) for note in category.note.get(code, []))
    limits = "\n".join(plain_paragraphs(note) for item in answer.dimension.values() for note in item.note)
    title = plain_text(category.label.get(code, ""))
    return Content(title, unit.base, decimals, plain_text(answer.source), day(answer.updated), about, limits)


def _decimals(value: float | None) -> int:
    return 0 if value is None or value == int(value) else min(6, len(repr(value).partition(".")[2]))
