"""Drawings of arms for tests: what drawing programs write, and what an attacker would."""

import gzip

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SHIELD = '<path d="M4 4h112v66c0 34-24 54-56 66C28 124 4 104 4 70Z" fill="#17566b"/>'


def drawing(inside: str = SHIELD, root: str = 'viewBox="0 0 120 140" width="120" height="140"') -> bytes:
    """An SVG with this inside."""
    return f"<svg {SVG} {root}>{inside}</svg>".encode()


HONEST: dict[str, bytes] = {
    "plain": drawing(),
    "gradient and use": drawing(
        '<defs><linearGradient id="sky" gradientTransform="rotate(90)"><stop offset="0" stop-color="#fff"/>'
        '<stop offset="100%" style="stop-color:#17566b;stop-opacity:.8"/></linearGradient>'
        '<linearGradient id="sky2" xlink:href="#sky"/><g id="tree"><circle cx="20" cy="20" r="8"/></g></defs>'
        '<rect width="120" height="140" fill="url(#sky2)"/><use xlink:href="#tree" x="30"/><use href="#tree" y="40"/>'
    ),
    "classes": drawing(
        "<style>/* made by hand */ .st0, .st1 { fill:#e3b23c; stroke:none } #sun{fill:red!important}"
        " path{stroke-width:2px}</style><circle id='sun' class='st0' cx='60' cy='40' r='19'/>"
        '<path class="st1" d="M0 0L10 10" style="stroke:#000;font-family:Arial"/>'
    ),
    "clip": drawing(
        '<clipPath id="c"><rect width="60" height="70" rx="4"/></clipPath>'
        f'<g clip-path="url(#c)" opacity=".9">{SHIELD}'
        '<circle cx="1in" cy="20mm" r="5mm" stroke="red" stroke-width="3pt"/></g>'
    ),
    "editor's notes": (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- Created with a program -->\n'
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
        f'<svg {SVG} xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"'
        ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="80mm" height="100mm" version="1.1">'
        '<sodipodi:namedview id="base" pagecolor="#fff"/><metadata><x/></metadata><title>Vaakuna &amp; kilpi</title>'
        f'<g inkscape:label="Layer 1" style="display:inline;-inkscape-stroke:none">{SHIELD}</g></svg>'
    ).encode(),
}

_ENTITY = (
    f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg {SVG} viewBox="0 0 9 9"><title>&x;</title></svg>'
)
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(9))
_USES = "".join(
    f'<g id="g{n}">{"".join(f"<use href=%#g{n - 1}%/>" for _ in range(10))}</g>'.replace("%", '"') for n in range(1, 9)
)
_CLIPS = "".join(
    f"<clipPath id='c{n}'>{f'<rect clip-path=%url(#c{n - 1})%/>'.replace('%', chr(34)) * 10}</clipPath>"
    for n in range(1, 9)
)

_ANIMATION = '<rect width="9" height="9"><animate attributeName="href" to="javascript:a"/></rect>'

