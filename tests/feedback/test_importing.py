"""Comments a council already has: read whatever the file is like, kept once, sealed and checked."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.core.audit import AuditEntry
from app.core.days import read_day
from app.core.jobs import Job
from app.core.permissions import Role
from app.core.table_reading import NotATable, decode, delimiter_of, rows_with_header
from app.demo.factories import make_council, make_staff
from app.safeguarding.models import Alert
from feedback.import_columns import map_header
from feedback.import_values import BEGINNING
from feedback.imported_questions import definition_asking
from feedback.importing import Comment, Problem, Reader
from feedback.models import Coding, ImportBatch, ImportedRow
from surveys.models import Answer, Response
from tests.locks import watched_pages

TODAY = date(2026, 7, 15)
READER = Reader({"west": "west", "north": "north", "north northamptonshire": "north"}, TODAY)


def read(content, **kwargs):
    raw = content if isinstance(content, bytes) else content.encode()
    return list(READER.read(raw, **kwargs))


def only(content, **kwargs):
    (row,) = read(content, **kwargs)
    return row


def reasons(content):
    return [(row.line, row.reason) for row in read(content) if isinstance(row, Problem)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_the_encoding_is_found_out(encoding):
    text = "comment,date\nIt’s a café – I’m “fine”, nearly,2026-07-01\n".replace(", nearly", "")
    assert only(text.encode(encoding)).text == "It’s a café – I’m “fine”"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(delimiter):
    lines = [["id", "comment"], ["1", "my room"], ["2", "my mum"]]
    text = "\n".join(delimiter.join(line) for line in lines)
    assert [row.text for row in read(text)] == ["my room", "my mum"]


def test_commas_inside_words_do_not_make_it_a_comma_file():
    assert delimiter_of("text;date\nhello, you, there;2026-07-01\nno, never;2026-07-02\n") == ";"


def test_a_single_column_keeps_its_commas():
    assert [row.text for row in read("comment\nfirst, then second\n")] == ["first, then second"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_quoted_words_keep_their_lines_and_quotation_marks(newline):
    row = only(newline.join(("id,words", '7,"one', 'two ""three"""', "")))
    assert row.text.splitlines() == ["one", 'two "three"']
    assert row.line == 2


@pytest.mark.parametrize(
    "header", ["Text", "COMMENTS", "Feedback ", "Your words", "Child's words", "what_they_said"]
)
def test_the_column_of_comments_is_known_by_many_names(header):
    assert only(f"id,{header}\n1,hello\n").text == "hello"


def test_another_name_can_be_given_for_the_column():
    assert only("text,notes\nno,yes\n", text_column="Notes").text == "yes"
    with pytest.raises(NotATable, match="no column called views"):
        read("text\nhello\n", text_column="views")


def test_without_a_column_of_comments_nothing_is_read():
    with pytest.raises(NotATable, match="no column is called"):
        read("name,age\nA,7\n")


def test_a_row_says_everything_its_columns_say():
    row = only(
        "id,text,date,question,council,language,themes\n"
        "A1,hello,03/07/2026,How is home?,North Northamptonshire,Arabic,HOM_ROOM; HOM_FOOD\n"
    )
    assert row == Comment(
        2, "hello", date(2026, 7, 3), "How is home?", "north", "ar", "A1", ("HOM_ROOM", "HOM_FOOD")
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",2026-07-01,west,en", "empty"),
        ("<p> </p>,2026-07-01,west,en", "empty"),
        ("x" * 10_001 + ",2026-07-01,west,en", "too_long"),
        ("he\x00llo,2026-07-01,west,en", "control"),
        ("hello,31/02/2026,west,en", "date"),
        ("hello,soon,west,en", "date"),
        ("hello,2026-07-16,west,en", "future"),
        ("hello,1926-07-01,west,en", "no_such_date"),
        ("hello,2026-07-01,east,en", "council"),
        ("hello,2026-07-01,west,!!", "language"),
        ("hello,2026-07-01,west,en,more", "columns"),
        ("hello", "columns"),
    ],
)
def test_a_bad_row_has_its_line_and_reason_and_the_good_ones_are_kept(row, reason):
    rows = read(f"text,date,council,language\nfirst,,,\n{row}\nlast,,,\n")
    assert [(rows[1].line, rows[1].reason)] == [(3, reason)]
    assert [one.text for one in (rows[0], rows[2])] == ["first", "last"]


