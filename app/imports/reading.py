"""The process that reads a Word file: its bytes on stdin → one line of JSON on stdout, then the images' bytes.

`python -m app.imports.reading CPU MEMORY`. The line holds `blocks`, `losses` and `images` (with their sizes, in the
order of the bytes), or the name of the reason why the file was `refused`.
"""

import hashlib
import io
import json
import sys
import zipfile
from typing import Any

import mammoth
import nh3
from lxml import etree, html

from app.images import decoding
from app.imports.blocks import Reader
from app.imports.losses import Found, losses_of
from app.imports.package import Refused, open_package
from app.processes import limit

MOST_IMAGES = 200
STYLES = """
p[style-name='Title'] => p.title:fresh
p[style-name='Subtitle'] => p.title:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='Table Caption'] => p.caption:fresh
p[style-name='Image Caption'] => p.caption:fresh
p[style-name='Kuvaotsikko'] => p.caption:fresh
p[style-name='Kuvan otsikko'] => p.caption:fresh
p[style-name='Beskrivning'] => p.caption:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='List Continue'] => ul|ol > li > p:fresh
p[style-name='List Continue 2'] => ul|ol > li > ul|ol > li > p:fresh
p[style-name='List Continue 3'] => ul|ol > li > ul|ol > li > ul|ol > li > p:fresh
p[style-name='Report Notice'] => !
r[style-name='Page Reference'] => span.page
r[style-name='Emphasis'] => em
r[style-name='Strong and Emphasis'] => strong > em
p[style-name^='TOC '] => !
p[style-name^='Contents '] => !
p[style-name='Table of Figures'] => !
p[style-name='List Bullet'] => ul > li:fresh
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Bullet 3'] => ul|ol > li > ul|ol > li > ul > li:fresh
p[style-name='List Number'] => ol > li:fresh
p[style-name='List Bullet 4'] => ul|ol > li > ul|ol > li > ul|ol > li > ul > li:fresh
p[style-name='List Number 2'] => ul|ol > li > ol > li:fresh
p[style-name='List Number 3'] => ul|ol > li > ul|ol > li > ol > li:fresh
p[style-name='List Number 4'] => ul|ol > li > ul|ol > li > ul|ol > li > ol > li:fresh
"""
OWN_COVER = """
p[style-name^='Cover '] => !
p[style-name='Minor Heading'] => !
p[style-name='Title'] => !
p[style-name='Subtitle'] => !
"""  # of a report that was made here: the tool makes them anew
OWN_MARK = b'w:val="Cover Organisation"'
TAGS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "br", "strong", "em", "a", "sup", "img"),
    *("table", "thead", "tbody", "tr", "th", "td", "div", "span"),
}
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "li": {"id"}, "p": {"class"}, "span": {"class"}}
SPANS = {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}


class Images:
    """The file's images, drawn anew as they are met; the same one twice is one."""

    def __init__(self) -> None:
        self.clean: dict[str, decoding.Clean] = {}
        self.names: dict[str, str] = {}
        self.met = 0

    def name(self, image: Any) -> dict[str, str]:
        """Attributes of the `img` that stands for it: an address that means something only here."""
        self.met += 1
        source = f"image-{self.met}"
        if self.met <= MOST_IMAGES:
            try:
                with image.open() as file:
                    clean = decoding.clean(file.read())
            except (decoding.Refused, OSError, KeyError):
                return {"src": source}
            sha256 = hashlib.sha256(clean.content).hexdigest()
            self.clean[sha256] = clean
            self.names[source] = sha256
        return {"src": source}


def read(content: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """The blocks, losses and images of a Word file, and the images' bytes. Raises Refused."""
    with open_package(content) as package:
        styles = (OWN_COVER if _is_own(package) else "") + STYLES
        try:
            losses = losses_of(package)
        except etree.XMLSyntaxError as error:
            raise Refused("no-word") from error
    images = Images()
    markup = mammoth.convert_to_html(
        io.BytesIO(content), style_map=styles, convert_image=mammoth.images.img_element(images.name)
    ).value
    clean = nh3.clean(markup, tags=TAGS, attributes=ATTRIBUTES | SPANS, link_rel=None)
    reader = Reader(images.names)
    blocks = reader.read(html.fragment_fromstring(clean, create_parent="div"))
    if not blocks:
        raise Refused("empty")
    losses += [Found(kind, place, count) for (kind, place), count in reader.losses.items() if count]
    facts = [
        {"sha256": name, "media_type": image.media_type, "width": image.width, "height": image.height}
        | {"size": len(image.content)}
        for name, image in images.clean.items()
    ]
    found = {
        "blocks": blocks,
        "losses": [{"kind": loss.kind, "place": loss.place, "count": loss.count} for loss in losses],
        "images": facts,
    }
    return found, [image.content for image in images.clean.values()]


def _is_own(package: zipfile.ZipFile) -> bool:
    """Was the file made here, and perhaps edited since?"""
    return "word/styles.xml" in package.namelist() and OWN_MARK in package.read("word/styles.xml")


def main() -> None:
    limit(int(sys.argv[1]), int(sys.argv[2]))
    try:
        found, contents = read(sys.stdin.buffer.read())
    except Refused as refusal:
        found, contents = {"refused": str(refusal)}, []
    sys.stdout.buffer.write(json.dumps(found).encode() + b"\n" + b"".join(contents))


if __name__ == "__main__":
    main()
