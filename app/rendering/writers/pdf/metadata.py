"""What the joined file says of itself: its metadata, the standards it follows, its colours, and the files within it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any
from xml.sax.saxutils import escape

import weasyprint
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Stream, String

from app.rendering import tree
from app.rendering.attachments import Attachment

PRODUCER = f"hyvinvointikertomus, WeasyPrint {weasyprint.__version__}"
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""Of files within a report that has no date: the same file must be the same bytes."""

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
{subject}<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
{dates}</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates the part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def describe(out: Any, document: tree.Document) -> None:
    """Title, author, language and date; that it is tagged; the standards; the colours it is meant in."""
    root = out.Root
    root.Lang = String(document.language)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    root.OutputIntents = Array([_output_intent(out)])
    info = {"Title": title_of(document), "Author": document.organisation, "Producer": PRODUCER}
    if document.subtitle:
        info["Subject"] = document.subtitle
    if document.created_on:
        info["CreationDate"] = info["ModDate"] = f"D:{document.created_on.replace('-', '')}000000Z"
    for name, value in info.items():
        out.docinfo[f"/{name}"] = String(value)
    metadata = Stream(out, _packet(document).encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    root.Metadata = out.make_indirect(metadata)


def title_of(document: tree.Document) -> str:
    """As a reader's window shows it."""
    named = f"{document.organisation}: {document.title}"
    return f"{named}. {document.part}" if document.part else named


def _packet(document: tree.Document) -> str:
    subject = (
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(document.subtitle)}</rdf:li></rdf:Alt>'
        "</dc:description>\n"
        if document.subtitle
        else ""
    )
    moment = f"{document.created_on}T00:00:00Z"
    dates = f"<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>\n"
    return _PACKET.format(
        title=escape(title_of(document)),
        author=escape(document.organisation),
        subject=subject,
        language=escape(document.language),
        producer=escape(PRODUCER),
        dates=dates if document.created_on else "",
    )


def _output_intent(out: Any) -> Any:
    profile = Stream(out, _colour_profile())
    profile.N = 3
    name = String("sRGB2014")
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=name,
        Info=name,
        DestOutputProfile=out.make_indirect(profile),
    )


@cache
def _colour_profile() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def attach(out: Any, attachments: Sequence[Attachment], created_on: str) -> None:
    """Puts the files into the PDF, each with what it is to the report."""
    moment = datetime.fromisoformat(created_on).replace(tzinfo=UTC) if created_on else UNDATED
    if not attachments:
        return
    associated = Array()
    for attachment in sorted(attachments, key=lambda item: item.name):
        out.attachments[attachment.name] = AttachedFileSpec(  # type: ignore[call-arg]
            out,
            attachment.content,
            description=attachment.description,
            filename=attachment.name,
            mime_type=attachment.media_type,
            relationship=Name(f"/{attachment.relationship}"),
            creation_date=_pdf_date(moment),
            mod_date=_pdf_date(moment),
        )
        associated.append(out.attachments[attachment.name].obj)
    out.Root.AF = associated


def _pdf_date(moment: datetime) -> str:
    return moment.strftime("D:%Y%m%d%H%M%SZ")
