"""`python -m bench.plain_pdf FOLDER`: report.html and its images there, by plain WeasyPrint: the measure of ours."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.rendering import tree


def plain_html(document: "tree.Document", images: dict[str, bytes]) -> str:
    """All pieces of the PDF in one page of HTML, links between chapters inside it, without the contents list."""
    from app.rendering.writers.pdf.pieces import pieces_of

    pieces = [piece.html for piece in pieces_of(document, images)]
    bodies = [re.split(r"</?body[^>]*>", html)[1] for html in pieces]
    head = max((re.split(r"<body[^>]*>", html)[0] for html in pieces), key=len)
    return f"{head}<body>{''.join(bodies)}</body></html>".replace('href="xref:', 'href="#')


def main() -> None:
    """Sets it as its own writer would without our engine: tagged, one process, nothing kept."""
    import weasyprint

    from app.rendering.writers.pdf.fetcher import ClosedFetcher

    folder = Path(sys.argv[1])
    images = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".html"}
    page = weasyprint.HTML(string=(folder / "report.html").read_text(), url_fetcher=ClosedFetcher(images))
    page.write_pdf(pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    main()
