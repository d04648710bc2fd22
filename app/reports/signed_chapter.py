"""The Young Inspectors' chapter: who signed the report, and what those wrote who do not agree."""

from collections.abc import Sequence
from datetime import date

from app.core.calendars import day_in_text
from app.core.i18n import _
from app.core.in_line import isolated
from app.core.reporting import Block, Chapter, Paragraph, Quote
from app.reports.models import Report
from app.reports.signing import Said, asking_of, said_of
from app.reports.voice_models import Dissent, Signature

KEY = "young-inspectors"
"""Of the chapter."""


def chapter(report: Report, digest: str) -> Chapter:
    """What is printed: who signed the chapters with this digest, who did not agree and why, or
    that nobody was asked.
    """
    asking = asking_of(report)
    blocks = [Paragraph(_("No Young Inspector was asked to read this report."))]
    if asking is not None:
        blocks = _printed(asking.asked_on, said_of(report, digest))
    return Chapter(KEY, _("What the Young Inspectors say of this report"), tuple(blocks))


def _printed(asked_on: date, said: Sequence[Said]) -> list[Block]:
    signed = [one for one in said if one.signature.kind == "signed"]
    blocks: list[Block] = [
        Paragraph(
            _(
                "The Young Inspectors of this council were asked on %(day)s to read this report,"
                " and to sign it or to say where they do not agree. What they wrote was looked at"
                " for names only, and no adult changed a word of it.",
                day=day_in_text(asked_on),
            )
        )
    ]
    now = "; ".join(name_of(one.signature) for one in signed if one.current)
    before = "; ".join(name_of(one.signature) for one in signed if not one.current)
    blocks.append(
        Paragraph(_("Signed by: %(names)s", names=now) if now else _("Nobody signed it."))
    )
    if before:
        blocks.append(
            Paragraph(_("Signed a draft that has changed since: %(names)s", names=before))
        )
    for one in said:
        if one.signature.dissent is not None:
            blocks += _dissent_blocks(one)
    return blocks


def _dissent_blocks(one: Said) -> list[Block]:
    row, name = one.signature.dissent, name_of(one.signature)
    blocks: list[Block] = [Paragraph(_("%(name)s does not agree with this report.", name=name))]
    if not one.current:
        blocks.append(Paragraph(_("This was written about a draft that has changed since.")))
    if row.state == "cleared":
        return [*blocks, *_asked_before(row), Quote(row.words, row.language)]
    return [
        *blocks,
        Paragraph(
            _(
                "The words are not printed, because somebody could be recognised in them. Other"
                " words were asked for on %(day)s, and none came.",
                day=day_in_text(row.looked_on),
            )
        ),
    ]


def _asked_before(row: Dissent) -> list[Block]:
    """That these are not the first words, where an officer asked for other ones."""
    days = [one.looked_on for one in row.signature.dissents if one.state == "asked"]
    if not days:
        return []
    asked = _(
        "An officer asked for other words on %(day)s, because somebody could be recognised. These"
        " are the words they sent after that.",
        day=day_in_text(days[-1]),
    )
    return [Paragraph(asked)]


def name_of(signature: Signature) -> str:
    """The name they chose to be printed under."""
    if signature.printed_as == "chosen":
        return isolated(signature.account.display_name)
    # NOTE: Printed in a report for a board, in place of a young person's name.
    return _("A Young Inspector")
