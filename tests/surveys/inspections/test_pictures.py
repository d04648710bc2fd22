"""Whatever is uploaded as a picture: drawn anew, stripped, sealed, looked at, or refused."""

import io
import random

import pytest
from sqlalchemy import select, update
from werkzeug.datastructures import FileStorage
from werkzeug.test import stream_encode_multipart

from app.accounts.models import RoleGrant
from app.core.db import keeps_others_waiting
from app.core.permissions import Role
from app.core.pictures import NotAPicture
from app.core.security import HEADERS
from app.demo.factories import make_staff, make_young_person
from app.demo.inspected import give_inspection, make_inspection
from surveys.inspections import checking, doing, evidence
from surveys.inspections.visit_models import EvidencePicture
from tests.awards.pictures import _chunk as chunk
from tests.awards.pictures import png
from tests.surveys.inspections import photos
from tests.surveys.inspections.marked import seen_on
from tests.surveys.inspections.photos import chunks_of, size_of
from tests.whole_app.test_pages import faults_of

TYPED = {"picture-kind": "photo", "picture-shows": "A board in the hall.", "picture-sure": "y"}


def refusal_of(content: bytes) -> str:
    with pytest.raises(NotAPicture) as problem:
        evidence.drawn_anew(content)
    return str(problem.value.said)


def upload(visitor, criterion, content: bytes, name="photo.jpg", button="/pictures", **typed):
    fields = {**TYPED, **typed, "csrf_token": visitor._token()}
    file = {"picture-file": FileStorage(io.BytesIO(content), filename=name)}
    # Put together in memory: the client would leave a large one's temporary file open.
    stream, length, boundary = stream_encode_multipart({**fields, **file}, threshold=2**30)
    sent = f"multipart/form-data; boundary={boundary}"
    address = f"/inspecting/criteria/{criterion.id}{button}"
    return visitor.post(address, data=stream.read(length), content_type=sent)


def test_where_a_photo_was_taken_and_with_what_is_gone(app):
    taken = photos.photo(exif=photos.gps())
    assert b"Exif" in taken and b"Telephone of Robin" in taken
    drawn = evidence.drawn_anew(taken)
    assert drawn.startswith(photos.PNG)
    assert set(chunks_of(drawn)) == {b"IHDR", b"IDAT", b"IEND"}
    assert b"Robin" not in drawn and b"Exif" not in drawn


def test_a_photo_stands_the_way_it_was_taken(app):
    assert size_of(evidence.drawn_anew(photos.photo(16, 8))) == (16, 8)
    assert size_of(evidence.drawn_anew(photos.photo(16, 8, photos.gps()))) == (8, 16)


def test_a_large_photo_is_made_smaller_and_a_small_one_stays(app):
    assert size_of(evidence.drawn_anew(png(4000, 3000))) == (1000, 750)
    assert size_of(evidence.drawn_anew(png(300, 400))) == (300, 400)


def test_a_bomb_of_pixels_is_refused_before_it_is_unpacked(app):
    bomb = photos.bomb()
    assert len(bomb) < 200_000
    assert "too many pixels" in refusal_of(bomb)


def test_a_bomb_in_a_chunk_of_text_is_never_unpacked(app):
    drawn = evidence.drawn_anew(photos.with_chunks(png(30, 20), photos.text_bomb()))
    assert chunks_of(drawn) == [b"IHDR", b"IDAT", b"IEND"]


@pytest.mark.parametrize(
    "content",
    [
        png(30, 20) + photos.packed_page(),
        photos.photo(after=photos.packed_page()),
        photos.photo(after=photos.SCRIPT),
        photos.with_chunks(png(30, 20), chunk(b"tEXt", b"Comment\0" + photos.SCRIPT)),
        photos.photo(after=b"%PDF-1.7"),
        png(30, 20) + b"something behind the end",
    ],
    ids=["png and zip", "jpeg and zip", "jpeg and script", "script in a chunk", "pdf", "behind"],
)
def test_a_file_that_is_two_things_at_once_is_refused(app, content):
    assert "something else hidden" in refusal_of(content)


@pytest.mark.parametrize(
    "content",
    [photos.SCRIPT, b"<html><script>alert(1)</script>", b"RIFF\0\0\0\0WEBPVP8 ", b"BM" + b"\0" * 60,
     b"\0\0\0\x18ftypheic", b"MZ\x90\0", b"", b"just words"],
    ids=["svg", "html", "webp", "bmp", "heic", "program", "empty", "words"],
)  # fmt: skip
def test_other_kinds_of_file_are_refused_whatever_they_are_called(app, content):
    assert "PNG or a JPEG" in refusal_of(content)