def test_a_problem_never_quotes_the_words(app):
    problem = only("text,date\nmy secret,soon\n")
    assert "secret" not in problem.words and "secret" not in repr(problem)


def test_a_bad_row_is_known_by_how_it_begins():
    assert only("text,date\nmy secret,soon\n").text == "my secret"
    assert only("text,date\nmy secret,soon,later\n").text == "my secret, soon, later"
    assert only("text,date\nmy\x00 secret,soon\n").text == "my\N{REPLACEMENT CHARACTER} secret"
    assert len(only("text,date\n" + "x" * 10_001 + ",\n").text) == BEGINNING


def test_every_problem_has_words(app):
    many = "text,date\n" + "x" * 10_001 + ",\n,2026-07-01\nhello\nhello,soon\n"
    assert all(problem.words for problem in read(many))
    assert read(many)[0].words == "10001 characters; a comment may have 10000"


def test_empty_fields_after_the_last_column_do_no_harm():
    assert only("text,date\nhello,2026-07-01,,,\n").text == "hello"


def test_markup_from_another_system_becomes_plain_text():
    assert only("id,text\n1,<p>I &amp; my <b>mum</b></p>\n").text == "I & my mum"


@pytest.mark.parametrize("formula", ["=1+1", "+44", "-2", "@here", '=HYPERLINK("x")'])
def test_a_formula_stays_the_text_it_is(formula):
    quoted = formula.replace('"', '""')
    assert only(f'id,text\n1,"{quoted}"\n').text == formula


@pytest.mark.parametrize(
    "written",
    [
        "2026-07-03",
        "03/07/2026",
        "3/7/26",
        "03.07.2026",
        "3 July 2026",
        "3-Jul-26",
        "2026-07-03T10:30:00",
        "03/07/2026 10:30",
    ],
)
def test_a_date_is_read_day_first_and_without_its_time(written):
    assert read_day(written) == date(2026, 7, 3)


@pytest.mark.parametrize(
    "start",
    [b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"],
)
def test_a_workbook_or_a_pdf_is_refused_with_what_to_do(start):
    with pytest.raises(NotATable):
        rows_with_header(start + b"\x00" * 100)


def test_a_header_of_two_fitting_names_takes_the_likelier():
    assert map_header(["Answer", "Comment"])["text"] == 1


@given(st.binary(max_size=400))
def test_no_bytes_at_all_make_reading_fail_otherwise_than_by_saying_so(raw):
    try:
        rows = read(b"text,date\n" + raw)
    except NotATable:
        return
    assert all(isinstance(row, Comment | Problem) for row in rows)


@given(st.binary(max_size=400))
def test_any_bytes_are_some_text_or_no_table(raw):
    try:
        assert isinstance(decode(raw), str)
        header, rows = rows_with_header(raw)
        list(rows)
    except NotATable:
        return
    assert isinstance(header, list)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), min_size=1))
def test_words_come_out_as_they_went_in(texts):
    kept = [text for text in texts if "<" not in text and "&" not in text and text.strip()]
    quoted = ['"{}"'.format(text.replace('"', '""')) for text in kept]
    raw = "\n".join(["id,text", *(f"{n},{one}" for n, one in enumerate(quoted))]).encode()
    assert [row.text for row in read(raw)] == [text.strip() for text in kept]


# What is kept.


@pytest.fixture
def bring_in(app, session, tmp_path):
    """Runs the command on a file of these words."""
    make_council("west")
    make_council("north", "North Northamptonshire")
    session.commit()

    def run(content, *args):
        file = tmp_path / "comments.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        command = ["feedback", "import", str(file), "--council", "west", *args]
        return app.test_cli_runner().invoke(args=command)

    return run


