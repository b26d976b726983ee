"""What the public site has not got."""

from app.errors import NotFound
from app.i18n import N_
from app.organisations.models import Organisation


class NotPublished(NotFound):
    """No published page at this address; `organisation` is whose pages it would be among, where that is known."""

    message = N_("No published report or page stands at this address.")
    organisation: Organisation | None = None

    def __init__(self, organisation: Organisation | None = None) -> None:
        super().__init__()
        self.organisation = organisation
