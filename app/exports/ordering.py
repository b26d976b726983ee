"""What the press is asked for on behalf of a job: the Document, its images, and what travels inside the file."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from app.datafiles.collecting import data_in, merged
from app.datafiles.formats import DATA_FORMATS
from app.datafiles.writing import About
from app.exports.errors import SourceGone
from app.exports.formats import FORMATS, Format
from app.exports.models import ExportJob
from app.files import has_file, read_file
from app.i18n import LANGUAGES, N_, translate
from app.press.orders import Order
from app.rendering import tree
from app.rendering.attachments import Attachment
from app.rendering.writers import canonical

SOURCE_NAME, DATA_NAME = N_("report.json"), N_("figures.csv")
SOURCE_TOLD, DATA_TOLD = N_("The whole report as data"), N_("Every figure of the report with its source")


def order_of(job: ExportJob, data_dir: Path) -> Order:
    """The order that makes this job's file."""
    source = job.source or {}
    document = tree.from_json(source.get("document", source))  # those asked for by an older version hold it bare
    template = source.get("template", "")
    return order(FORMATS[job.format], document, data_dir, template)


def order(form: Format, document: tree.Document, data_dir: Path, template: str = "") -> Order:
    """The order that makes a file of this format; `template` is the hash of the organisation's own Word file.

    Raises SourceGone when that is not in the store: the file would look like another organisation's.
    """
    return Order(
        writer=form.writer,
        document=tree.to_json(document),
        assets=StoredAssets(data_dir, document.assets()),
        attachments=attachments_of(document) if form.carries_data else (),
        template=_template(data_dir, template) if template else b"",
    )


def _template(data_dir: Path, sha256: str) -> bytes:
    content = read_file(data_dir, sha256)
    if content is None:
        raise SourceGone
    return content


class StoredAssets(Mapping[str, bytes]):
    """Images that are in the store, read one by one, when they are asked for."""

    def __init__(self, data_dir: Path, names: frozenset[str]) -> None:
        self.data_dir = data_dir
        self.names = sorted(name for name in names if has_file(data_dir, name))

    def __getitem__(self, name: str) -> bytes:
        content = read_file(self.data_dir, name) if name in self.names else None
        if content is None:
            raise KeyError(name)
        return content

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def attachments_of(document: tree.Document) -> tuple[Attachment, ...]:
    """What a PDF carries: the Document that it is, and the figures in it."""
    language = next(code for code in LANGUAGES if code == document.language)
    whole = Attachment(
        name=translate(language, SOURCE_NAME),
        media_type="application/json",
        description=translate(language, SOURCE_TOLD),
        content=canonical.write(document, {}),
        relationship="Source",
    )
    found = list(data_in(document))
    if not found:
        return (whole,)
    about = About(document.title, document.organisation, language)
    figures = Attachment(
        name=translate(language, DATA_NAME),
        media_type="text/csv",
        description=translate(language, DATA_TOLD),
        content=DATA_FORMATS["csv"].write(merged(found), about),
    )
    return (whole, figures)