def count(session, model):
    return session.scalar(select(func.count()).select_from(model))


SOME = "id,text,date,question\n1,My room is cold,01/07/2026,How is home?\n2,I like my carer,,\n"


def test_a_comment_is_kept_anonymous_sealed_and_with_no_time(bring_in, session):
    assert bring_in(SOME).exit_code == 0
    responses = session.scalars(select(Response)).unique().all()
    assert {(r.anonymous, r.young_person_id, r.sent_at, r.source) for r in responses} == {
        (True, None, None, "import")
    }
    assert {r.council_code for r in responses} == {"west"}
    assert sorted(r.sent_on for r in responses) == [date(2026, 7, 1), TODAY]
    answers = session.scalars(select(Answer)).all()
    assert sorted(answer.words for answer in answers) == ["I like my carer", "My room is cold"]
    assert all(b"room" not in answer.words_sealed for answer in answers)


def test_what_was_asked_is_kept_as_a_form_of_that_question(bring_in, session):
    bring_in(SOME)
    asked = {
        r.answers[0].words: r.version.definition["questions"][0]["ask"]
        for r in session.scalars(select(Response)).unique()
    }
    assert asked == {"My room is cold": "How is home?", "I like my carer": "A comment"}


@pytest.mark.parametrize("question", ["", "What could we do better?", "100% honest?", "é" * 300])
def test_a_form_made_for_a_question_is_one_that_may_be_published(question, tmp_path):
    import yaml

    from surveys.checking import check_file

    definition = definition_asking(question)
    file = tmp_path / f"{definition['key']}.yaml"
    file.write_text(yaml.safe_dump(definition, allow_unicode=True), encoding="utf-8")
    assert check_file(file) == []


def test_a_second_run_keeps_nothing_and_is_no_failure(bring_in, session):
    bring_in(SOME)
    again = bring_in(SOME)
    assert again.exit_code == 0
    assert again.output.splitlines()[-1] == "2 read, 0 kept, 2 already here, 0 bad"
    assert count(session, Answer) == 2 and count(session, ImportBatch) == 2


def test_a_row_that_is_there_twice_in_one_file_is_kept_once(bring_in, session):
    done = bring_in("id,text\n1,hello\n1,hello\n2,hello\n")
    assert done.output.splitlines()[-1] == "3 read, 2 kept, 1 already here, 0 bad"
    assert count(session, ImportedRow) == 2


def test_a_dry_run_says_what_would_happen_row_by_row_and_writes_nothing(bring_in, session):
    done = bring_in("text,date\nhello,\n,\nhello,soon\nhello,\n", "--dry-run")
    assert done.output.splitlines() == [
        "line 2: would be kept",
        "line 4: the date is not one that can be read",
        "line 5: twice in this file",
        "3 read, 1 would be kept, 1 already here, 1 bad",
    ]
    assert count(session, Response) == 0 and count(session, ImportBatch) == 0


def test_bad_rows_are_listed_by_line_and_no_word_of_any_row_is_printed(bring_in):
    done = bring_in("text,date\nunspeakable,\nunspeakable,soon\n")
    assert "line 3: the date is not one that can be read" in done.output
    assert "unspeakable" not in done.output


@pytest.mark.parametrize("content", ["text,date\nhello,soon\n", "name\nA\n", "", b"PK\x03\x04"])
def test_a_file_with_nothing_to_keep_is_a_failure(bring_in, content):
    assert bring_in(content).exit_code == 1


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--council", "east"),
        ("--quarter", "2026-Q9"),
        ("--date", "2030-01-01"),
        ("--language", "xx"),
    ],
)
def test_a_wrong_option_is_refused_before_anything_is_read(bring_in, session, option, value):
    assert bring_in(SOME, option, value).exit_code != 0
    assert count(session, Response) == 0


