"""A process that answers as Sotkanet does, with as many figures as the bench asks for.

Rows have the recorded shape, for every region that the product holds and a third as many others, in no order;
all answers are made before the first request. `python -m bench.sotkanet_replay INDICATORS YEARS` prints its port.
"""

import json
import random
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from app.organisations.reference import region_rows
from tests.support.full_store import Shape, figure, shapes

GENDERS = ("total", "male", "female")
LAST_YEAR = 2024
CATEGORIES = {"municipality": "KUNTA", "county": "HYVINVOINTIALUE", "region": "MAAKUNTA", "country": "MAA"}
OTHER_REGIONS = 115  # sub-regions, hospital districts and the like, which the product does not hold
FIRST_OTHER = 5000
FIRST_INDICATOR = 100_000


def regions() -> list[dict[str, Any]]:
    """The list of regions: those of the product by Sotkanet's numbers, and others."""
    held = [row for row in region_rows() if row["valid_to"] is None and row["sotkanet_id"] is not None]
    listed = [
        {
            "id": row["sotkanet_id"],
            "code": row["official_code"],
            "category": CATEGORIES[row["category"]],
            "title": {language: row[f"name_{language}"] for language in ("fi", "sv", "en")},
            "memberOf": [],
        }
        for row in held
    ]
    others = [
        {"id": FIRST_OTHER + one, "code": f"{one:03}", "category": "SEUTUKUNTA", "title": {"fi": "x"}, "memberOf": []}
        for one in range(OTHER_REGIONS)
    ]
    return [*listed, *others]


def metadata(shape: Shape, number: int, years: int) -> dict[str, Any]:
    """The description of an indicator, in the recorded shape."""
    described = shape.described
    return {
        "id": FIRST_INDICATOR + number,
        "data-updated": "2026-06-01",
        "range": {"start": LAST_YEAR + 1 - years, "end": LAST_YEAR},
        "title": dict.fromkeys(("fi", "sv", "en"), f"Mittari {number}"),
        "decimals": int(described["decimals"]),
        "classifications": {"sex": {"title": {"fi": ""}, "values": list(GENDERS)}, "region": {"values": ["Kunta"]}},
        "organization": {"id": 2, "title": {"fi": "THL", "sv": "THL", "en": "THL"}},
        "groups": [],
    }


def rows(shape: Shape, number: int, listed: list[dict[str, Any]], years: int) -> dict[int, list[bytes]]:
    """The rows of each year, as JSON, shuffled."""
    found = {}
    for year in range(LAST_YEAR + 1 - years, LAST_YEAR + 1):
        of_year = [
            {
                "indicator": FIRST_INDICATOR + number,
                "region": region["id"],
                "year": year,
                "gender": gender,
                "value": value,
                "absValue": place * 100 + group,
            }
            for place, region in enumerate(listed)
            for group, gender in enumerate(GENDERS)
            if (value := figure(shape, number, 3 * place + group, year)) is not None
        ]
        random.Random(year).shuffle(of_year)
        found[year] = [json.dumps(row, separators=(",", ":")).encode() for row in of_year]
    return found


def prepared(indicators: int, years: int) -> dict[str, Any]:
    """All answers: bodies by path, and rows by indicator and year."""
    listed, grown_from = regions(), shapes()
    bodies: dict[str, Any] = {"/regions": json.dumps(listed).encode()}
    for number in range(indicators):
        shape = grown_from[number % len(grown_from)]
        name = FIRST_INDICATOR + number
        bodies[f"/indicators/{name}"] = json.dumps(metadata(shape, number, years)).encode()
        bodies[str(name)] = rows(shape, number, listed, years)
    return bodies


def serve(indicators: int, years: int) -> None:
    """Answer until the process is ended."""
    answers = prepared(indicators, years)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            body = answers.get(parts.path)
            if parts.path == "/json":
                query = parse_qs(parts.query)
                of_years = answers[query["indicator"][0]]
                body = b"[" + b",".join(row for year in query["years"] for row in of_years[int(year)]) + b"]"
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: Any) -> None:
            """The bench prints its own."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]))
