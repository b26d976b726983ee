"""Every table of the product, imported in one place for the migrations and the tests."""

from app.accounts.models import Grant, PasswordLink, SignIn, User
from app.audit.models import AuditEntry
from app.db import Table
from app.editions.models import Edition
from app.exports.models import ExportJob, StoredFile
from app.indicators.models import Fetch, Indicator, Observation
from app.organisations.models import Organisation, Region, RegionMembership
from app.report_templates.models import ReportTemplateVersion
from app.reports.models import Decision, Report
from app.sections.models import Section, SectionText, Step

__all__ = [
    "AuditEntry",
    "Decision",
    "Edition",
    "ExportJob",
    "Fetch",
    "Grant",
    "Indicator",
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
    "Table",
    "User",
]
