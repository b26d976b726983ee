"""What can go wrong with an organisation's own figures."""

from app.errors import DomainError
from app.i18n import N_


class CollectionClosed(DomainError):
    """The one who asks has closed the collection."""

    message = N_("This collection is closed. Ask whoever made it to open it again.")


class CollectionOpen(DomainError):
    """While a collection is open, its questions stay."""

    message = N_("This collection is open already.")