def test_what_moves_is_refused(app):
    assert "moves" in refusal_of(b"GIF89a" + b"\0" * 40)
    moving = photos.with_chunks(png(30, 20), chunk(b"acTL", b"\0\0\0\2\0\0\0\0"))
    assert "moves" in refusal_of(moving)


@pytest.mark.parametrize("kept", [10, 24, 40, -20, -1])
def test_a_png_that_breaks_off_is_refused(app, kept):
    assert refusal_of(png(300, 200)[:kept])


@pytest.mark.parametrize("kept", [4, 12, 60])
def test_a_jpeg_that_breaks_off_is_refused(app, kept):
    assert refusal_of(photos.photo()[:kept])


@pytest.mark.parametrize("seed", range(8))
def test_a_picture_with_wrong_bytes_is_drawn_or_refused_and_nothing_else(app, seed):
    chance, met = random.Random(seed), set()
    for _ in range(40):
        content = bytearray(chance.choice((png(30, 20), photos.photo(exif=photos.gps()))))
        for _ in range(chance.randint(1, 5)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            met.add(evidence.drawn_anew(bytes(content))[:8])
        except NotAPicture as problem:
            met.add(type(problem.said))
    assert met <= {photos.PNG, type(evidence.LIMITS.too_large)}


def test_a_file_of_fifteen_megabytes_gets_a_sentence_and_keeps_what_was_typed(
    world, signed_in_as, session
):
    answer = upload(signed_in_as(world.robin), world.criterion, png(30, 20) + b"\0" * 15_000_000)
    assert answer.status_code == 422
    assert "too large" in answer.text and "A board in the hall." in answer.text
    assert session.scalars(select(EvidencePicture)).all() == []


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (photos.SCRIPT, "photo.png"),
        (photos.bomb(8_008), "photo.png"),
        (photos.photo(exif=photos.gps(), after=photos.packed_page()), "photo.jpg"),
        (b"", "photo.jpg"),
    ],
    ids=["script", "many pixels", "two in one", "empty"],
)
def test_what_will_not_do_is_said_on_the_page_and_nothing_is_kept(
    world, signed_in_as, session, content, name
):
    answer = upload(signed_in_as(world.robin), world.criterion, content, name)
    assert answer.status_code == 422
    assert "field-errors" in answer.text and "A board in the hall." in answer.text
    assert session.scalars(select(EvidencePicture)).all() == []


def test_without_the_tick_that_no_face_is_on_it_nothing_is_kept(world, signed_in_as, session):
    answer = upload(signed_in_as(world.robin), world.criterion, png(30, 20), **{"picture-sure": ""})
    assert answer.status_code == 422 and "tick the box" in answer.text
    assert session.scalars(select(EvidencePicture)).all() == []
    page = signed_in_as(world.robin).get(f"/inspecting/criteria/{world.criterion.id}").text
    assert "No faces, no names, no house numbers" in page


def test_a_jpeg_with_the_wrong_ending_is_a_picture_all_the_same(world, signed_in_as, session):
    answer = upload(signed_in_as(world.robin), world.criterion, photos.photo(), "photo.html")
    assert answer.status_code == 302
    kept = session.scalars(select(EvidencePicture)).one()
    assert kept.file.startswith(photos.PNG)


def test_a_picture_is_sealed_and_served_as_nothing_but_a_picture(world, signed_in_as, session):
    upload(signed_in_as(world.robin), world.criterion, photos.photo(exif=photos.gps()))
    kept = session.scalars(select(EvidencePicture)).one()
    assert photos.PNG not in kept.file_sealed
    answer = signed_in_as(world.wren).get(f"/inspecting/criteria/pictures/{kept.id}.png")
    assert answer.mimetype == "image/png" and answer.data == kept.file
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    assert answer.headers["Content-Disposition"] == 'inline; filename="picture.png"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == HEADERS["Referrer-Policy"]


def kept_picture(world, session) -> EvidencePicture:
    drawn = evidence.drawn_anew(png(30, 20))
    picture = evidence.add_picture(world.criterion, "drawing", drawn, "A door.", world.robin)
    session.commit()
    return picture


def seen_by(signed_in_as, account, picture) -> int:
    return signed_in_as(account).get(f"/inspecting/criteria/pictures/{picture.id}.png").status_code


