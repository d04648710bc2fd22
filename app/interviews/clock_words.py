"""How far off a tablet's clock is, or was moved, in words."""

from datetime import timedelta

from app.core.i18n import ngettext
from app.interviews.sending_later import DAY, MAY_BE_OFF, MINUTE


def distance(seconds: int) -> str:
    """How far off a clock is, in words: `3 hours ahead`; nothing for one that is believed. Positive
    is ahead of ours.
    """
    amount = timedelta(seconds=abs(seconds))
    if amount <= MAY_BE_OFF:
        return ""
    if amount >= 2 * DAY:
        days = round(amount / DAY)
        ahead = ngettext("%(num)d day ahead", "%(num)d days ahead", days)
        behind = ngettext("%(num)d day behind", "%(num)d days behind", days)
    elif amount >= 90 * MINUTE:
        hours = round(amount / (60 * MINUTE))
        ahead = ngettext("%(num)d hour ahead", "%(num)d hours ahead", hours)
        behind = ngettext("%(num)d hour behind", "%(num)d hours behind", hours)
    else:
        minutes = round(amount / MINUTE)
        ahead = ngettext("%(num)d minute ahead", "%(num)d minutes ahead", minutes)
        behind = ngettext("%(num)d minute behind", "%(num)d minutes behind", minutes)
    return ahead if seconds > 0 else behind


def move(seconds: int) -> str:
    """By how much a clock was moved, in words; nothing where it ran as time did. Back is
    negative. One that went ahead may have done so while the tablet slept.
    """
    amount = timedelta(seconds=abs(seconds))
    if amount <= MAY_BE_OFF:
        return ""
    if amount >= 90 * MINUTE:
        hours = round(amount / (60 * MINUTE))
        ahead = ngettext("ahead by %(num)d hour", "ahead by %(num)d hours", hours)
        back = ngettext("back by %(num)d hour", "back by %(num)d hours", hours)
    else:
        minutes = round(amount / MINUTE)
        ahead = ngettext("ahead by %(num)d minute", "ahead by %(num)d minutes", minutes)
        back = ngettext("back by %(num)d minute", "back by %(num)d minutes", minutes)
    return ahead if seconds > 0 else back
