"""What waits for an adult today, on the first day of the demo."""

from datetime import timedelta

from app.accounts.models import Account, Council
from app.core.clock import today
from app.core.db import session
from app.demo.days import on
from app.demo.factories import make_statement
from app.demo.on_duty import fill_rota, hand_over, open_to_read
from app.offer import claims
from app.offer.catalogue import find_line
from app.people.models import YoungPerson
from feedback import services

TOKEN = "what the demo's anonymous young person holds"
"""Real ones are made by chance; from this one the number can be printed at every start."""


def what_waits_now(young: list[YoungPerson], staff: dict[str, Account]) -> None:
    """What waits for an answer today, and one anonymous conversation that has had one."""
    sky, dawit, maryam, zain, kai = young
    fill_rota(staff["duty"], staff["night"])
    claims.claim_line(find_line("council_tax_north"), kai, "refused")
    claims.claim_line(find_line("setting_up_home"), kai, "wanted")
    with on(today() - timedelta(days=9)):
        make_statement(kai, "My flat has damp by the window again.", form="sort_out_a_problem")
    with on(today() - timedelta(days=1)):
        good = make_statement(
            sky,
            "I scored from the halfway line and my foster mum cried.",
            form="share_good_news",
            readers=("social_worker",),
        )
        open_to_read(good, staff["duty"])
    services.reply_to(good, staff["worker"], "That is brilliant, Sky! Tell me more on Thursday?")
    make_statement(
        dawit,
        "ምስ ኣስተርጓሚ ክዛረብ እደሊ ኣለኹ።",
        form="my_workers_visit",
        language="ti",
        readers=("social_worker",),
    )
    make_statement(maryam, "غذای حلال در خانه کم است.", form="where_i_live", language="fa-AF")
    make_statement(zain, "أريد أن أزور أخي في برمنغهام.", form="something_else", language="ar")
    thread = make_statement(
        None,
        "There are too many different staff in my house and I never know who is on.",
        form="where_i_live",
        council=session.get(Council, "west"),
        token=TOKEN,
    )
    services.reply_to(
        thread,
        staff["participation"],
        "Thank you. We asked the house to put a board with photos in the hall. Did it help?",
    )
    hand_over(staff["night"])
