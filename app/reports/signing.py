"""Young Inspectors sign a board report, or add a dissent that is printed beside its chapters.

What they say belongs to the very chapters they read: when those change, they are asked again. An
officer looks at a dissent only for names and for what might point to somebody. The officer may ask
for other words, and never changes or drops any.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, String, literal, select

from app.accounts.councils import granted_for, within
from app.accounts.models import Account, Council, RoleGrant
from app.awards.certificates import language_of_name
from app.core import audit
from app.core.clock import add_working_days, today
from app.core.db import session
from app.core.languages import ENGLISH
from app.core.permissions import Permission, roles_with
from app.core.reporting import Chapter
from app.core.snapshots import chapter_as_json
from app.core.snapshots import digest as digest_of_json
from app.reports.models import Report
from app.reports.voice_models import Asking, Dissent, Signature
from app.safeguarding.cues import looks_english
from app.safeguarding.services import check_words
from app.safeguarding.words_before import has_open_alert

SUBJECT = "dissent"
NOT_KNOWN = "und"
"""ISO 639 for words in a language nobody has named."""


class NobodyToAsk(Exception):
    """The council has no Young Inspector who can sign in."""


class NotAsked(Exception):
    """The draft was not given to the Young Inspectors, or it is frozen by now."""


class AnotherDraft(Exception):
    """The chapters are not those that were read."""


class DissentWaits(Exception):
    """A dissent waits for an officer to look at it, or for its writer to answer."""


class LookedAt(Exception):
    """An officer has looked at the words, or the duty desk has them."""


@dataclass(frozen=True)
class Said:
    """What was said of a draft, and whether it was of the draft there is now."""

    signature: Signature
    current: bool


def digest_of(chapters: Sequence[Chapter]) -> str:
    """SHA-256, in hex, of chapters as they would be frozen."""
    return digest_of_json([chapter_as_json(chapter) for chapter in chapters])


def visible_to(account: Account) -> Select[tuple[Report]]:
    """The reports, drafts and frozen ones, that this Young Inspector's council gave out to read."""
    mine = within(Report.council_code, account, Permission.REPORT_SIGN)
    asked = Report.id.in_(select(Asking.report_id))
    return select(Report).where(mine, asked)


def inspectors_of(council_code: str) -> Sequence[Account]:
    """Those who can be asked, by name."""
    here = granted_for(literal(council_code, String))
    granted = Account.grants.any(RoleGrant.role.in_(roles_with(Permission.REPORT_SIGN)) & here)
    rows = select(Account).where(Account.active, granted)
    return session.scalars(rows.order_by(Account.display_name)).all()


def asking_of(report: Report) -> Asking | None:
    """When the Young Inspectors were asked last; None if they were not."""
    return session.scalar(select(Asking).where(Asking.report_id == report.id))


def ask(report: Report, by: Account) -> Asking:
    """Give the draft to the council's Young Inspectors. Raises NobodyToAsk, NotAsked if frozen."""
    if not inspectors_of(report.council_code):
        raise NobodyToAsk
    if report.state == "frozen":
        raise NotAsked
    asking = asking_of(report) or Asking(report_id=report.id)
    asking.asked_on, asking.asked_by_name = today(), by.display_name
    session.add(asking)
    session.flush()
    audit.record("asked inspectors", "report", report.id, by)
    return asking


def said_of(report: Report, digest: str) -> list[Said]:
    """What each said last, by name; `digest` is that of the chapters there are now."""
    rows = select(Signature).where(Signature.report_id == report.id)
    found = session.scalars(rows.order_by(Signature.said_on, Signature.id)).unique()
    return [Said(one, one.draft_digest == digest) for one in found]


def signature_by(report: Report, account: Account) -> Signature | None:
    """What this one said last."""
    rows = select(Signature).where(
        Signature.report_id == report.id, Signature.account_id == account.id
    )
    return session.scalars(rows).unique().one_or_none()


def asked_of(account: Account) -> list[Dissent]:
    """Their newest words that an officer asks for in another way, in reports not final yet."""
    rows = (
        select(Signature)
        .join(Report, Report.id == Signature.report_id)
        .where(Signature.account_id == account.id, Report.state != "frozen")
    )
    newest = (one.dissent for one in session.scalars(rows).unique())
    return [one for one in newest if one is not None and one.state == "asked"]


