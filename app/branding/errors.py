"""Why arms, or a Word template, were not taken: each message says what to do."""

from http import HTTPStatus
from typing import ClassVar

from app.errors import DomainError
from app.i18n import N_


class ArmsRefused(DomainError):
    """What was sent are no arms that we can keep. Subclasses say why."""

    status: ClassVar[HTTPStatus] = HTTPStatus.UNPROCESSABLE_ENTITY
    message = N_("The file is neither a PNG picture nor an SVG drawing. Save the arms as one of them, then send them.")


class ArmsTooLarge(ArmsRefused):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    message = N_("The file is larger than 2 MB. Save the arms smaller and send them again.")


class ArmsBroken(ArmsRefused):
    message = N_("The file cannot be read: it is damaged or unfinished. Save the arms again and send them again.")


class DrawingTooLarge(ArmsRefused):
    message = N_("The drawing is larger than 1 MB. Simplify it, or save the arms as PNG.")


class DrawingPacked(ArmsRefused):
    message = N_("The drawing is packed (SVGZ). Save it as plain SVG.")


class DrawingEncoded(ArmsRefused):
    message = N_("The drawing's characters cannot be read. Save it as SVG with the encoding UTF-8.")


class DrawingDeclares(ArmsRefused):
    message = N_("The drawing declares entities of its own (DOCTYPE). Save it as plain SVG without them.")


class DrawingRunsPrograms(ArmsRefused):
    message = N_("The drawing holds a program (%(name)s). Save it as plain SVG without programs.")


class DrawingFetches(ArmsRefused):
    message = N_("The drawing fetches something from elsewhere (%(name)s). Save it so that everything is in the file.")


class DrawingHasMore(ArmsRefused):
    message = N_(
        "The drawing has something that is not accepted: %(name)s. Shapes, colours and gradients are accepted; turn"
        " texts into paths, or save the arms as PNG."
    )


class DrawingUnreadable(ArmsRefused):
    message = N_("The value of %(name)s in the drawing cannot be read. Save it as plain SVG, or as PNG.")


class DrawingTooComplex(ArmsRefused):
    message = N_("The drawing has too many parts, or repeats itself. Simplify it, or save the arms as PNG.")


class DrawingWithoutSize(ArmsRefused):
    message = N_("The drawing has no usable size. Give it a page size (viewBox) and save it again.")


class ArmsEmpty(ArmsRefused):
    message = N_("Nothing is to be seen in the file. Save the arms again and send them again.")


class ArmsTooManyPixels(ArmsRefused):
    message = N_("The picture has more than 64 million pixels. Make it smaller and send it again.")


class NothingToTakeBack(DomainError):
    message = N_("There is nothing earlier to take back any more.")


class TemplateRefused(DomainError):
    """What was sent is no Word template that we can use. Subclasses say why."""

    status: ClassVar[HTTPStatus] = HTTPStatus.UNPROCESSABLE_ENTITY
    message = N_("This is no Word file (.docx or .dotx). Open it in Word and save it as a Word template (.dotx).")


class TemplateTooLarge(TemplateRefused):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    message = N_("The template is larger than 5 MB. Make its pictures smaller and send it again.")


class TemplateUnpacksTooLarge(TemplateRefused):
    message = N_("The template is too large when it is unpacked. Take large pictures out of it and send it again.")


class TemplateRunsPrograms(TemplateRefused):
    message = N_("The template holds macros. Save it in Word as a template without macros (.dotx).")


class TemplateFetches(TemplateRefused):
    message = N_("The template fetches something from elsewhere, such as a linked picture. Embed it and send it again.")


class TemplateDeclares(TemplateRefused):
    message = N_("The template was not saved by Word: it declares entities of its own. Save it again in Word.")


ARMS_BY_NAME: dict[str, type[ArmsRefused]] = {
    "too-large": DrawingTooLarge,
    "packed": DrawingPacked,
    "encoding": DrawingEncoded,
    "declarations": DrawingDeclares,
    "program": DrawingRunsPrograms,
    "outside": DrawingFetches,
    "element": DrawingHasMore,
    "style": DrawingUnreadable,
    "value": DrawingUnreadable,
    "too-complex": DrawingTooComplex,
    "size": DrawingWithoutSize,
    "empty": ArmsEmpty,
    "broken": ArmsBroken,
    "broken-picture": ArmsBroken,
    "too-many-pixels": ArmsTooManyPixels,
}
TEMPLATES_BY_NAME: dict[str, type[TemplateRefused]] = {
    "too-large": TemplateUnpacksTooLarge,
    "macros": TemplateRunsPrograms,
    "outside": TemplateFetches,
    "declarations": TemplateDeclares,
}
