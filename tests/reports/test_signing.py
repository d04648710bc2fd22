"""Young Inspectors sign the draft they read, or say where they do not agree; both are printed."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.accounts.models import RoleGrant
from app.core import audit
from app.core.permissions import Role
from app.core.reporting import Paragraph, Quote
from app.demo.factories import make_young_account
from app.reports import services, signing
from app.reports.frozen import Altered, open_frozen
from app.reports.signing_forms import LONGEST
from app.reports.voice_models import Dissent, Signature
from app.safeguarding.models import Alert
from tests.reports.conftest import QUARTER
from tests.reports.freezing import freeze, look_over
from tests.reports.saying import say
from tests.whole_app.test_pages import faults_of

ARABIC, TIGRINYA = "لا أوافق لأن أحدا لم يسألنا", "ኣይስማዕማዕን እየ ምኽንያቱ ዝሓተተና የለን"
DISSENT = "Nobody asked us about the buses."


def make_inspector(session, name, council=None):
    account = make_young_account(name)
    account.grants = [
        RoleGrant(role=Role.YOUNG_INSPECTOR, council_code=council.code if council else None)
    ]
    session.flush()
    return account


@pytest.fixture
def inspector(world, session):
    return make_inspector(session, "Magpie", world.west)


@pytest.fixture
def report(world, talk, session, inspector):
    talk(40, "HOM_FOOD:good", answered_after=1)
    report = services.start_report(world.west, QUARTER, world.officer)
    session.commit()
    return report


@pytest.fixture
def asked(report, world, session):
    """The draft, given to the Young Inspectors."""
    signing.ask(report, world.officer)
    session.commit()
    return report


def digest(report):
    return signing.digest_of(look_over(report).chapters)


def not_agree(report, account, words=DISSENT, printed_as="chosen"):
    now = digest(report)
    return signing.dissent(report, account, printed_as, words, now, now, "en")


def sign(report, account, printed_as="chosen"):
    now = digest(report)
    return signing.sign(report, account, printed_as, now, now)


def printed(report, world):
    """The words of the Young Inspectors' chapter in the frozen report."""
    freeze(report, world.officer)
    blocks = open_frozen(report).voices.blocks
    return [one.text if isinstance(one, Paragraph) else one for one in blocks]


def data(visitor, report, form, **values):
    """What the form of the page would send."""
    page = visitor.get(f"/reports/sign/{report.id}").text
    read = re.search(rf'name="{form}-read" value="(\w+)"', page)[1]
    return {f"{form}-{name}": value for name, value in {"read": read, **values}.items()}


# Who reads what


def test_nobody_reads_a_draft_before_they_are_asked(report, inspector, signed_in_as):
    visitor = signed_in_as(inspector)
    assert "There is nothing to read" in visitor.get("/reports/sign/").text
    assert visitor.get(f"/reports/sign/{report.id}").status_code == 404


def test_they_read_the_very_draft_through_the_gate(asked, inspector, signed_in_as):
    page = signed_in_as(inspector).get(f"/reports/sign/{asked.id}").text
    for chapter in look_over(asked).chapters:
        assert f'id="{chapter.key}"' in page
    assert faults_of(page) == []


def test_an_inspector_of_the_north_cannot_see_the_draft_of_the_west(
    asked, world, session, signed_in_as
):
    visitor = signed_in_as(make_inspector(session, "Wren", world.north))
    assert visitor.get(f"/reports/sign/{asked.id}").status_code == 404
    for what in ("sign", "dissent"):
        assert visitor.post(f"/reports/sign/{asked.id}/{what}").status_code == 404
    assert "There is nothing to read" in visitor.get("/reports/sign/").text


def test_only_young_inspectors_are_let_in(asked, world, signed_in_as):
    for who in (world.officer, world.member, make_young_account("Robin")):
        assert signed_in_as(who).get("/reports/sign/").status_code == 404


def test_an_officer_of_the_north_asks_nobody_about_the_west(report, world, signed_in_as):
    visitor = signed_in_as(world.northern)
    assert visitor.get(f"/reports/{report.id}/inspectors").status_code == 404
    assert visitor.post(f"/reports/{report.id}/inspectors/ask").status_code == 404


def test_a_council_without_inspectors_asks_nobody(world, session, signed_in_as):
    report = services.start_report(world.west, QUARTER, world.officer)
    with pytest.raises(signing.NobodyToAsk):
        signing.ask(report, world.officer)
    page = signed_in_as(world.officer).get(f"/reports/{report.id}/inspectors").text
    assert "no Young Inspector who can sign in" in page


