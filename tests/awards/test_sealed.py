"""Nothing that somebody wrote in the awards is found in the database, the mail or the log."""

import logging
from pathlib import Path

from sqlalchemy import text

from app.awards import carer_steps, invitations, judging, nominees, says
from app.core.jobs import run_worker
from app.demo.nominations import nominate
from tests.awards.filling import fill_in
from tests.talking import hidden

MARK = "warbles-at-dusk"


def test_no_name_and_no_word_is_anywhere_but_sealed(
    app, world, session, client, at, caplog, tmp_path
):
    caplog.set_level(logging.DEBUG)
    fill_in(client, world.round, who=f"who-{MARK}", why=f"her carer hits her why-{MARK}")
    link = carer_steps.make_link(world.west, world.manager)
    session.commit()
    place = f"/awards/small-steps/with/{link.code}"
    once = hidden(client.get(place).text, "once")
    client.post(place, data={"named": f"named-{MARK}", "story": f"step-{MARK}", "once": once})
    nominate(world.round, by=world.worker, chosen=world.child)
    nominees.ask_all(world.round, world.officer)
    invitations.invite_all(world.round, world.officer)
    one = says.asked_of(world.child.account)[0]
    card = judging.write_card(one, world.round.categories[3], f"card-{MARK}", world.officer)
    judging.decide(card, "winner", f"talk-{MARK}", world.officer)
    session.commit()
    needs = {"day-reply": "yes", "day-guests": "0", "day-needs": f"needs-{MARK}"}
    at(world.child.account).post(f"/awards/mine/{one.id}/reply", data=needs)
    run_worker(app, once=True)
    with app.extensions["engine"].connect() as connection:
        kept = list(rows_of(connection))
    assert len(kept) > 50
    mails = [file.read_text() for file in Path(tmp_path).rglob("*.eml")]
    assert mails and MARK not in "".join([*kept, *mails, caplog.text])


def rows_of(connection):
    """Every row of every table as text, sealed bytes as far as they are letters."""
    names = "SELECT name FROM sqlite_master WHERE type = 'table'"
    if connection.dialect.name == "postgresql":
        names = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    for (table,) in connection.execute(text(names)).all():
        for row in connection.execute(text(f'SELECT * FROM "{table}"')):
            for value in row:
                raw = bytes(value) if isinstance(value, (bytes, memoryview)) else None
                yield raw.decode("latin-1") if raw is not None else str(value)
