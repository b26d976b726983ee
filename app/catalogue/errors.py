"""What can go wrong with packages."""

from http import HTTPStatus

from app.errors import DomainError
from app.i18n import N_


class PackageInUse(DomainError):
    """A text names the package: without it, the text's table would be empty."""

    status = HTTPStatus.CONFLICT
    message = N_("A report uses this package, so it is not deleted. Retire it: it is then no longer offered.")


class PackageIsOthers(DomainError):
    """Only those who put a package together change it."""

    status = HTTPStatus.FORBIDDEN
    message = N_("This package is not your organisation's own. Make a copy of it and change the copy.")


class IndicatorUnknown(DomainError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = N_("This indicator is not in the list of indicators.")


class PackageFull(DomainError):
    status = HTTPStatus.CONFLICT
    message = N_("A package has at most %(most)s indicators.")


class LastIndicator(DomainError):
    status = HTTPStatus.CONFLICT
    message = N_("A package has at least one indicator. Add another before taking this one away.")