# Signing


def test_an_officer_asks_and_an_inspector_signs(report, world, inspector, session, signed_in_as):
    officer, visitor = signed_in_as(world.officer), signed_in_as(inspector)
    assert officer.post(f"/reports/{report.id}/inspectors/ask").status_code == 303
    assert f"/reports/sign/{report.id}" in visitor.get("/reports/sign/").text
    sent = data(visitor, report, "sign", printed_as="chosen")
    assert visitor.post(f"/reports/sign/{report.id}/sign", data=sent).status_code == 303
    assert "You signed this report" in visitor.get(f"/reports/sign/{report.id}").text
    page = officer.get(f"/reports/{report.id}/inspectors").text
    assert "Magpie" in page and "Signed" in page and faults_of(page) == []


def test_signing_twice_is_signing_once(asked, inspector, session, signed_in_as):
    visitor = signed_in_as(inspector)
    for printed_as in ("chosen", "role"):
        sent = data(visitor, asked, "sign", printed_as=printed_as)
        assert visitor.post(f"/reports/sign/{asked.id}/sign", data=sent).status_code == 303
    [row] = session.scalars(select(Signature)).unique()
    assert (row.kind, row.printed_as) == ("signed", "role")


def test_a_name_has_to_be_picked(asked, inspector, session, signed_in_as):
    visitor = signed_in_as(inspector)
    answer = visitor.post(f"/reports/sign/{asked.id}/sign", data=data(visitor, asked, "sign"))
    assert answer.status_code == 422 and "Pick a name." in answer.text
    assert session.scalars(select(Signature)).unique().all() == []


def test_a_draft_that_changed_is_read_again_before_it_is_signed(
    asked, inspector, talk, session, signed_in_as
):
    visitor = signed_in_as(inspector)
    sent = data(visitor, asked, "dissent", printed_as="role", words=DISSENT)
    talk(20, "REL_FRIENDS:not_good")
    answer = visitor.post(f"/reports/sign/{asked.id}/dissent", data=sent)
    assert answer.status_code == 409
    assert "The report has changed since you opened it" in answer.text
    assert DISSENT in answer.text
    assert session.scalars(select(Signature)).unique().all() == []


def test_who_signed_a_draft_that_has_changed_since_is_asked_again(
    asked, inspector, world, talk, session, signed_in_as
):
    sign(asked, inspector)
    talk(20, "REL_FRIENDS:not_good")
    page = signed_in_as(inspector).get(f"/reports/sign/{asked.id}").text
    assert "The report has changed since you answered" in page
    officers = signed_in_as(world.officer).get(f"/reports/{asked.id}/inspectors").text
    assert "they are asked again" in officers
    words = printed(asked, world)
    assert "Nobody signed it." in words
    assert "Signed a draft that has changed since: \u2068Magpie\u2069" in words


def test_a_mind_can_be_changed_until_the_report_is_frozen(asked, inspector, world, session):
    not_agree(asked, inspector)
    sign(asked, inspector)
    assert printed(asked, world)[1:] == ["Signed by: \u2068Magpie\u2069"]
    with pytest.raises(signing.NotAsked):
        signing.sign(asked, inspector, "role", "", "")


@pytest.mark.postgresql
def test_the_whole_way_on_the_other_database(asked, inspector, world, session, signed_in_as):
    visitor = signed_in_as(inspector)
    sent = data(visitor, asked, "dissent", printed_as="role", words=DISSENT)
    assert visitor.post(f"/reports/sign/{asked.id}/dissent", data=sent).status_code == 303
    look(signed_in_as(world.officer), asked, session.scalars(select(Dissent)).one(), "cleared")
    assert Quote(DISSENT, "en") in printed(asked, world)


# What is frozen


def test_the_page_before_freezing_says_that_nobody_was_asked(report, world, signed_in_as):
    page = signed_in_as(world.officer).get(f"/reports/{report.id}/freeze").text
    assert "nobody was asked" in page and "The report will say so." in page


def test_a_report_says_that_nobody_was_asked(report, world):
    assert printed(report, world) == ["No Young Inspector was asked to read this report."]


def test_the_name_that_is_printed_is_the_one_they_chose(asked, inspector, world):
    sign(asked, inspector, "role")
    words = printed(asked, world)
    assert words[1] == "Signed by: A Young Inspector"
    assert "Magpie" not in asked.snapshot


