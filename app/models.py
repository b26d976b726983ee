"""Every table of the product, imported in one place for the migrations and the tests."""

from app.accounts.models import Grant, Notification, PasswordLink, SignIn, User
from app.api.models import ReadToken
from app.audit.models import AuditEntry
from app.comments.models import Comment, Thread
from app.db import Table
from app.editions.models import Edition
from app.exports.models import ExportJob, StoredFile
from app.feedback.models import AccessibilityStatement, Feedback
from app.figure_imports.models import FigureImport
from app.figures.models import ClaimWaiver
from app.images.models import Image
from app.imports.models import WordImport
from app.indicators.models import (
    AnswerMark,
    Doubt,
    Fetch,
    Indicator,
    IndicatorAbout,
    Observation,
    OwnPackage,
    RefreshLease,
    RefreshRun,
    Restatement,
)
from app.organisations.models import Organisation, Region, RegionMembership, RegionSuccession
from app.own_figures.models import Collection, CollectionAnswer, OwnFigure, OwnIndicator, Survey
from app.report_templates.models import ReportTemplateVersion
from app.reports.models import Decision, KeptFigure, LeftOut, Report
from app.sections.models import LastLook, Milestone, Section, SectionText, Step, TextSnapshot
from app.suggestions.models import Suggestion
from app.translation.models import Translation, TranslationState

__all__ = [
    "AccessibilityStatement",
    "AnswerMark",
    "AuditEntry",
    "ClaimWaiver",
    "Collection",
    "CollectionAnswer",
    "Comment",
    "Decision",
    "Doubt",
    "Edition",
    "ExportJob",
    "Feedback",
    "Fetch",
    "FigureImport",
    "Grant",
    "Image",
    "Indicator",
    "IndicatorAbout",
    "KeptFigure",
    "LastLook",
    "LeftOut",
    "Milestone",
    "Notification",
    "Observation",
    "Organisation",
    "OwnFigure",
    "OwnIndicator",
    "OwnPackage",
    "PasswordLink",
    "ReadToken",
    "RefreshLease",
    "RefreshRun",
    "Region",
    "RegionMembership",
    "RegionSuccession",
    "Report",
    "ReportTemplateVersion",
    "Restatement",
    "Section",
    "SectionText",
    "SignIn",
    "Step",
    "StoredFile",
    "Suggestion",
    "Survey",
    "Table",
    "TextSnapshot",
    "Thread",
    "Translation",
    "TranslationState",
    "User",
    "WordImport",
]