def test_before_a_criterion_is_taken_out_they_read_what_goes_with_it(world, signed_in_as, session):
    for shows in ("A door", "A board"):
        evidence.add_picture(world.criterion, "photo", png(4, 3), shows, world.wren)
    doing.rate(world.criterion, "so_so", "It rattled.", world.robin)
    session.commit()
    robin, page = signed_in_as(world.robin), f"/inspecting/criteria/{world.criterion.id}"
    asked = f"{page}/remove"
    assert f'href="{asked}"' in robin.get(page).text
    assert f'action="{asked}"' not in robin.get(page).text
    sure = robin.get(asked).text
    assert f'action="{asked}"' in sure and faults_of(sure) == []
    for lost in ("It rattled.", "So-so", "2 pictures", "A door", "A board"):
        assert lost in sure
    assert signed_in_as(world.puffin).get(asked).status_code == 404
    robin.post(asked)
    assert session.scalars(select(EvidencePicture)).all() == []
    other = world.inspection.criteria[1]
    doing.hand_over(world.inspection)
    session.commit()
    assert robin.get(f"/inspecting/criteria/{other.id}/remove").status_code == 302


def test_whoever_added_a_picture_is_not_its_second_person(world, signed_in_as, session):
    picture = kept_picture(world, session)
    address = f"/inspecting/criteria/pictures/{picture.id}/look"
    page = signed_in_as(world.robin).post(address, data={"look": "fine"}, follow_redirects=True)
    assert "somebody else looks" in page.text and picture.look is None
    signed_in_as(world.wren).post(address, data={"look": "fine"})
    assert (picture.look, picture.looked_by_id) == ("fine", world.wren.id)
    with pytest.raises(evidence.SamePerson):
        evidence.look_at(picture, "fine", world.robin)


def given_with(world, session, *pictures) -> None:
    doing.hand_over(world.inspection)
    for picture in pictures:
        evidence.look_at(picture, "not_to_show", world.officer)
    for row in [*world.inspection.findings, world.advice]:
        checking.check(row, row.words, world.officer)
    checking.give(world.inspection, world.officer)
    session.commit()


def test_an_officer_who_answers_in_another_council_is_no_officer_there(
    world, signed_in_as, session
):
    mixed = make_staff(Role.PARTICIPATION_OFFICER, council=world.west)
    mixed.grants.append(RoleGrant(role=Role.WORKER, council_code="north"))
    world.home.answers_id = mixed.id
    northern = make_inspection(world.home, [world.puffin], mixed, world.northern)
    fine, hidden = (
        evidence.add_picture(northern.criteria[0], "photo", b"\x89PNG", "A door.", world.puffin)
        for _ in range(2)
    )
    evidence.look_at(fine, "fine", world.northern)
    evidence.look_at(hidden, "not_to_show", world.northern)
    give_inspection(northern, world.northern)
    session.commit()
    visitor, desk = signed_in_as(mixed), "/inspections/desk"
    assert seen_by(signed_in_as, mixed, fine) == 200
    assert seen_by(signed_in_as, mixed, hidden) == 404
    assert visitor.get(f"/inspections/answers/about/{northern.id}").status_code == 200
    assert visitor.get(f"{desk}/{northern.id}").status_code == 404
    # It holds all that the inspectors wrote, as they wrote it.
    assert visitor.get(f"{desk}/{northern.id}/worry").status_code == 404
    for address, typed in (
        (f"{desk}/{northern.id}/worry", {"which": f"inspection_advice-{northern.id}"}),
        (f"{desk}/pictures/{fine.id}", {"look": "not_to_show"}),
        (f"{desk}/findings/{northern.findings[0].id}", {}),
        (f"{desk}/{northern.id}/back", {"why": "No."}),
        (f"{desk}/{northern.id}/give", {}),
    ):
        assert visitor.post(address, data=typed).status_code == 404, address
    assert f"{desk}/{northern.id}" not in visitor.get(f"{desk}/").text


def test_what_an_officer_hid_stays_hidden_whatever_an_inspector_says(world, signed_in_as, session):
    picture = kept_picture(world, session)
    given_with(world, session, picture)
    address = f"/inspecting/criteria/pictures/{picture.id}/look"
    wren, worker = signed_in_as(world.wren), world.worker
    page = wren.post(address, data={"look": "fine"}, follow_redirects=True)
    assert "cannot be changed now" in page.text and picture.look == "not_to_show"
    assert seen_by(signed_in_as, worker, picture) == 404
    desk = f"/inspections/desk/pictures/{picture.id}"
    signed_in_as(world.officer).post(desk, data={"look": "fine"})
    assert seen_by(signed_in_as, worker, picture) == 200


def test_what_came_back_from_an_officer_keeps_the_officers_look(world, signed_in_as, session):
    seen, other = kept_picture(world, session), kept_picture(world, session)
    evidence.look_at(other, "fine", world.wren)
    doing.hand_over(world.inspection)
    evidence.look_at(seen, "not_to_show", world.officer)
    checking.send_back(world.inspection, "Look again.", world.officer)
    session.commit()
    wren, pictures = signed_in_as(world.wren), "/inspecting/criteria/pictures"
    wren.post(f"{pictures}/{other.id}/look", data={"look": "not_to_show"})
    page = wren.post(f"{pictures}/{seen.id}/look", data={"look": "fine"}, follow_redirects=True)
    assert (seen.look, other.look) == ("not_to_show", "not_to_show")
    assert "has looked at it, so it stays" in page.text


