"""What the two doors to a young person's own conversation share: signed in, or by number."""

from flask import flash, redirect, render_template, request, url_for

from app.core.clock import today
from app.core.db import only_reads_at_first, session
from app.core.forms import EmptyForm
from app.core.i18n import current_language
from app.core.i18n import gettext as _
from app.people.texts import OPENED_BECAUSE, PARTS
from feedback import commitment_answers, duty_told, quotes, reader_names, readers, services
from feedback.commitment_texts import STATE_LABELS
from feedback.conversation import conversation
from feedback.forms import MessageForm, SortedOutForm
from feedback.models import Thread
from feedback.readings import readers_so_far


def show(thread: Thread, doors: dict[str, str], form: MessageForm | None = None, status: int = 200):
    """The page of one conversation. `doors` are the addresses its forms send to."""
    services.mark_read(thread, "young_person")
    only_reads_at_first()  # The page is made without keeping everybody else from writing.
    return (
        render_template(
            "mine/show.html",
            thread=thread,
            turns=conversation(thread),
            readers=readers_so_far(thread),
            quote_requests=quotes.questions_for(thread),
            form=form or MessageForm(formdata=None),
            sorted_form=SortedOutForm(formdata=None),
            button_form=EmptyForm(formdata=None),
            parts=PARTS,
            undertaken=commitment_answers.replies_to(thread),
            states=STATE_LABELS,
            opened_because=OPENED_BECAUSE,
            doors=doors,
            kept_from=reader_names.kept_from(thread.response, readers.audience_of(thread)),
            **duty_told.facts_for(thread),
            today=today(),
        ),
        status,
    )


def say(thread: Thread, doors: dict[str, str]):
    """The young person writes something more."""
    form = MessageForm()
    if not form.validate_on_submit():
        return show(thread, doors, form, 422)
    try:
        services.write_back(thread, form.words.data, current_language(), form.once.data)
    except services.HoldsReturnNumber:
        form.words.errors = [
            _("Your number is in this message. Take it out, so that nobody else can use it.")
        ]
        return show(thread, doors, form, 422)
    except services.OtherWords:
        form.say_sent_already()
        return show(thread, doors, form, 409)
    session.commit()
    flash(_("Sent. You can read it below."))
    return redirect(doors["show"])


def sorted_out(thread: Thread, doors: dict[str, str]):
    """The young person says whether it helped."""
    form = SortedOutForm()
    if not form.validate_on_submit():
        return show(thread, doors, status=422)
    services.say_whether_sorted(thread, form.sorted_out.data)
    session.commit()
    flash(_("Thank you for telling us."))
    return redirect(doors["show"])


def answer_quote(thread: Thread, doors: dict[str, str], request_id: int, yes: bool):
    """The young person says whether their words may stand in a report."""
    asked = next((one for one in quotes.open_requests_for(thread) if one.id == request_id), None)
    if asked is None:
        return show(thread, doors, status=404)
    try:
        quotes.answer_request(asked, yes, request.form.get("mark", ""))
    except quotes.NotOpen:
        return show(thread, doors, status=404)
    except quotes.OtherWords:
        flash(_("These words are new. Read them again before you say yes or no."), "careful")
        return show(thread, doors, status=409)
    session.commit()
    flash(_("Thank you. We will do what you say. You can change your mind."))
    return redirect(doors["show"])


def doors_of(name: str, **values) -> dict[str, str]:
    """The addresses of a conversation's forms in this blueprint."""
    steps = ("show", "say", "sorted_out", "quote")
    return {step: url_for(f"{name}.{step}", **values) for step in steps}
