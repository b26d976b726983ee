"""Conversations about words as Word's comments: each remark one comment, answers under what they answer."""

from collections.abc import Iterator, Sequence

from app.rendering import tree
from app.rendering.writers.word.markup import NAMESPACES, Look, attribute, paragraph, run

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


class Remarks:
    """The comments of a file, numbered as they are met."""

    def __init__(self) -> None:
        self.comments: list[str] = []
        self.threads: list[str] = []

    def around(self, content: str, remarks: Sequence[tree.Remark]) -> str:
        """`content` with the conversation hung on it."""
        numbers = list(self._added(remarks))
        starts = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in numbers)
        ends = "".join(
            f'<w:commentRangeEnd w:id="{number}"/><w:r>{Look("CommentReference").xml()}'
            f'<w:commentReference w:id="{number}"/></w:r>'
            for number in numbers
        )
        return starts + content + ends

    def _added(self, remarks: Sequence[tree.Remark]) -> Iterator[int]:
        first = ""
        for remark in remarks:
            number = len(self.comments)
            name = f"{number + 1:08X}"
            self.comments.append(_comment(number, name, remark))
            parent = f' w15:paraIdParent="{first}"' if first else ""
            done = int(remark.resolved or (not first and any(one.resolved for one in remarks)))
            self.threads.append(f'<w15:commentEx w15:paraId="{name}"{parent} w15:done="{done}"/>')
            first = first or name
            yield number

    def parts(self) -> tuple[bytes, bytes]:
        """The part of the comments, and the one that says which answers which and what is settled."""
        head = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
        comments = f'{head}<w:comments {NAMESPACES} {W14} {MC} mc:Ignorable="w14">{"".join(self.comments)}</w:comments>'
        threads = f'{head}<w15:commentsEx {W15} {MC} mc:Ignorable="w15">{"".join(self.threads)}</w15:commentsEx>'
        return comments.encode(), threads.encode()


def _comment(number: int, name: str, remark: tree.Remark) -> str:
    lines = [paragraph("CommentText", run(line)) for line in remark.text.splitlines() or [""]]
    lines[-1] = lines[-1].replace("<w:p>", f'<w:p w14:paraId="{name}">', 1)
    initials = "".join(word[0] for word in remark.author.split())[:3]
    day = f' w:date="{remark.on[:10]}T00:00:00Z"' if remark.on else ""
    return (
        f'<w:comment w:id="{number}" w:author="{attribute(remark.author)}"{day} '
        f'w:initials="{attribute(initials)}">{"".join(lines)}</w:comment>'
    )