ATTACKS: dict[str, tuple[bytes, str]] = {
    "external entity": (_ENTITY.encode(), "declarations"),
    "external entity in UTF-16": (_ENTITY.encode("utf-16"), "declarations"),
    "billion laughs": (f"<!DOCTYPE svg [{_LAUGHS}]><svg {SVG}>&l8;</svg>".encode(), "declarations"),
    "parameter entity": (
        f'<!DOCTYPE svg [<!ENTITY % d SYSTEM "http://x.fi/d">%d;]><svg {SVG}/>'.encode(),
        "declarations",
    ),
    "DTD from elsewhere": (f'<!DOCTYPE svg SYSTEM "http://x.fi/a.dtd"><svg {SVG}/>'.encode(), "declarations"),
    "script": (drawing("<script>alert(1)</script>"), "program"),
    "script in a group": (drawing(f"<g><g>{SHIELD}<script href='a.js'/></g></g>"), "program"),
    "handler on the root": (drawing(root='viewBox="0 0 9 9" onload="alert(1)"'), "program"),
    "handler on a shape": (drawing('<rect width="9" height="9" onClick="alert(1)"/>'), "program"),
    "handler of another vocabulary": (drawing('<rect xmlns:e="http://e.fi/" e:onbegin="alert(1)"/>'), "program"),
    "javascript in use": (drawing('<use xlink:href="java&#10;script:alert(1)"/>'), "program"),
    "javascript in a link": (drawing('<a href="javascript:alert(1)"><rect/></a>'), "element"),
    "picture from elsewhere": (drawing('<image href="http://x.fi/a.png" width="9" height="9"/>'), "element"),
    "picture inside": (drawing('<image href="data:image/svg+xml;base64,PHN2Zz4=" width="9" height="9"/>'), "element"),
    "foreign object": (
        drawing("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>"),
        "element",
    ),
    "animation": (drawing(_ANIMATION), "element"),
    "set": (drawing('<rect width="9" height="9"><set attributeName="fill" to="red"/></rect>'), "element"),
    "text": (drawing('<text x="1" y="9">Kokkola</text>'), "element"),
    "filter": (drawing('<filter id="f"><feImage href="http://x.fi/"/></filter>'), "element"),
    "filter by style": (drawing('<rect width="9" height="9" style="filter:url(#f)"/>'), "element"),
    "mask": (drawing('<rect width="9" height="9" mask="url(#m)"/>'), "element"),
    "pattern": (drawing('<pattern id="p"><rect/></pattern>'), "element"),
    "use from elsewhere": (drawing('<use href="http://x.fi/a.svg#a"/>'), "outside"),
    "use of a file": (drawing('<use xlink:href="file:///etc/passwd#a"/>'), "outside"),
    "use of data": (drawing('<use href="data:image/svg+xml,&lt;svg/&gt;#a"/>'), "outside"),
    "colour from elsewhere": (drawing('<rect width="9" height="9" fill="url(http://x.fi/#a)"/>'), "outside"),
    "colour from elsewhere by style": (drawing("<rect style=\"fill: url( '//x.fi/#a' )\"/>"), "outside"),
    "clip from elsewhere": (drawing('<g clip-path="url(a.svg#c)"/>'), "outside"),
    "import in a sheet": (drawing('<style>@import "http://x.fi/a.css";</style>'), "outside"),
    "font in a sheet": (drawing("<style>@font-face{src:url(//x.fi)}</style>"), "style"),
    "escape in a sheet": (drawing("<style>\\40 import 'a';</style>"), "style"),
    "selector beyond classes": (drawing("<style>g > path:hover{fill:red}</style>"), "style"),
    "address in a sheet": (drawing("<style>.a{fill:url(//x.fi/#a)}</style><path class='a' d='M0 0'/>"), "outside"),
    "sheet from elsewhere": (b'<?xml-stylesheet href="a.css"?>' + drawing(), "outside"),
    "use of itself": (drawing('<g id="a"><use href="#a"/></g>'), "too-complex"),
    "uses of each other": (drawing('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), "too-complex"),
    "use bomb": (drawing(f'<g id="g0"><rect width="9" height="9"/></g>{_USES}'), "too-complex"),
    "clip bomb": (drawing(f'<clipPath id="c0"><rect/></clipPath>{_CLIPS}<rect clip-path="url(#c8)"/>'), "too-complex"),
    "too deep": (drawing("<g>" * 60 + SHIELD + "</g>" * 60), "too-complex"),
    "too many": (drawing("<rect/>" * 7000), "too-complex"),
    "too many rules": (drawing(f"<style>{'.a{fill:red}' * 600}</style>"), "too-complex"),
    "too large": (drawing("<desc>" + "x" * 2**20 + "</desc>"), "too-large"),
    "huge view": (drawing(root='viewBox="0 0 1e300 1e300"'), "size"),
    "no view": (drawing(root=""), "size"),
    "view of nothing": (drawing(root='viewBox="0 0 0 10"'), "size"),
    "view without end": (drawing(root='viewBox="0 0 inf nan"'), "size"),
    "a thread": (drawing(root='viewBox="0 0 1 1000"'), "size"),
    "packed": (gzip.compress(drawing()), "packed"),
    "other characters": ("<svg>ä</svg>".encode("latin-1"), "encoding"),
    "not closed": (drawing()[:-6], "broken"),
    "no drawing": (b"<html><script>alert(1)</script></html>", "not-svg"),
    "no vocabulary": (b'<svg viewBox="0 0 9 9"><rect width="9" height="9"/></svg>', "not-svg"),
    "strange colour": (drawing('<rect fill="expression(alert(1))"/>'), "value"),
    "strange length": (drawing('<rect width="calc(1px)"/>'), "value"),
    "strange path": (drawing('<path d="M0 0&lt;script&gt;"/>'), "value"),
    "strange transform": (drawing('<g transform="rotate(1) url(#a)"/>'), "value"),
}