def test_the_service_sees_only_what_a_second_person_let_through(world, signed_in_as, session):
    fine, hidden = kept_picture(world, session), kept_picture(world, session)
    assert seen_by(signed_in_as, world.worker, fine) == 404
    evidence.look_at(fine, "fine", world.wren)
    doing.hand_over(world.inspection)
    with pytest.raises(checking.NotChecked):
        checking.give(world.inspection, world.officer)
    evidence.look_at(hidden, "not_to_show", world.officer)
    for row in [*world.inspection.findings, world.advice]:
        checking.check(row, row.words, world.officer)
    checking.give(world.inspection, world.officer)
    session.commit()
    assert seen_by(signed_in_as, world.worker, fine) == 200
    assert seen_by(signed_in_as, world.worker, hidden) == 404
    assert seen_by(signed_in_as, world.officer, hidden) == 200
    for stranger in (world.puffin, world.northern, world.northern_worker):
        assert seen_by(signed_in_as, stranger, fine) == 404


def test_the_officer_is_shown_names_in_what_a_picture_shows(world, signed_in_as, session):
    make_young_person(world.west, known_as="Zuri Bell")
    evidence.add_picture(world.criterion, "photo", b"\x89PNG", "The door of Zuri", world.robin)
    doing.hand_over(world.inspection)
    session.commit()
    page = signed_in_as(world.officer).get(f"/inspections/desk/{world.inspection.id}").text
    assert "<mark><bdi>Zuri</bdi></mark> a name" in page
    assert "do not let it be shown" in page and faults_of(page) == []


def test_there_is_an_end_to_how_many_pictures_one_criterion_has(world, session):
    for _ in range(evidence.MOST_PICTURES):
        kept_picture(world, session)
    with pytest.raises(doing.TooMany):
        kept_picture(world, session)


def test_the_database_knows_that_a_second_person_looks(world, session):
    picture = kept_picture(world, session)
    with pytest.raises(Exception, match="a_second_person_looks"):
        session.execute(update(EvidencePicture).values(looked_by_id=picture.added_by_id))
    session.rollback()


@pytest.mark.parametrize("button", ["", "/pictures"])
def test_nobody_waits_to_write_while_a_picture_is_drawn(
    world, signed_in_as, session, monkeypatch, button
):
    waited, draw = [], evidence.drawn_anew

    def drawn(content):
        waited.append(keeps_others_waiting())
        return draw(content)

    monkeypatch.setattr(evidence, "drawn_anew", drawn)
    visitor, door = signed_in_as(world.robin), f"/inspecting/criteria/{world.criterion.id}"
    rated = {"rating-rating": "so_so"} | seen_on(visitor, door, "rating-seen")
    answer = upload(visitor, world.criterion, png(30, 20), button=button, **rated)
    assert (answer.status_code, waited) == (302, [False])
    assert session.scalars(select(EvidencePicture)).one().shows == "A board in the hall."
    assert world.criterion.rating == "so_so"


def test_a_picture_is_kept_though_others_rated_meanwhile(world, signed_in_as, session):
    visitor = signed_in_as(world.robin)
    rated = {"rating-rating": "so_so", "rating-notes": "Cold."}
    page = upload(visitor, world.criterion, png(30, 20), **rated)
    assert page.status_code == 409 and "Cold.</textarea>" in page.text
    assert session.scalars(select(EvidencePicture)).one().shows == "A board in the hall."


def test_neither_button_of_a_criterion_loses_what_was_typed_for_the_other(
    world, signed_in_as, session
):
    door, visitor = f"/inspecting/criteria/{world.criterion.id}", signed_in_as(world.robin)
    half = {"rating-rating": "so_so", "rating-notes": "It was cold.", "picture-shows": "A door"}
    page = visitor.post(door, data=half | seen_on(visitor, door, "rating-seen"))
    assert page.status_code == 422 and "A door</textarea>" in page.text
    session.refresh(world.criterion)
    assert (world.criterion.rating, world.criterion.notes) == ("so_so", "It was cold.")
    half |= {"rating-rating": "good"} | seen_on(visitor, door, "rating-seen")
    page = visitor.post(f"{door}/pictures", data=half)
    assert page.status_code == 422 and "A door</textarea>" in page.text
    session.refresh(world.criterion)
    assert world.criterion.rating == "good"
