"""What stops feedback or its answer."""

from app.errors import DomainError
from app.i18n import N_


class AlreadyAnswered(DomainError):
    message = N_("This feedback has been answered. The answer is kept as it was sent.")