@pytest.mark.parametrize("words", [DISSENT, ARABIC, TIGRINYA], ids=["en", "ar", "ti"])
def test_a_dissent_is_printed_on_the_page_and_in_the_pdf(
    asked, inspector, world, session, signed_in_as, words
):
    row = not_agree(asked, inspector, words)
    signing.look_at(row, world.officer)
    freeze(asked, world.officer)
    session.commit()
    visitor = signed_in_as(world.member)
    assert words in visitor.get(f"/reports/{asked.id}").text
    reader = PdfReader(BytesIO(visitor.get(f"/reports/{asked.id}.pdf").data))
    text = "".join(page.extract_text() for page in reader.pages)
    assert "does not agree with this report" in text
    assert "could not be printed" not in text
    letters = {sign for sign in words if sign.isalpha()}
    assert len(letters & set(text)) >= len(letters) / 2
    assert words in signed_in_as(inspector).get(f"/reports/sign/{asked.id}").text


def test_the_digest_covers_what_they_said(asked, inspector, world, session):
    signing.look_at(not_agree(asked, inspector), world.officer)
    freeze(asked, world.officer)
    other = asked.snapshot.replace("buses", "trains")
    assert other != asked.snapshot
    with pytest.raises(Altered):
        open_frozen(type("Changed", (), {"snapshot": other, "digest": asked.digest}))


def test_ten_thousand_characters_are_printed_over_several_pages(
    asked, inspector, world, session, signed_in_as
):
    words = ("Nobody asked us. " * 600)[: LONGEST - 5].strip() + " End."
    visitor = signed_in_as(inspector)
    sent = data(visitor, asked, "dissent", printed_as="role", words=words)
    assert visitor.post(f"/reports/sign/{asked.id}/dissent", data=sent).status_code == 303
    row = session.scalars(select(Dissent)).one()
    signing.look_at(row, world.officer)
    freeze(asked, world.officer)
    session.commit()
    pdf = signed_in_as(world.member).get(f"/reports/{asked.id}.pdf").data
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    assert sum(page.count("Nobody") > 20 for page in pages) > 1
    assert "End." in pages[-1]


def test_more_than_that_is_refused_and_not_lost(asked, inspector, session, signed_in_as):
    visitor, words = signed_in_as(inspector), "a" * (LONGEST + 1)
    sent = data(visitor, asked, "dissent", printed_as="role", words=words)
    answer = visitor.post(f"/reports/sign/{asked.id}/dissent", data=sent)
    assert answer.status_code == 422 and words in answer.text
    assert session.scalars(select(Dissent)).all() == []


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", "\u202enot so\u202c 50% {{x}} #let", "😀 \x07 no", "=1+1"],
)
def test_hostile_words_are_words(asked, inspector, world, session, signed_in_as, words):
    visitor = signed_in_as(inspector)
    sent = data(visitor, asked, "dissent", printed_as="role", words=words)
    assert visitor.post(f"/reports/sign/{asked.id}/dissent", data=sent).status_code == 303
    row = session.scalars(select(Dissent)).one()
    assert row.words == words
    signing.look_at(row, world.officer)
    freeze(asked, world.officer)
    session.commit()
    board = signed_in_as(world.member)
    assert "<script>alert" not in board.get(f"/reports/{asked.id}").text
    assert board.get(f"/reports/{asked.id}.pdf").data.startswith(b"%PDF")


# The officer's look


def look(visitor, report, row, verdict, ask_for=""):
    prefix = f"d{row.id}"
    sent = {"dissent": row.id, f"{prefix}-verdict": verdict, f"{prefix}-ask_for": ask_for}
    return visitor.post(f"/reports/{report.id}/inspectors/look", data=sent)


def test_an_officer_may_ask_for_other_words_and_all_of_it_is_kept(
    asked, inspector, world, session, signed_in_as
):
    first = not_agree(asked, inspector, "Leah never asked us.")
    session.commit()
    officer, visitor = signed_in_as(world.officer), signed_in_as(inspector)
    assert look(officer, asked, first, "ask").status_code == 422
    assert look(officer, asked, first, "ask", "Leave out the name.").status_code == 303
    assert "Leave out the name." in visitor.get(f"/reports/sign/{asked.id}").text
    sent = data(visitor, asked, "dissent", printed_as="role", words="My worker never asked us.")
    visitor.post(f"/reports/sign/{asked.id}/dissent", data=sent)
    rows = session.scalars(select(Dissent).order_by(Dissent.number)).all()
    assert [(row.words, row.asked, row.state) for row in rows] == [
        ("Leah never asked us.", "Leave out the name.", "asked"),
        ("My worker never asked us.", None, "waiting"),
    ]
    look(officer, asked, rows[1], "cleared")
    said = printed(asked, world)
    assert Quote("My worker never asked us.", "en") in said
    assert said[-2].startswith("An officer asked for other words on")


