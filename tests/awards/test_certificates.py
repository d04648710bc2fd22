"""Certificates and letters: in four scripts, one batch, and no name with a hole in it."""

import io
import resource
import time
import zipfile

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.awards import handing_out, printing
from app.awards.certificates import MissingSigns, direction_of, press, words_for
from app.awards.models import Certificate, CertificateBatch
from app.awards.signature import NotAPicture, drawn_anew
from app.core.jobs import run_worker
from app.demo.factories import make_young_person
from app.demo.nominations import nominate
from tests.awards.pictures import jpeg, png

MADE_AT = 1_770_000_000
"""Seconds since 1970."""
NAMES = {"en": "Zoë O’Brien", "ar": "زينب محمد", "fa-AF": "پرویز کریمی", "ti": "ሰላም ተስፋይ"}


@pytest.fixture
def app(make_app):
    """With every language, translated to the last message or not."""
    app = make_app(SHOW_INCOMPLETE=True)
    with app.app_context():
        yield app


def nominated(world, name, language="en"):
    person = make_young_person(world.west, known_as=name, language=language)
    return nominate(world.round, by=world.worker, chosen=person)


def run(app):
    run_worker(app, once=True)


@pytest.fixture
def made(world, session, app):
    """The round's certificates, once the worker has made them."""

    def make(*nominee_ids):
        [batch] = printing.print_round(world.round, world.officer, nominee_ids)
        session.commit()
        run(app)
        session.expire_all()
        return session.get(CertificateBatch, batch.id)

    return make


def text_of(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.mark.parametrize("language", NAMES)
def test_a_certificate_is_in_english_and_the_childs_language_and_tagged(world, language):
    nominee = nominated(world, NAMES[language], language).nominee
    words = words_for(
        nominee, language, [(world.round.categories[3], "winner")], world.round.closes_on
    )
    with press(world.round, "Listen to Us", MADE_AT) as opened:
        content = opened.make(words)
    reader = PdfReader(io.BytesIO(content))
    assert len(reader.pages) == 2
    assert b"pdfuaid:part" in content
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Winner: Super Skills" in text_of(content)
    assert len(words["languages"]) == (1 if language == "en" else 2)


def test_a_name_stands_the_way_its_letters_run():
    assert [direction_of(name) for name in NAMES.values()] == ["ltr", "rtl", "rtl", "ltr"]
    assert direction_of("123") == "ltr"


def test_a_sign_no_font_has_is_named_and_all_the_others_come(world, made, session):
    for name in ("Sky", "小明", "Ali", "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ"):
        nominated(world, name)
    batch = made()
    assert batch.finished and batch.done == batch.total == 4
    missing = {one.nominee.young_person.known_as: one.missing for one in certificates(session)}
    assert missing.pop("ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ") == "U+0A17 U+0A18 U+0A24 U+0A2A U+0A30"
    assert missing == {"Sky": "", "小明": "U+5C0F U+660E", "Ali": ""}
    assert len(PdfReader(io.BytesIO(batch.print_file)).pages) == 4
    assert b"pdfuaid:part" in batch.print_file
    with zipfile.ZipFile(io.BytesIO(b"".join(handing_out.zipped(batch, world.officer)))) as folder:
        assert sorted(name[4:] for name in folder.namelist()) == ["Ali.pdf", "Sky.pdf"]


def certificates(session):
    return session.scalars(select(Certificate)).all()


def test_a_missing_sign_says_which(world):
    nominee = nominated(world, "小").nominee
    words = words_for(nominee, "en", [], world.round.closes_on)
    with (
        press(world.round, "x", MADE_AT) as opened,
        pytest.raises(MissingSigns, match="U\\+5C0F"),
    ):
        opened.make(words)


def test_the_files_are_sealed(world, made, session):
    nominated(world, "Sky")
    batch = made()
    assert (
        b"%PDF" not in batch.print_file_sealed
        and b"%PDF" not in certificates(session)[0].file_sealed
    )
    assert certificates(session)[0].file.startswith(b"%PDF")


def test_one_is_made_again_and_the_dates_of_it_stay(world, made, session):
    first, second = nominated(world, "Sky").nominee, nominated(world, "Ali").nominee
    made()
    assert handing_out.mark(certificates(session), "printed", world.officer) == 2
    assert handing_out.mark(certificates(session), "printed", world.officer) == 0
    again = made(first.id)
    by_nominee = {one.nominee_id: one for one in certificates(session)}
    assert again.total == 1 and by_nominee[first.id].reprints == 1
    assert by_nominee[second.id].reprints == 0 and by_nominee[first.id].printed_on is not None


def test_a_language_we_do_not_have_gets_a_certificate_in_english(world, session):
    nominated(world, "Sky", "und")
    printing.print_round(world.round, world.officer)
    assert certificates(session)[0].language == "en"


def test_what_is_held_back_or_put_aside_gets_no_certificate(world):
    nominate(world.round, why="Her carer hits her.")
    with pytest.raises(printing.NobodyToPrint):
        printing.print_round(world.round, world.officer)


def test_the_worker_says_how_far_it_is_between_a_few_and_the_next(app, world, session):
    for number in range(printing.A_FEW + 1):
        nominated(world, f"Child {'abcdefghijklmnopqrstuvwxyz'[number]}")
    [batch] = printing.print_round(world.round, world.officer)
    printing.make_some({"batch": batch.id})
    assert (batch.done, batch.finished) == (printing.A_FEW, False)
    printing.make_some({"batch": batch.id})
    printing.make_some({"batch": batch.id})
    assert (batch.done, batch.finished) == (printing.A_FEW + 1, True)


# The signature


@pytest.mark.parametrize("picture", [png(600, 200), jpeg()], ids=["png", "jpeg"])
def test_a_signature_is_drawn_anew(world, picture):
    drawn = drawn_anew(picture + b"<script>hidden at the end</script>")
    assert drawn.startswith(b"\x89PNG") and b"script" not in drawn
    world.round.signature = drawn
    words = words_for(nominated(world, "Sky").nominee, "en", [], world.round.closes_on)
    with press(world.round, "x", MADE_AT) as opened:
        assert b"/Image" in opened.make(words)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        png(600, 200)[:40],
        png(5000, 10),
        png(3000, 3000),
        b"\xff\xd8\xff\xe0\x00\x10",
        b"\x89PNG\r\n\x1a\n" + b"x" * 600_000,
    ],
    ids=["empty", "gif", "svg", "cut", "wide", "bomb", "cut jpeg", "large"],
)
def test_what_is_no_good_picture_is_refused(content):
    with pytest.raises(NotAPicture):
        drawn_anew(content)


