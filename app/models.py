"""Every table of the product, imported in one place for the migrations and the tests."""

from app.accounts.models import Grant, Notification, PasswordLink, SignIn, User
from app.audit.models import AuditEntry
from app.comments.models import Comment, Thread
from app.db import Table
from app.editions.models import Edition
from app.exports.models import ExportJob, StoredFile
from app.images.models import Image
from app.imports.models import WordImport
from app.indicators.models import Fetch, Indicator, Observation
from app.organisations.models import Organisation, Region, RegionMembership
from app.report_templates.models import ReportTemplateVersion
from app.reports.models import Decision, Report
from app.sections.models import LastLook, Milestone, Section, SectionText, Step, TextSnapshot
from app.suggestions.models import Suggestion
from app.translation.models import Translation, TranslationState

__all__ = [
    "AuditEntry",
    "Comment",
    "Decision",
    "Edition",
    "ExportJob",
    "Fetch",
    "Grant",
    "Image",
    "Indicator",
    "LastLook",
    "Milestone",
    "Notification",
    "Observation",
    "Organisation",
    "PasswordLink",
    "Region",
    "RegionMembership",
    "Report",
    "ReportTemplateVersion",
    "Section",
    "SectionText",
    "SignIn",
    "Step",
    "StoredFile",
    "Suggestion",
    "Table",
    "TextSnapshot",
    "Thread",
    "Translation",
    "TranslationState",
    "User",
    "WordImport",
]