def test_rows_without_a_date_take_the_quarter_that_is_given(bring_in, session):
    bring_in("text\nhello\n", "--quarter", "2026-Q1")
    assert session.scalar(select(Response.sent_on)) == date(2026, 3, 31)


def test_a_row_may_name_another_council_and_language(bring_in, session):
    bring_in("text,council,language\nhello,North Northamptonshire,ti\n")
    response = session.scalars(select(Response)).unique().one()
    assert (response.council_code, response.language) == ("north", "ti")


def test_the_codes_a_file_brings_are_proposals_for_a_person_to_confirm(bring_in, session):
    bring_in("text,themes\nhello,HOM_ROOM; Something else\n")
    coding = session.scalars(select(Coding)).one()
    assert (coding.sub_theme, coding.proposed_by, coding.confirmed_at) == (
        "HOM_ROOM",
        "officer",
        None,
    )


def test_danger_in_a_comment_is_on_the_duty_desk_and_told_in_one_mail(bring_in, session):
    bring_in("text\nI want to die\nHe hits me every night\nI like the garden\n")
    alerts = session.scalars(select(Alert)).all()
    assert {(alert.imported, alert.anonymous) for alert in alerts} == {(True, True)}
    assert len(alerts) == 2
    mails = [job.payload for job in session.scalars(select(Job).where(Job.kind == "mail"))]
    assert [(mail["template"], mail["facts"]["count"]) for mail in mails] == [
        ("alerts_imported", 2)
    ]


# The same in the browser.


@pytest.fixture
def officer(session):
    return make_staff(Role.PARTICIPATION_OFFICER, council=make_council("west"))


def upload(visitor, content, **more):
    file = (io.BytesIO(content.encode()), "comments.csv")
    data = {"file": file, "council": "west", "language": "en", **more}
    return visitor.post("/feedback/import", data=data)


def sealed_on(page):
    return page.text.split('name="sealed"')[1].split('value="')[1].split('"')[0]


def upload_and_confirm(visitor, content):
    """The page the officer comes to when the file is in."""
    sealed = sealed_on(upload(visitor, content))
    data = {"sealed": sealed}
    return visitor.post("/feedback/import/confirm", data=data, follow_redirects=True)


def test_an_officer_sees_what_would_happen_and_then_brings_it_in(officer, signed_in_as, session):
    visitor = signed_in_as(officer)
    page = upload(visitor, SOME + ",\n3,,soon,\n")
    assert page.status_code == 200 and "Bring in 2 comments" in page.text
    assert count(session, Response) == 0
    done = visitor.post("/feedback/import/confirm", data={"sealed": sealed_on(page)})
    assert done.status_code == 302
    assert count(session, Response) == 2
    assert session.scalar(select(ImportBatch.imported_by_id)) == officer.id
    actions = session.scalars(select(AuditEntry.action)).all()
    assert "imported" in actions


def test_each_row_is_shown_with_how_it_begins_the_bad_ones_first(officer, signed_in_as):
    rows = (
        "text,date\nMy room is cold,01/07/2026\nThey forgot me,soon\nMy room is cold,01/07/2026\n"
    )
    page = upload(signed_in_as(officer), rows).text
    bad, kept, here = (
        page.index(words)
        for words in ("Bad rows", "Rows that would", "Rows that stand in this file a second")
    )
    assert bad < kept < here
    assert "Line 3" in page[bad:kept] and "They forgot me" in page[bad:kept]
    assert "the date is not one that can be read" in page[bad:kept]
    assert "Line 2" in page[kept:here] and "My room is cold" in page[kept:here]
    assert "1 July 2026" in page[kept:here] and "West Northamptonshire" in page[kept:here]
    assert "Line 4" in page[here:] and "My room is cold" in page[here:]


def test_a_long_comment_is_only_begun(officer, signed_in_as):
    page = upload(signed_in_as(officer), "text\n" + "a word " * 60 + "the end\n").text
    assert "a word a word" in page and "the end" not in page