# Speed


def asked_for(world, session, count) -> int:
    """The batch of this many bilingual certificates, in three languages beside English."""
    for number in range(count):
        language = [*NAMES][1 + number % 3]
        nominated(world, f"{NAMES[language]} {number}", language)
    [batch] = printing.print_round(world.round, world.officer)
    session.commit()
    return batch.id


def test_forty_bilingual_certificates_take_no_longer_than_their_share(app, world, session, figure):
    batch, began = asked_for(world, session, 40), time.process_time()
    run(app)
    seconds = time.process_time() - began
    figure(f"40 bilingual certificates: {seconds:.1f} s of one processor")
    assert session.get(CertificateBatch, batch).finished
    assert seconds < 4


@pytest.mark.long
def test_four_hundred_bilingual_certificates_take_ten_seconds_at_most(app, world, session, figure):
    batch = asked_for(world, session, 400)
    began, held = time.process_time(), []
    for _some in range(400 // printing.A_FEW + 1):
        printing.make_some({"batch": batch})
        session.commit()
        session.expunge_all()
        held.append(most_memory())
    seconds, one_by_one = time.process_time() - began, held[-2] - held[1]
    figure(f"400 bilingual certificates: {seconds:.1f} s of one processor")
    figure(f"memory: +{one_by_one} MB one by one, +{held[-1] - held[-2]} MB for the print file")
    made = session.get(CertificateBatch, batch)
    assert made.finished and len(PdfReader(io.BytesIO(made.print_file)).pages) == 800
    assert seconds <= 10
    assert one_by_one < 40 and held[-1] - held[-2] < 220


def most_memory() -> int:
    """The most this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