def test_words_for_which_nobody_asked_anew_are_printed_without_that(asked, inspector, world):
    signing.look_at(not_agree(asked, inspector), world.officer)
    words = "".join(map(str, printed(asked, world)))
    assert "no adult changed a word of it" in words
    assert "asked for other words" not in words


def test_an_officer_cannot_change_or_drop_a_dissent(asked, inspector, world, signed_in_as):
    row = not_agree(asked, inspector)
    officer = signed_in_as(world.officer)
    for verdict in ("drop", "", "no"):
        assert look(officer, asked, row, verdict).status_code == 422
    prefix = f"d{row.id}"
    officer.post(
        f"/reports/{asked.id}/inspectors/look",
        data={"dissent": row.id, f"{prefix}-verdict": "cleared", f"{prefix}-words": "All is well."},
    )
    assert Quote(DISSENT, "en") in printed(asked, world)


@pytest.mark.parametrize("named", ["", "none", "9" * 30, "1", "٣"])
def test_a_dissent_that_is_not_there_is_not_looked_at(asked, world, signed_in_as, named):
    visitor = signed_in_as(world.officer)
    answer = visitor.post(f"/reports/{asked.id}/inspectors/look", data={"dissent": named})
    assert answer.status_code == 303


def test_nothing_is_frozen_past_a_dissent_nobody_has_looked_at(
    asked, inspector, world, session, signed_in_as
):
    not_agree(asked, inspector)
    session.commit()
    visitor = signed_in_as(world.officer)
    for page in (f"/reports/{asked.id}", f"/reports/{asked.id}/freeze"):
        shown = visitor.get(page).text
        assert "it cannot be frozen before" in shown
        assert "Freeze it for good" not in shown and "Freeze this report</span>" not in shown
    answer = visitor.post(f"/reports/{asked.id}/freeze")
    assert answer.location == f"/reports/{asked.id}/inspectors"
    session.refresh(asked)
    assert asked.state == "draft"


def test_words_that_were_asked_for_and_never_came_are_said_to_be_missing(
    asked, inspector, world, clock
):
    row = not_agree(asked, inspector, "Leah never asked us.")
    signing.look_at(row, world.officer, "Leave out the name.")
    with pytest.raises(signing.DissentWaits):
        freeze(asked, world.officer)
    clock.forward(days=10)
    words = printed(asked, world)
    assert "\u2068Magpie\u2069 does not agree with this report." in words
    assert words[-1].startswith("The words are not printed")
    assert "Leah" not in asked.snapshot


def test_the_pages_words_are_a_worry_for_the_duty_desk_as_everywhere(asked, inspector, session):
    row = not_agree(asked, inspector, "My carer hits me and nobody wrote that down.")
    [alert] = session.scalars(select(Alert).where(Alert.subject_id == row.id))
    assert (alert.subject_kind, alert.level) == (signing.SUBJECT, "red")


def test_who_read_the_words_is_on_the_trail_and_on_their_page(
    asked, inspector, world, signed_in_as
):
    row = not_agree(asked, inspector)
    signed_in_as(world.officer).get(f"/reports/{asked.id}/inspectors")
    [entry] = audit.readings([(signing.SUBJECT, row.id)])
    assert entry.actor_id == world.officer.id
    assert "Priya Nair" in signed_in_as(inspector).get(f"/reports/sign/{asked.id}").text


def test_the_words_are_sealed(asked, inspector):
    row = not_agree(asked, inspector)
    assert DISSENT.encode() not in row.words_sealed


def test_as_many_questions_are_asked_of_the_database_for_many_as_for_one(
    asked, inspector, world, session, statements
):
    def count():
        session.commit()
        session.expire_all()
        return statements.during(
            lambda: [one.signature.dissents for one in signing.said_of(asked, "")]
        )

    not_agree(asked, inspector)
    one = count()
    for number in range(5):
        other = make_inspector(session, f"Inspector {number}", world.west)
        not_agree(asked, other, f"I do not agree with page {number}.")
    assert count() == one


def test_saying_something_more_changes_the_digest_of_a_draft(asked, talk, session):
    before = digest(asked)
    assert digest(asked) == before
    for person in talk(12, "HOM_FOOD:good"):
        say(person, QUARTER.first_day, "REL_FRIENDS:not_good")
    assert digest(asked) != before


