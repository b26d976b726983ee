"""What has been said in a whole report, for a draft that is to have its comments."""

from sqlmodel import Session

from app.comments.mentions import typed_again
from app.comments.queries import names_of, said_in_report
from app.comments.showing import Conversation, Json


def conversations_in(session: Session, report_id: int) -> dict[tuple[str, str], list[Conversation]]:
    """The conversations of a report by section key and language of the text; settled ones say so."""
    said = said_in_report(session, report_id)
    people = {person for *_, comment in said for person in (comment.author_id, *comment.mentions)}
    names = names_of(session, people)
    remarks: dict[str, list[Json]] = {}
    places: dict[str, tuple[tuple[str, str], str]] = {}
    for section_key, language, thread, comment in said:
        places[thread.key] = (section_key, language), thread.block_id
        if comment.body:
            remarks.setdefault(thread.key, []).append(
                {
                    "author": names[comment.author_id],
                    "on": comment.at.date().isoformat(),
                    "text": typed_again(comment.body, comment.mentions, names),
                    "resolved": thread.resolved_at is not None,
                }
            )
    found: dict[tuple[str, str], list[Conversation]] = {}
    for key, (place, block_id) in places.items():
        if key in remarks:
            found.setdefault(place, []).append(Conversation(key, block_id, tuple(remarks[key])))
    return found
