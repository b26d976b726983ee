"""Where one sentence ends and the next begins."""

import pytest

from app.claims import Cited, sentences
from tests.claims.figures import indicator


def texts(paragraph: str) -> list[str]:
    return [sentence.text.strip() for _, sentence in sentences(paragraph, ())]


@pytest.mark.parametrize(
    "sentence",
    [
        "Palveluja järjestetään esim. Kokkolassa ja mm. Kannuksessa.",
        "Osuus oli n. 5 % väestöstä.",
        "Toimintaa on bl.a. Karleby och t.ex. Kannus.",
        "Luku on v. 2023 tilanteen mukainen.",
        "Asukkaita oli 31.12. Kokkolassa paljon.",
        "Asukkaita oli 31.12.2022 lähes 48 000.",
        "Osuus oli 5,1 % ja 1.5 kertaa maan luku.",
        "Kyselyyn vastasivat 8. ja 9. luokan oppilaat.",
        "Valtuusto hyväksyi sen (12.6.2023 § 5) yksimielisesti.",
        "Andelen var ca. 5 procent år 2023, dvs. Karlebys nivå.",
    ],
)
def test_one_sentence_stays_whole(sentence: str):
    assert texts(sentence) == [sentence]


def test_sentences_part_at_their_ends():
    assert texts("Osuus kasvoi vuonna 2023. Se oli 5,1 %. Miksi? 12 % vastasi!\nUusi kappale") == [
        "Osuus kasvoi vuonna 2023.",
        "Se oli 5,1 %.",
        "Miksi?",
        "12 % vastasi!",
        "Uusi kappale",
    ]


def test_figures_move_to_their_sentences():
    data, code = indicator("unemployed", "fi")
    paragraph = "Työttömyys kasvoi. Se oli 9,9 %."
    place = paragraph.index("9,9")
    first, second = sentences(paragraph, (Cited(place, place + 3, data, code, 200912),))
    assert first[1].cited == ()
    assert second[0] == paragraph.index("Se")
    assert second[1].text[second[1].cited[0].start : second[1].cited[0].end] == "9,9"