def sign(report: Report, account: Account, printed_as: str, read: str, digest: str) -> Signature:
    """Sign the chapters with `digest`. Signing twice is signing once.

    `read` is the digest of what was on their screen. Raises AnotherDraft, NotAsked.
    """
    return _say(report, account, "signed", printed_as, read, digest)


def dissent(
    report: Report, account: Account, printed_as: str, words: str, read: str, digest: str, page: str
) -> Dissent:
    """Do not agree, in these words; earlier ones are kept. `page` is the language of the page.

    The same words again change nothing but the draft they are about. Raises as `sign` does.
    """
    signature = _say(report, account, "dissent", printed_as, read, digest)
    newest = signature.dissents[-1] if signature.dissents else None
    if newest is not None and newest.words == words:
        return newest
    row = Dissent(
        number=len(signature.dissents) + 1,
        language=language_of(words, page),
        written_on=today(),
    )
    row.words = words
    signature.dissents.append(row)
    session.flush()
    check_words(SUBJECT, row.id, [(row.language, words)], report.council_code)
    return row


def take_back(report: Report, account: Account) -> None:
    """Their newest words are gone while nobody has looked at them; what they were asked before that
    stands again. Raises NotAsked once the report is frozen, and LookedAt.
    """
    session.refresh(report, with_for_update=True)
    if report.state == "frozen":
        raise NotAsked
    signature = signature_by(report, account)
    newest = signature.dissent if signature else None
    if newest is None:
        return
    session.refresh(newest)
    if newest.state != "waiting" or has_open_alert(SUBJECT, newest.id):
        raise LookedAt
    only_words = len(signature.dissents) == 1
    session.delete(newest)
    session.flush()
    session.expire(signature)
    if only_words:
        session.delete(signature)
        session.flush()


def _say(report, account, kind: str, printed_as: str, read: str, digest: str) -> Signature:
    # Nobody freezes it while something is said of it, and the other way round.
    session.refresh(report, with_for_update=True)
    if report.state == "frozen" or asking_of(report) is None:
        raise NotAsked
    if read != digest:
        raise AnotherDraft
    row = signature_by(report, account)
    if row is None:
        row = Signature(report_id=report.id, account_id=account.id)
        row.account, row.dissents = account, []
        session.add(row)
    row.kind, row.printed_as, row.draft_digest, row.said_on = kind, printed_as, digest, today()
    session.flush()
    return row


def language_of(words: str, page: str) -> str:
    """The language code words are printed under: by their letters, then by the page they were
    written on; `und` for Latin letters that are no English.
    """
    script = language_of_name(words)
    if script == str(ENGLISH):
        return script if looks_english(words) else NOT_KNOWN
    return page if script == "ar" and page in ("ar", "fa-AF") else script


def look_at(row: Dissent, by: Account, ask_for: str = "") -> None:
    """An officer looked for names: it may be printed, or `ask_for` says what should be said in
    another way. Words that were let through stay so. Raises NotAsked once the report is frozen.
    """
    report = session.get_one(Report, row.signature.report_id, with_for_update=True)
    if report.state == "frozen":
        raise NotAsked
    if row.state == "cleared":
        return
    days = session.get_one(Council, report.council_code).reply_days
    row.looked_on, row.looked_at_by_id = today(), by.id
    row.asked = ask_for or None
    row.answer_by = add_working_days(today(), days) if ask_for else None
    row.state = "asked" if ask_for else "cleared"
    session.flush()
    audit.record(f"dissent {row.state}", SUBJECT, row.id, by)


def waits(row: Dissent) -> bool:
    """True while it stands in the way of freezing: an officer has not looked, or its writer still
    has time to answer.
    """
    return row.state == "waiting" or (row.state == "asked" and today() <= row.answer_by)


def dissent_waits(report: Report) -> bool:
    """Whether any dissent stands in the way of freezing."""
    newest = (one.signature.dissent for one in said_of(report, ""))
    return any(row is not None and waits(row) for row in newest)


def require_answered(report: Report) -> None:
    """Raises DissentWaits: nothing is frozen past somebody who does not agree."""
    if dissent_waits(report):
        raise DissentWaits
