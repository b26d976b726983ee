"""Swedish. Regular expressions in verbose form: `\\ ` is a blank, <part> another entry, ¤ a cited figure,
§ a region.
"""

PARTS = {
    "w": r"[^\s,;:.()]+",
    "gap": r"(?:(?!och\b|men\b|samt\b|än\b)[^\s,;:]+\s+)",
    "not": r"\b(?:inte|ej|aldrig)\b",
    "aux": r"\b(?:har|hade)\s+<gap>{0,5}?",
    "adv": r"""
        (?:något|lite|litet|en\s+aning|klart|tydligt|betydligt|avsevärt|knappt|nästan|ungefär|ännu|fortfarande
          |redan)
    """,
    "past_up": r"(?<!\bden\ )(?<!\bde\ )(?<!\bdet\ )\bökade|\bsteg\b|\bväxte|\btilltog|\bgick\s+upp\b",
    "done_up": r"ökat|stigit|vuxit|tilltagit|gått\s+upp|flerdubblats",
    "past_down": r"(?<!\bden\ )(?<!\bde\ )(?<!\bdet\ )\bminskade|\bsjönk|\bföll\b|\bavtog|\bkrympte|\bgick\s+ner\b",
    "done_down": r"minskat|sjunkit|fallit|avtagit|krympt|gått\s+ner|gått\s+ned",
    "past_better": r"förbättrades|stärktes",
    "done_better": r"förbättrats|stärkts|blivit\s+<gap>{0,1}?bättre",
    "past_worse": r"försämrades|försvagades",
    "done_worse": r"försämrats|försvagats|blivit\s+<gap>{0,1}?sämre",
    "more": r"\b(?:högre|större|fler|flera|mer|mera|vanligare)\b",
    "less": r"\b(?:lägre|färre|ovanligare|sällsyntare|mindre(?:\s+vanlig\w*)?)\b",
    "better": r"\bbättre\b",
    "worse": r"\b(?:sämre|svagare)\b",
    "mean": r"(?:genomsnittet|medeltalet|medelvärdet|snittet|nivån|andelen|medelnivån)",
    "thanthere": r"(?:\s+<w>){0,3}?\s+än\s+(?:(?:i|på|för|hos|<mean>)\s+){0,2}§",
    "year": r"(?:19|20)\d\d",
    "before": r"""
        (?:i\s+)?(?:år\s+<year>|<year>|året\s+innan|föregående|förra|tidigare|förr\b|i\s+fjol
          |för\s+\w+\s+år\s+sedan)
    """,
    "thanbefore": r"(?:\s+<w>){0,2}?\s+än\s+(?:<before>)",
    "ever": r"(?:någonsin|någon\s+gång)",
    "span": r"(?:(?:under|på|av|i)\s+(?:hela\s+)?(?:\w*perioden|2000-talet|mäthistorien)|någonsin)",
    "conj": r"(?:och|men|samt|då|när|alltså|där|så|så\s+att)",
    "verb": r"""
        (?:är|var|uppgick|uppgår|ligger|låg|har|blev|visar|visade|<past_up>|<past_down>|<past_better>
          |<past_worse>)\b
    """,
    "skip": r"(?:nu|år|i|slutet|av|året|fortfarande|redan|då|ännu|bara|<year>|§|senast|<adv>)",
    "measure": r"""
        (?:andel(?:en)?|antal(?:et)?|nivån?|siffran|siffrorna|poäng(?:en|talet)?|talet|värdet|mätaren|summan
          |beloppet|läget|situationen|utvecklingen|index(?:et)?|förekomsten)
    """,
}
PHRASES = {
    "grew": r"""
        <past_up>\b
        | <aux>\b(?:<done_up>)\b
        | \b(?:blev|blivit)\s+(?:(?!mindre\b)<gap>){0,1}?(?:vanligare|högre|större|fler)\b(?!\s+än)
    """,
    "fell": r"""
        <past_down>\b
        | <aux>\b(?:<done_down>)\b
        | (?:<aux>)?\b(?:blev|blivit)\s+<gap>{0,1}?(?:mindre(?:\s+vanlig\w*)?|lägre|färre|ovanligare
          |sällsyntare)\b(?!\s+än)
    """,
    "stayed": r"""
        \b(?:var|varit|förblev|förblivit|hölls|hållits|hållit\s+sig|låg|legat|är)\s+<gap>{0,3}?(?:oförändra(?:d|t
          |de)|på\s+samma\s+nivå(?!\s+som\s+(?:i\s+)?§)|stabil(?:t|a)?\b)
        | <not>\s+<gap>{0,3}?förändrats\b
        | \bförändrades\s+(?:<w>\s+)?<not>
    """,
    "improved": r"\b(?:<past_better>)\b | <aux>\b(?:<done_better>)\b",
    "worsened": r"\b(?:<past_worse>)\b | <aux>\b(?:<done_worse>)\b",
    "more than before": r"(?:<more>)<thanbefore>",
    "less than before": r"(?:<less>)<thanbefore>",
    "halved": r"(?:<aux>)?\bhalvera(?:des|ts|de|t)\b",
    "doubled": r"(?:<aux>)?\bfördubbla(?:des|ts|de|t)\b",
    "tripled": r"(?:<aux>)?\btredubbla(?:des|ts|de|t)\b",
    "quadrupled": r"(?:<aux>)?\bfyrdubbla(?:des|ts|de|t)\b",
    "more than there": r"""
        (?<!mindre\ )(?:<more>)<thanthere>
        | \böver\s+(?:<mean>\s+(?:i|för)\s+)?§
        | \böverstiger\s+(?:<mean>\s+(?:i|för)\s+)?§
    """,
    "less than there": r"""
        (?:<less>)<thanthere>
        | \bunder\s+(?:<mean>\s+(?:i|för)\s+)?§
        | \bunderstiger\s+(?:<mean>\s+(?:i|för)\s+)?§
    """,
    "as there": r"""
        \b(?:på\s+samma\s+nivå|densamma|lika\s+\w+)\s+som\s+(?:<mean>\s+)?(?:i\s+|för\s+)?§
        | \bmotsvarar\s+(?:<mean>\s+(?:i|för)\s+)?§
    """,
    "better than there": r"(?:<better>)<thanthere>",
    "worse than there": r"(?:<worse>)<thanthere>",
    "highest": r"""
        \b(?:som\s+)?högst\s+<span>
        | \b(?:högsta|största)\s+(?:<w>\s+){0,2}?<span>
        | (?:<more>)(?:\s+<w>)?\s+än\s+<ever>
    """,
    "lowest": r"""
        \b(?:som\s+)?lägst\s+<span>
        | \b(?:lägsta|minsta)\s+(?:<w>\s+){0,2}?<span>
        | (?:<less>)(?:\s+<w>)?\s+än\s+<ever>
    """,
}
SINCE = {
    "year": r"""
        \b(?:från|sedan|sen|efter)\s+(?:år\s+)?(<year>)
        | \bjämfört\s+med\s+(?:år\s+)?(<year>)
        | \bän\s+(?:i\s+)?(?:år\s+)?(<year>)
        | (<year>)\s*[–-]\s*<year>
        | \bmellan\s+(?:åren\s+|år\s+)?(<year>)\s+och\s+<year>
    """,
    "year-before": r"\b(?:året\s+innan|föregående\s+år|förra\s+året|i\s+fjol|ett\s+år\s+tidigare)\b",
    "figure-before": r"\b(?:föregående|förra)\s+(?:enkät\w*|mätning\w*|undersökning\w*|gång\w*|rapport\w*)",
    "beginning": r"""
        \b(?:under|sedan)\s+hela\s+(?:2000-talet|\w*perioden)
        | \bsedan\s+(?:början\s+av\s+2000-talet|\w*periodens\s+början)
        | \bhela\s+2000-talet
    """,
}
PATTERNS = {
    "not": r"<not>",
    "not before": r"<not>(?:\s+[^\s,;]+){0,1}\s*$",
    "not after": r"^\s+(?:<w>\s+)?<not>",
    "boundary": r"[,;:]\s+(?!\d) | \s(?=(?:och|men|samt|medan|fast|fastän|då)\s(?!\d)|samtidigt\ som\b)",
    "follows": r"""
        ^[\s,;:]*(?:<conj>\s+)?(?:<skip>\s+)*?(?:<verb>|(?:den|de|detta|vilket|som)\b|<more>|<less>
          |<measure>\s+(?:<skip>\s+)*<verb>)
    """,
    "beside": r"\bpå\s+grund\s+av\s+¤",
    "from figure": r"\bfrån\s+¤",
    "than then": r"\bän\s+(?:<before>)",
    "relative": r"^[\s,;:]*vilket\b",
    "loose": r"^[\s,;:]*(?:vilket\b|(?:<conj>\s+)?(?:<skip>\s+)*<measure>\s)",
    "whole": r"\bav\s+(?:de\s+|alla\s+)?\w+",
    "with object": r"^\s+(?!<adv>|från|sedan|till|med|under|i|på|jämfört|för|av|och)\w+",
    "adds": r"^[\s,;:]*(?:alltså\b|dvs\b|(?:<conj>\s+)?(?:<skip>\s+)*¤(?:\s*(?:%|procent\w*))?[\s.)]*$)",
    "range end": r"""
        <year>\s*[–-]\s*(<year>)
        | \bmellan\s+(?:åren\s+|år\s+)?<year>\s+och\s+(<year>)
        | \btill\s+(?:år\s+)?(<year>)
    """,
    "in year": r"\bår\s+(<year>)",
    "span of years": r"\b(?:på|under\s+de\s+senaste|de\s+senaste)\s+(\w+)\s+år(?:en)?\b",
    "elsewhen": r"""
        \b(?:följande|året\s+därpå|tidigare|först|länge|tillfälligt|senare|corona\w*|pandemi\w*|i\s+början\s+av\s+året|innevarande
          |på\s+\w+talet|i\s+år|(?:19\d0|20[1-9]0)-tale\w+|januari|februari|mars|april|maj|juni|juli|augusti
          |september|oktober|november|december)\b
    """,
    "hedge": r"""
        \b(?:mål(?:et|en|sättning\w*)?|bör|borde|ska|skall|skulle|måste|kan|kunde|väntas|förväntas|prognos\w*
          |befolkningsprognos\w*|beräknas|uppskattas|sträva\w*|syft\w*|önska\w*|önskan|hoppas|sannolikt|eventuellt
          |troligen|möjligen|kommer\s+att|riskera\w*|tros|anser|fram\s+till\s+20[3-9]\d
          |före\s+20[3-9]\d)\b(?!\s+(?:konstateras|man\s+se|ses))
    """,
    "condition": r"^\s*om\b|,\s+om\b|\bifall\b|\?\s*$",
    "opens aim": r"^[\s,]*(?:att|så\s+att)\b",
    "subgroup": r"""
        \b(?:(?:under|över)\s+\d+\s+år|pojk\w+|flick\w+|män(?:nen|s)?|kvinn\w+|\d+[^\s,;]*-?åring\w+|äldre|invandr\w+|svenskspråkig\w+
          |finskspråkig\w+|gymnasie\w+|yrkes\w+|pensionär\w+|långtids\w+|ungdoms\w+)
    """,
    "passed over": r"^(?:<skip>|<conj>|är|var|har|hade|det|<not>|\w+vis|¤|[\d.,–%-]+|procent|också|att)$",
    "preposition": r"^(?:för|av|om|i|på|bland|med|till|från|per|hos|mot|som)$",
    "measure": r"^<measure>$",
    "measure ending": r"(?:grad\w*|andel\w*|antal\w*|nivå\w*|tal\w*|läge\w*|index\w*|mätar\w*|poäng\w*)$",
    "roughly": r"\b(?:nästan|ungefär|i\s+stort\s+sett|så\s+gott\s+som|närapå|cirka)\b",
    "at least": r"\b(?:mer\s+än|drygt|över)\s*$",
    "rate": r"\b(?:mer|mera|mindre)\b",
}
PLACES = {
    ("SSS",): r"""
        \b(?:hela\s+)?landets?\b
        | \briks(?:genomsnitt\w*|medeltal\w*|snitt\w*|nivå\w*)
        | \b(?:riket|finland)s?\b
    """,
    ("HVA",): r"\bvälfärdsområdets?\b",
    ("MK",): r"\blandskapets?\b",
}
INFLECTED = r"(?:)"
NUMBERS = {
    "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10,
}  # fmt: skip
KIN = (
    ("folkmängd", "invånar", "befolkning"),
    ("mobb", "mobbning"),
    ("rök", "rökning"),
    ("ensam",),
    ("arbetslös",),
    ("tea", "hälsofrämja"),
)
HEAD_FIRST = True
