"""What a text uses: shown in its blocks, cited in its sentences."""

from app.blocks.base import PackageContent
from app.reports.used_indicators import indicators_in

PACKAGES = {"small": PackageContent("Pieni", ("sotkanet:1", "sotkanet:2"))}


def cited(key: str) -> dict[str, object]:
    return {"type": "figure_token", "attrs": {"indicator": key}}


def test_blocks_packages_and_sentences_count_wherever_they_stand() -> None:
    document = {
        "type": "doc",
        "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": "sotkanet:99"}, cited("sotkanet:3")]},
            {
                "type": "bullet_list",
                "content": [
                    {"type": "list_item", "content": [{"type": "paragraph", "content": [cited("statfin:a/b")]}]}
                ],
            },
            {"type": "indicator_table", "attrs": {"package": "small"}},
            {"type": "indicator_table", "attrs": {"package": "small", "indicators": ["sotkanet:4"]}},
            {"type": "line_chart", "attrs": {"indicator": "sotkanet:5"}},
            {"type": "indicator_table", "attrs": {"indicators": "nonsense"}},
            {"type": "line_chart"},
            {"type": "figure_token"},
        ],
    }
    assert indicators_in(document, PACKAGES) == {f"sotkanet:{n}" for n in (1, 2, 3, 4, 5)} | {"statfin:a/b"}
    assert indicators_in(document, {}) == {f"sotkanet:{n}" for n in (3, 4, 5)} | {"statfin:a/b"}
    assert indicators_in({}, PACKAGES) == frozenset()
