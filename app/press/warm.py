"""What costs time once and is shared by every forked process: libraries, fonts, style sheets, one page set."""

import gc
import tempfile
import traceback
from pathlib import Path

from app.press.making import WRITERS, make
from app.press.orders import Order
from app.press.shelf import Shelf
from app.rendering import tree
from app.rendering.writers import pdf


def warm() -> None:
    """Make every kind of file once of one small page. What goes wrong here will be told where it matters."""
    pdf.prepare()
    with tempfile.TemporaryDirectory() as folder:
        for writer in WRITERS:
            order = Order(writer=writer, document=tree.to_json(_page()))
            try:
                make(order, Shelf(Path(folder)), lambda _progress: None)
            except Exception:
                traceback.print_exc()
    gc.collect()
    gc.freeze()  # collecting in a fork would copy all of this


def _page() -> tree.Document:
    heading = tree.Heading(anchor="s-h", depth=1, inlines=(tree.Text(text="Aa"),))
    paragraph = tree.Paragraph(
        inlines=(
            tree.Text(text="hyvinvointikertomus "),
            tree.Text(text="b", strong=True),
            tree.Text(text="i", emphasis=True),
            tree.FootnoteCall(number=1),
        )
    )
    cell = tree.Cell(lines=(tree.Line(inlines=(tree.Text(text="1"),)),))
    head = tree.Cell(lines=cell.lines, scope="col")
    table = tree.Table(anchor="s-t", number="1.1", caption=(tree.Text(text="a"),), head=((head,),), rows=((cell,),))
    items = tree.ItemList(items=(tree.ListItem(blocks=(paragraph,)),))
    note = tree.Footnote(number=1, inlines=(tree.Text(text="n"),))
    section = tree.Section(
        key="s", number="1", title="Aa", blocks=(heading, paragraph, items, table), footnotes=(note,)
    )
    return tree.Document(
        language="fi",
        organisation="Aa",
        title="Aa",
        subtitle="",
        facts=(),
        parts=(tree.Part(title="", sections=(section,)),),
        draft=True,
        status="",
    )