def test_of_many_rows_the_page_lists_some_and_counts_all(officer, signed_in_as):
    good = "".join(f"comment number {n},\n" for n in range(150))
    page = upload(signed_in_as(officer), f"text,date\n{good}late but bad,soon\n").text
    assert "Bring in 150 comments" in page
    assert page.count("comment number") == 100 and "50 more rows are not listed here" in page
    assert "late but bad" in page


def test_nobody_waits_to_write_while_a_file_is_looked_over(app, officer, signed_in_as):
    with watched_pages(app) as pages:
        upload(signed_in_as(officer), SOME)
    assert pages == [("feedback/importing_look.html", True)]


def test_the_desk_then_shows_what_was_just_brought_in_whichever_council_it_is_of(
    session, signed_in_as
):
    make_council("west")
    make_council("north", "North Northamptonshire")
    visitor = signed_in_as(make_staff(Role.PARTICIPATION_OFFICER))
    upload_and_confirm(visitor, "text\nsomething older\n")
    desk = upload_and_confirm(visitor, "text,council\nWell I never,north\n")
    assert "Well I never" in desk.text and "0 of 1 in this file" in desk.text


def test_a_file_that_brought_in_nothing_new_leads_to_all_that_waits(officer, signed_in_as):
    visitor = signed_in_as(officer)
    sealed = sealed_on(upload(visitor, SOME))
    for _time in range(2):
        done = visitor.post("/feedback/import/confirm", data={"sealed": sealed})
    assert done.location == "/feedback/coding"


def test_confirming_twice_keeps_it_once(officer, signed_in_as, session):
    visitor = signed_in_as(officer)
    sealed = sealed_on(upload(visitor, SOME))
    for _time in range(2):
        visitor.post("/feedback/import/confirm", data={"sealed": sealed})
    assert count(session, Response) == 2


def test_a_file_sealed_for_somebody_else_is_not_brought_in(officer, signed_in_as, session):
    sealed = sealed_on(upload(signed_in_as(officer), SOME))
    other = make_staff(Role.PARTICIPATION_OFFICER, council=make_council("west"))
    done = signed_in_as(other).post("/feedback/import/confirm", data={"sealed": sealed})
    assert done.status_code == 422 and count(session, Response) == 0


@pytest.mark.parametrize("sealed", ["", "nonsense", "AAAA", "é", "AQ=="])
def test_a_file_that_did_not_come_back_whole_is_not_brought_in(officer, signed_in_as, sealed):
    done = signed_in_as(officer).post("/feedback/import/confirm", data={"sealed": sealed})
    assert done.status_code == 422


def test_an_officer_brings_in_nothing_for_another_council(officer, signed_in_as, session):
    make_council("north", "North Northamptonshire")
    visitor = signed_in_as(officer)
    assert upload(visitor, SOME, council="north").status_code == 422
    page = upload(visitor, "text,council\nhello,north\n")
    assert "the council is not one of ours" in page.text


@pytest.mark.parametrize("content", ["", "name\nA\n", "text\n" + "hello\n" * 2_001])
def test_a_file_that_cannot_be_used_comes_back_with_the_reason(officer, signed_in_as, content):
    page = upload(signed_in_as(officer), content)
    assert page.status_code == 422 and "This file cannot be read" in page.text


def test_without_a_file_the_page_asks_for_one(officer, signed_in_as):
    page = signed_in_as(officer).post("/feedback/import", data={"council": "west"})
    assert page.status_code == 422 and "Choose a file." in page.text


def test_a_worker_does_not_find_the_page(session, signed_in_as):
    worker = make_staff(Role.WORKER, council=make_council("west"))
    assert signed_in_as(worker).get("/feedback/import").status_code == 404


def test_columns_that_nothing_is_read_from_are_named(officer, signed_in_as):
    page = upload(signed_in_as(officer), "text,Mood today,date\nMy room is cold,sad,\n").text
    assert "Columns that nothing is read from:" in page and "<bdi>Mood today</bdi>" in page
    assert "<bdi>date</bdi>" not in page
