"""What somebody could send who wishes the server ill, or whose program is broken: generated from a seed."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

from app.desk.live_protocol import MAX_MESSAGE

Json = Any

PARAGRAPH = {"type": "paragraph", "content": [{"type": "text", "text": "teksti"}]}
TABLE = {
    "type": "table_figure",
    "attrs": {"id": "t1"},
    "content": [
        {"type": "caption"},
        {
            "type": "table",
            "content": [{"type": "table_row", "content": [{"type": "table_cell", "content": [PARAGRAPH]}]}],
        },
    ],
}
STEPS: tuple[dict[str, Json], ...] = (
    {"stepType": "replace", "from": 1, "to": 1, "slice": {"content": [{"type": "text", "text": "sana"}]}},
    {
        "stepType": "replace",
        "from": 0,
        "to": 0,
        "slice": {"content": [{"type": "heading", "attrs": {"level": 2, "id": "h"}}]},
    },
    {"stepType": "replace", "from": 0, "to": 0, "slice": {"content": [TABLE], "openStart": 0, "openEnd": 0}},
    {"stepType": "replace", "from": 0, "to": 2, "structure": True},
    {
        "stepType": "replaceAround",
        "from": 0,
        "to": 2,
        "gapFrom": 0,
        "gapTo": 2,
        "insert": 1,
        "slice": {"content": [{"type": "blockquote"}]},
        "structure": True,
    },
    {"stepType": "addMark", "from": 1, "to": 1, "mark": {"type": "link", "attrs": {"href": "https://kokkola.fi"}}},
    {"stepType": "removeMark", "from": 0, "to": 2, "mark": {"type": "comment", "attrs": {"thread": "abc"}}},
    {"stepType": "markSet", "steps": [{"stepType": "addMark", "from": 1, "to": 1, "mark": {"type": "strong"}}]},
    {"stepType": "attr", "pos": 0, "attr": "id", "value": "p1"},
    {"stepType": "addNodeMark", "pos": 0, "mark": {"type": "strong"}},
)
WORDS = (
    "",
    "doc",
    "text",
    "image",
    "script",
    "__proto__",
    "javascript:alert(1)",
    "\u0000",
    "🙂" * 9,
    "../../etc",
    "'; --",
    "a" * 300,
)


def nested(depth: int) -> Json:
    """Quotations in quotations."""
    node: Json = PARAGRAPH
    for _ in range(depth):
        node = {"type": "blockquote", "content": [node]}
    return node


EVIL: tuple[Callable[[Random], Json], ...] = (
    lambda random: random.choice([None, True, False, [], {}, "", 0, -1, 0.5, 2**53, -(2**70), 10**400, 1e308]),
    lambda random: random.choice(WORDS),
    lambda random: random.randint(-5, 50),
    lambda random: nested(random.choice([5, 19, 25, 60])),
    lambda random: {"type": random.choice(WORDS), "attrs": {random.choice(WORDS): random.choice(WORDS)}},
    lambda random: [PARAGRAPH] * random.randint(1, 4),
    lambda random: {"type": "heading", "attrs": {"level": random.randint(-3, 99), "id": 7}},
    lambda random: {"type": "footnote", "content": [{"type": "text", "text": "", "marks": [{"type": "strong"}] * 3}]},
    lambda random: {"type": "table", "content": [{"type": "table_row", "content": []}]},
)


def spoiled(value: Json, random: Random) -> Json:
    """The value with something in it replaced, taken away, doubled or added."""
    value = json.loads(json.dumps(value))
    at, key = random.choice(list(_places(value)))
    act = random.randrange(4)
    if act == 0 and isinstance(at, dict):
        del at[key]
    elif act == 1 and isinstance(at, dict):
        at[random.choice(WORDS)] = at[key]
    elif act == 2 and isinstance(at, list):
        at.append(at[key])
    else:
        at[key] = random.choice(EVIL)(random)
    return value


def _places(value: Json) -> list[tuple[Any, Any]]:
    keys: list[Any] = (
        list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    )
    return [(value, key) for key in keys] + [place for key in keys for place in _places(value[key])]


def batch(random: Random, version: int) -> dict[str, Json]:
    """A message of steps that is well formed as a message, though its steps are spoiled or its version is wrong."""
    steps = [random.choice(STEPS) for _ in range(random.choice([1, 1, 1, 2, 5]))]
    for _ in range(random.choice([1, 1, 2, 4])):
        steps = spoiled(steps, random)
    steps = [step if isinstance(step, dict) else {"stepType": step} for step in steps] or [{}]
    version = random.choice([version, version, version, version + 1, version - 1, 2**31 - 1])
    return {"type": "steps", "version": max(0, version), "batch": f"b{random.getrandbits(60)}", "steps": steps}


def spoiled_message(random: Random, version: int) -> str:
    """A message that is not one of the protocol's, or only just is."""
    whole = random.choice([batch(random, version), {"type": "place", "version": version, "anchor": 1, "head": None}])
    return json.dumps(spoiled(whole, random), ensure_ascii=random.random() < 0.5)


def nonsense(random: Random) -> str:
    """Something that is no message at all, or cannot be told from one by a careless reader."""
    good = '{"type":"steps","version":0,"batch":"b","steps":[{"stepType":"replace","from":0,"to":0,"x":%s}]}'
    return random.choice(
        [
            "".join(chr(random.randint(1, 0x2FFF)) for _ in range(random.randint(0, 60))),
            json.dumps(batch(random, 0))[: random.randint(0, 80)],
            "[" * random.choice([10, 1000, 100_000]),
            '{"a":' * random.choice([10, 5000]),
            good
            % random.choice(
                ["NaN", "-Infinity", "1e999", "9" * 400, "9" * 5000, '"\\ud800"', "01", "'x'", "[" * 300 + "]" * 300]
            ),
            '{"type":"steps","type":"hello","version":0,"version":1}',
            '{"type":"hello","version":0,"client":"c","schema":"s"}',  # a second one
            json.dumps(
                random.choice([None, 1, "steps", [], {}, {"type": "steps"}, {"type": ["steps"]}, {"type": "panel"}])
            ),
            "\ufeff{}",
        ]
    )


def too_large(random: Random) -> str:
    """More than a message may be."""
    return "x" * (MAX_MESSAGE + random.randint(1, 9))