def test_the_list_and_the_first_page_say_what_is_signed_and_by_when_words_are_asked_for(
    asked, world, inspector, signed_in_as, session
):
    sign(asked, inspector)
    session.commit()
    visitor = signed_in_as(inspector)
    for address in ("/reports/sign/", f"/reports/sign/{asked.id}"):
        assert "You signed this report on" in visitor.get(address).text
    row = not_agree(asked, inspector)
    signing.look_at(row, world.officer, "Leave out the name.")
    session.commit()
    for address in ("/reports/sign/", "/"):
        page = visitor.get(address).text
        assert "Please answer by" in page and "Leave out the name." in page
    assert f'href="/reports/sign/{asked.id}"' in visitor.get("/").text
    assert signing.asked_of(world.officer) == []


def test_a_half_written_dissent_stays_when_the_language_is_changed(
    asked, app, inspector, session, signed_in_as
):
    app.config["SHOW_INCOMPLETE"] = True
    visitor, at = signed_in_as(inspector), f"/reports/sign/{asked.id}/dissent"
    page = visitor.get(f"/reports/sign/{asked.id}").text
    assert f'form="dissent" name="do" value="language:ar" formaction="{at}?lang=ar"' in page
    assert re.search(r'class="not-safe" href="[^"]+" target="_blank"', page)
    sent = {**data(visitor, asked, "dissent", words=DISSENT), "do": "language:ar"}
    back = visitor.post(f"{at}?lang=ar", data=sent)
    assert back.status_code == 200 and f"{DISSENT}</textarea>" in back.text
    assert '<html lang="ar"' in back.text and faults_of(back.text) == []
    assert session.scalars(select(Signature)).unique().all() == []


def kept_words(session):
    return [one.words for one in session.scalars(select(Dissent)).unique()]


def test_a_dissent_that_is_kept_is_shown_as_said_and_can_be_taken_back(
    asked, inspector, session, signed_in_as
):
    visitor, at = signed_in_as(inspector), f"/reports/sign/{asked.id}"
    sent = data(visitor, asked, "dissent", printed_as="role", words=DISSENT)
    assert visitor.post(f"{at}/dissent", data=sent).status_code == 303
    visitor.get(at)
    page = visitor.get(at).text
    assert "An adult looks for names in it" in page and faults_of(page) == []
    assert re.search(rf'<div class="written"[^>]*>{DISSENT}</div>', page)
    assert visitor.post(f"{at}/take-back").location == at
    assert kept_words(session) == [] and session.scalars(select(Signature)).unique().all() == []
    page = visitor.get(at).text
    assert DISSENT not in page and "You said on" not in page
    assert visitor.post(f"{at}/take-back").status_code == 303, "a second tap changes nothing"


def test_a_dissent_somebody_has_looked_at_stays(asked, inspector, world, session, signed_in_as):
    row = not_agree(asked, inspector)
    signing.look_at(row, world.officer)
    session.commit()
    visitor, at = signed_in_as(inspector), f"/reports/sign/{asked.id}"
    assert f'action="{at}/take-back"' not in visitor.get(at).text
    visitor.post(f"{at}/take-back")
    assert kept_words(session) == [DISSENT]
    assert "so they stay" in visitor.get(at).text


def test_a_dissent_on_the_duty_desk_stays(asked, inspector, session):
    not_agree(asked, inspector, words="My carer hits me.")
    with pytest.raises(signing.LookedAt):
        signing.take_back(asked, inspector)


def test_other_words_are_taken_back_and_what_was_asked_stands_again(
    asked, inspector, world, session, signed_in_as
):
    signing.look_at(not_agree(asked, inspector), world.officer, "Say it without the place.")
    not_agree(asked, inspector, words="Nobody asked us.")
    session.commit()
    visitor, at = signed_in_as(inspector), f"/reports/sign/{asked.id}"
    visitor.post(f"{at}/take-back")
    assert kept_words(session) == [DISSENT]
    assert "Say it without the place." in visitor.get(at).text


def test_nobody_takes_back_what_somebody_else_said(asked, inspector, world, session, signed_in_as):
    not_agree(asked, inspector)
    session.commit()
    other = make_inspector(session, "Wren", world.west)
    session.commit()
    signed_in_as(other).post(f"/reports/sign/{asked.id}/take-back")
    assert kept_words(session) == [DISSENT]
