"""Finnish. Regular expressions in verbose form: `\\ ` is a blank, <part> another entry, ¤ a cited figure,
§ a region, ¶ one that its case compares with ("koko maata suurempi").
"""

PARTS = {
    "w": r"[^\s,;:.()]+",
    "gap": r"(?:(?!ja\b|mutta\b|sekä\b|kuin\b)[^\s,;:]+\s+)",
    "be": r"\b(?:on|ovat|oli|olivat|ole)\b",
    "not": r"\b(?:ei|eivät|eikä|eivätkä)\b",
    "aux": r"(?:<be>|<not>)\s+<gap>{0,5}?",
    "adv": r"""
        (?:hieman|hiukan|jonkin\s+verran|selvästi|selkeästi|huomattavasti|merkittävästi|lievästi|vähän|paljon
          |reilusti|yhä|edelleen|lähes|melkein|melko|suunnilleen|noin|suurin\s+piirtein|niukasti|tosin)
    """,
    "past_up": r"""
        kasvoi(?:vat)?|lisääntyi(?:vät)?|nousi(?:vat)?|kohosi(?:vat)?|yleistyi(?:vät)?|suureni(?:vat)?
          |suurentui(?:vat)?|runsastui(?:vat)?|moninkertaistui(?:vat)?
    """,
    "done_up": r"""
        kasva(?:nut|neet)|lisäänty(?:nyt|neet)|nous(?:sut|seet)|koho(?:nnut|nneet)|yleisty(?:nyt|neet)
          |suuren(?:nut|neet|tunut|tuneet)|runsastu(?:nut|neet)|moninkertaistu(?:nut|neet)
    """,
    "past_down": r"""
        väheni(?:vät)?|vähentyi(?:vät)?|laski(?:vat)?|aleni(?:vat)?|alentui(?:vat)?|pieneni(?:vät)?
          |pienentyi(?:vät)?|supistui(?:vat)?|harvinaistui(?:vat)?|putosi(?:vat)?|tippui(?:vat)?|hupeni(?:vat)?
    """,
    "done_down": r"""
        vähen(?:nyt|neet|tynyt|tyneet)|laske(?:nut|neet)|alen(?:nut|neet|tunut|tuneet)|pienen(?:nyt|neet|tynyt
          |tyneet)|supistu(?:nut|neet)|harvinaistu(?:nut|neet)|pudon(?:nut|neet)|tippu(?:nut|neet)|huven(?:nut|neet)
    """,
    "past_better": r"parani(?:vat)?|parantui(?:vat)?|koheni(?:vat)?|kohentui(?:vat)?|vahvistui(?:vat)?",
    "done_better": r"paran(?:tunut|tuneet|nut|neet)|kohen(?:nut|neet|tunut|tuneet)|vahvistu(?:nut|neet)",
    "past_worse": r"heikkeni(?:vät)?|heikentyi(?:vät)?|huononi(?:vat)?|huonontui(?:vat)?",
    "done_worse": r"heiken(?:nyt|neet|tynyt|tyneet)|huonon(?:nut|neet|tunut|tuneet)",
    "lasting": r"edelleen|jatkuvasti|koko\ ajan|vuosi\ vuodelta|tasaisesti|yhä",
    "moved": r"(?:kääntyi(?:vät)?|lähti(?:vät)?|<aux>(?:kääntynyt|kääntyneet|lähtenyt|lähteneet))\s+<gap>{0,2}?",
    "carried": r"(?:jatkoi(?:vat)?|<aux>(?:jatkanut|jatkaneet))\s+",
    "been": r"<be>\s+<gap>{0,3}?(?:ollut\s+|olleet\s+)?<gap>{0,2}?",
    "goes_on": r"(?:jatkui(?:vat)?|<be>\s+<gap>{0,2}?jatkunut)",
    "kept": r"(?:(?:pysyi|säilyi)(?:vät)?|<aux>(?:pysynyt|pysyneet|säilynyt|säilyneet|ollut|olleet))\s+<gap>{0,2}?",
    "more": r"""
        \b(?:korkeam(?:pi|m|pa)|suurem(?:pi|m|pa)|yleisem(?:pi|m|pä)|useam(?:pi|m|pa)|runsaam(?:pi|m|pa))\w*
          |\benemmän\b
    """,
    "less": r"""
        \b(?:matalam(?:pi|m|pa)|alhaisem(?:pi|m|pa)|alem(?:pi|m|pa)|pienem(?:pi|m|pä)|vähäisem(?:pi|m|pä)
          |harvinaisem(?:pi|m|pa)|harvem(?:pi|m|pa))\w*|\bvähemmän\b|\bharvemmin\b
    """,
    "better": r"\bparem(?:pi|m|pa)\w*",
    "worse": r"\b(?:huonom(?:pi|m|pa)|heikom(?:pi|m|pa))\w*",
    "thanthere": r"(?:\s+<w>){0,2}?\s+kuin\s+(?:keskimäärin\s+)?§",
    "mean": r"(?:\s+(?:keskimääräis\w+|keskiarvo\w*|keskitaso\w*|taso\w*|luku\w*|luvu\w*|osuut\w*))",
    "there": r"(?<!kuin\ )(?:¶|§\s+(?:keskimääräistä|keskiarvoa|keskitasoa|lukua|osuutta))\s+(?:<adv>\s+)?",
    "year": r"(?:19|20)\d\d",
    "before": r"""
        vuo(?:nna|tena)\s+<year>|edellis\w+|edellisvuo\w+|viime\s+vuonna|aiemmin|aikaisemmin|ennen\b
          |<w>\s+vuotta\s+(?:sitten|aiemmin|aikaisemmin)
    """,
    "ever": r"(?:kertaakaan|koskaan)(?:\s+aiemmin|\s+aikaisemmin)?",
    "thanbefore": r"(?:\s+<w>){0,2}?\s+kuin\s+(?:<before>)",
    "span": r"(?:koko\s+)?(?:\w*jaksolla|\w*jakson\s+aikana|2000-luvulla|mittaushistoria\w*|seurantahistoria\w*)",
    "times": r"kertaistu(?:i|ivat|nut|neet)",
    "conj": r"(?:ja|mutta|sekä|eli|joten|kun|vaikka|siis|sillä|jolloin|vaan|niin\ että)",
    "verb": r"(?:on|ovat|oli|olivat|ollen|kertyi|<past_up>|<past_down>|<past_better>|<past_worse>)\b",
    "skip": r"""
        (?:nyt|vuonna|vuoden|lopussa|lopulla|edelleen|viimeksi|tuolloin|silloin|tällä|hetkellä|viimeisimmässä
          |kyselyssä|mittauksessa|jo|enää|noin|vain|<year>|§|siellä|meillä|<adv>)
    """,
    "measure": r"""
        (?:osuu[st]\w*|osuude\w*|määrä\w*|luku\w*|luvu\w*|lukema\w*|taso\w*|summa\w*|arvo\w*|pistemäärä\w*|pisteet
          |pisteiden|aste\w*|mittari\w*|mittaimen\ arvo|indeksi\w*|tilanne|kehitys|trendi|esiintyvyys)
    """,
}
PHRASES = {
    "grew": r"""
        \b(?:<past_up>)\b
        | <aux>\b(?:<done_up>)\b
        | <been>\b(?:kasvussa|nousussa|kasvusuunnassa|nousussuunnassa|kasvamassa|nousemassa|lisääntymässä)\b
        | <moved>(?:kasvuun|nousuun)
        | <carried>(?:kasvuaan|nousuaan)\b
        | \b(?:kasvu|nousu|lisääntyminen|yleistyminen)\s+<goes_on>
        | \b(?:kasvaa|kasvavat|lisääntyy|lisääntyvät|nousee|nousevat|yleistyy)\s+(?:<lasting>)\b
        | \bsaatu\s+<gap>{0,2}?(?:nousemaan|kasvamaan|kasvatettua|lisättyä|nostettua)\b
    """,
    "fell": r"""
        \b(?:<past_down>)\b
        | <aux>\b(?:<done_down>)\b
        | <been>\b(?:laskussa|laskusuunnassa|vähenemässä|laskemassa|pienenemässä|supistumassa)\b
        | <moved>laskuun
        | <carried>laskuaan\b
        | \b(?:lasku|väheneminen|vähentyminen|pieneneminen|supistuminen)\s+<goes_on>
        | \b(?:vähenee|vähenevät|laskee|laskevat|pienenee|supistuu)\s+(?:<lasting>)\b
        | \bsaatu\s+<gap>{0,2}?(?:laskemaan|vähenemään|vähennettyä|laskettua|pienennettyä)\b
    """,
    "stayed": r"""
        <be>\s+(?:<adv>\s+)?ennallaan\b
        | <kept>(?:ennallaan|samana|samoina|vakaana|vakiona|muuttumattomana|(?:samalla|edellisvuoden
          |edellisen\ vuoden|vuoden\ <year>)\s+tasolla)(?!\s+kuin\s+§)
        | <not>\s+<gap>{0,4}?muuttu(?:nut|neet)\b
    """,
    "improved": r"\b(?:<past_better>)\b | <aux>\b(?:<done_better>)\b",
    "worsened": r"\b(?:<past_worse>)\b | <aux>\b(?:<done_worse>)\b",
    "more than before": r"(?:<more>)<thanbefore> | \bedellisvuotta\s+(?:<adv>\s+)?(?:<more>)",
    "less than before": r"(?:<less>)<thanbefore> | \bedellisvuotta\s+(?:<adv>\s+)?(?:<less>)",
    "halved": r"(?:<aux>)?\bpuolittu(?:i|ivat|nut|neet)\b",
    "half as much again": r"(?:<aux>)?\bpuolitoista<times>\b",
    "doubled": r"(?:<aux>)?\bkaksin<times>\b",
    "tripled": r"(?:<aux>)?\bkolmin<times>\b",
    "quadrupled": r"(?:<aux>)?\bnelin<times>\b",
    "more than there": r"""
        (?:<more>)<thanthere>
        | <there>(?:<more>)
        | \byli\s+§(?:<mean>|\s+keski\w+)
        | §\s+keski\w+\s+yläpuolel\w+
        | \bylittä\w+\s+§(?:<mean>)?
    """,
    "less than there": r"""
        (?:<less>)<thanthere>
        | <there>(?:<less>)
        | \balle\s+§(?:<mean>|\s+keski\w+)
        | §\s+keski\w+\s+alapuolel\w+
        | \balitt\w+\s+§(?:<mean>)?
    """,
    "as there": r"""
        \b(?:samalla\s+tasolla|samaa\s+tasoa|sama|samat|yhtä\s+\w+)\s+(?:<w>\s+)?kuin\s+§
        | \b(?:vastaa|vastasi)\s+(?:<adv>\s+)?§<mean>
        | §\s+(?:keskitasoa|keskitasolla|keskiarvossa|tasolla|tasoa)\b
        | \bei\s+(?:juuri\s+)?(?:eroa|poikkea)\s+§(?:<mean>)?
    """,
    "better than there": r"(?:<better>)<thanthere> | <there>(?:<better>)",
    "worse than there": r"(?:<worse>)<thanthere> | <there>(?:<worse>)",
    "highest": r"""
        \b(?:korkeimmillaan|suurimmillaan|huipussaan)\b
        | \b(?:korkein|suurin)\s+(?:<w>\s+){0,2}?<span>
        | \b\w*jakson\s+(?:korkein|suurin)\b
        | (?:<more>)(?:\s+<w>)?\s+kuin\s+(?:<ever>)
    """,
    "lowest": r"""
        \b(?:matalimmillaan|alimmillaan|alhaisimmillaan|pienimmillään|vähimmillään)\b
        | \b(?:matalin|alin|alhaisin|pienin)\s+(?:<w>\s+){0,2}?<span>
        | \b\w*jakson\s+(?:matalin|alin|alhaisin|pienin)\b
        | (?:<less>)(?:\s+<w>)?\s+kuin\s+(?:<ever>)
    """,
}
SINCE = {
    "year": r"""
        (?:\bvuodesta|\bsitten\s+vuoden|\bverrattuna\s+vuoteen|\bku(?:i)?n\s+(?:se\s+)?vuonna)\s+(<year>)
        | \bvuosien\s+(<year>)\s+ja\s+<year>\s+väli\w+
        | \bvuoden\s+(<year>)\s+(?:jälkeen|taso\w+|tilantee\w+)
        | \bvuoteen\s+(<year>)\s+(?:verrattuna|nähden)
        | (<year>)\s*[–-]\s*<year>
        | \bsitten\s+(<year>)
    """,
    "year-before": r"""
        \bedellisvuo\w+
        | \bedellise\w+\s+vuo(?:desta|teen|den|nna)
        | \bviime\s+vuo(?:desta|teen)
        | \bvuoden\s+takais\w+
        | \bvuodessa\b(?<!ssä\ vuodessa)(?<!sa\ vuodessa)
    """,
    "figure-before": r"""
        \bedellise\w+\s+(?:<w>\s+)?\w*(?:kysely|mittau|tutkimu|kerra|tiedonkeruu|raport|kertomu)\w*
        | \bviime\s+(?:kysely|mittauks)\w+
        | \b(?:uudelleen|jälleen)\b
    """,
    "beginning": r"""
        \bkoko\s+(?:2000-luvun|\w*jakson|\w*kauden)\b
        | \b\w*jakson\s+(?:alusta|alkuun)\b
        | \b2000-luvun\s+(?:alusta|alkuun|ajan)\b
    """,
}
PATTERNS = {
    "not": r"<not>",
    "not after": r"(?!)",
    "not before": r"<not>(?:\s+[^\s,;]+){0,3}\s*$",
    "boundary": r"[,;:]\s+(?!\d) | \s(?=(?:ja|mutta|sekä|eli|vaan)\s(?!\d)|samalla\ kun\b)",
    "follows": r"""
        ^[\s,;:]*(?:<conj>\s+)?(?!taas\b)(?:<skip>\s+)*(?:<verb>|(?:mikä|se|ne|niitä|sitä|tämä|joka)\b|<more>|<less>
          |<measure>\s+(?:<skip>\s+)*<verb>)
    """,
    "beside": r"¤\s*(?:prosentin|euron|%:n)\b",
    "from figure": r"¤\s*(?:%:sta|\w+st[aä])\b",
    "than then": r"\bkuin\s+(?:<before>)",
    "relative": r"^[\s,;:]*mikä\b",
    "loose": r"^[\s,;:]*(?:mikä\b|(?:<conj>\s+)?(?:niitä|sitä)\b|(?:<conj>\s+)?(?:<skip>\s+)*<measure>\s)",
    "whole": r"\w+st[aä]\b",
    "with object": r"(?!)",
    "adds": r"^[\s,;:]*(?:eli\b|(?:ja\s+|<conj>\s+)?(?:<skip>\s+)*¤(?:\s*(?:%|prosentti\w*))?[\s.)]*$)",
    "range end": r"""
        <year>\s*[–-]\s*(<year>)
        | \bvuosien\s+<year>\s+ja\s+(<year>)\s+väli\w+
        | \bvuoteen\s+(<year>)(?!\s+(?:verrattuna|nähden|mennessä))
    """,
    "in year": r"\bvuo(?:nna|den)\s+(<year>)",
    "span of years": r"(\w+)\s+(?:viime(?:\s+|isen\s+))?vuo(?:dessa|den\s+aikana)\b",
    "elsewhen": r"""
        \b(?:seuraava\w+|myöhemmin|aiemmin|aikaisemmin|aluksi|ensin|pitkään|hetkellisesti|tilapäisesti|väliaikaisesti|sittemmin|korona\w+
          |pandemia\w*|lama\w*|alkuvuo\w+|loppuvuo\w+|kuluvana|kuluvan|tänä\s+vuonna|kesällä|keväällä|syksyllä
          |talvella|(?:19\d0|20[1-9]0)-luvu\w+|\w*kuussa|\w*kuun)\b
    """,
    "hedge": r"""
        \b(?:tavoit\w+|pyri\w+|pitää|pitäisi|täytyy|tul(?:ee|isi)|saatava|voi(?:vat|si|sivat|daan|taisiin|taneen)?
          |saatta\w+|ennust\w+|ennakoi\w+|väestöennust\w+|arvioi\w+|odote\w+|odotta\w+|toivo\w+|todennäköis\w+
          |mahdollis\w+|lienee|uhka\w+|halu\w+|aio\w+|suunnit\w+|oletus|oletett\w+|mennessä|mielestä|pelät\w+
          |vuoteen\s+20[3-9]\d)\b(?!\s+(?:todeta|havaita|nähdä))
    """,
    "condition": r"\b(?:jos|mikäli|ellei|elleivät)\b|\?\s*$",
    "opens aim": r"^[\s,]*(?:että|jotta)\b",
    "subgroup": r"""
        \b(?:poik\w+|poji\w+|tyttö\w*|tytö\w+|mies\w*|mieh\w+|nais\w+|\d+[^\s,;]*-?vuotia\w+|ikäänty\w+|iäkkä\w+
          |maahanmuutta\w+|vieraskiel\w+|ruotsinkiel\w+|suomenkiel\w+|lukiolai\w+|ammattikoul\w+|ammatillis\w+
          |eläkeläi\w+|alakoul\w+|pitkäaikais\w+|nuoriso\w+)
    """,
    "passed over": r"""
        ^(?:<skip>|<conj>|<be>|<not>|\w+sti|asukasta|kohden|kohti|viime|vuosina|vuodesta|vuoteen|vuosien|välillä
          |keskimäärin|ovat|tehtiin|tehdään|maksettiin|todettiin|kirjattiin|esiintyi|esiintyy|myös|joka|mikä
          |valitettavasti|koko|ajan|¤|[\d.,–%-]+|prosenttia|kertaa|onneksi)$
    """,
    "measure": r"^<measure>$",
    "measure ending": r"""
        (?:aste\w*|osuu\w*|määr\w+|luku\w*|luvu\w*|tasoo?\w*|tilan\w+|indeksi\w*|mittai\w+|mittari\w*|rikos\w*
          |rikoks\w*|piste\w*)$
    """,
    "roughly": r"\b(?:lähes|melkein|melko|suunnilleen|suurin\s+piirtein|jokseenkin|noin|juuri)\b",
    "at least": r"\b(?:yli|reilusti|enemmän\s+kuin)\s*$",
    "rate": r"\b(?:enemmän|vähemmän|mer|mindre)\b",
}
PLACES = {
    ("SSS",): r"\b(?:koko\s+)?maa(?:n|ta|ssa|han|lle)\b | \bvaltakunna\w+ | \bsuome(?:n|a|ssa)\b",
    ("HVA",): r"\bhyvinvointialue(?:en|tta|ella|elta|eseen)\b",
    ("MK",): r"\bmaakun(?:nan|nassa|taa|nasta)\b",
    ("HVA", "MK"): r"\balue(?:en|tta|ella)\b",
}
INFLECTED = r"(?:n|ss[aä]|ll[aä]|st[aä]|lt[aä]|[aä])$"
NUMBERS = {
    "kahdessa": 2, "kolmessa": 3, "neljässä": 4, "viidessä": 5, "kuudessa": 6, "seitsemässä": 7, "kahdeksassa": 8,
    "yhdeksässä": 9, "kymmenessä": 10, "kahden": 2, "kolmen": 3, "neljän": 4, "viiden": 5, "kuuden": 6, "kymmenen": 10,
}  # fmt: skip
KIN = (
    ("väkiluku", "väkilu", "asukas", "asukka", "väestö"),
    ("kiusa", "koulukiusa", "koulukiusaami", "kiusaami"),
    ("tupako",),
    ("yksinäi",),
    ("tea", "terveydenedistämisaktiivisu"),
)
HEAD_FIRST = False
