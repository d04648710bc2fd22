"""Freezing a report, as the button does it: look first, attack, and only then write."""

from app.accounts.models import Account
from app.core.db import only_reads_at_first, will_write
from app.reports import services
from app.reports.models import Report


def look_over(report: Report) -> services.Drafted:
    """The draft as the officer's page shows it."""
    only_reads_at_first()
    drafted = services.draft_report(report)
    will_write()
    return drafted


def safe_draft(report: Report) -> services.Drafted:
    """The draft that may be frozen; from here on the session may write."""
    only_reads_at_first()
    try:
        return services.safe_draft(report)
    finally:
        will_write()


def freeze(report: Report, account: Account) -> None:
    """The report, frozen and not yet committed. Where a worker gave out other figures meanwhile, it
    is looked over again, as the officer is asked to.
    """
    try:
        services.freeze_report(report, account, safe_draft(report))
    except services.Changed:
        services.freeze_report(report, account, safe_draft(report))
