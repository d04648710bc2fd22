"""The duty desk: the single alerts of a line of the list that stands for several alike."""

from flask import Blueprint, redirect, render_template, url_for
from sqlalchemy import select

from app.core.db import get_or_404, session
from app.core.paging import page_asked
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.safeguarding import heaps, texts
from app.safeguarding.deadlines import clock_words
from app.safeguarding.models import Alert
from app.safeguarding.routes import A_PAGE
from app.safeguarding.staffed_hours import rota_for, timing

bp = Blueprint("alerts_alike", __name__, url_prefix="/safeguarding")


@bp.get("/<int:id>/alike")
@requires(Permission.ALERTS)
def show(id: int):
    """Those that wait together with this one, soonest due first; the alert itself if none does."""
    mine = Alert.visible_to(signed_in())
    heap = heaps.heap_of(get_or_404(mine.where(Alert.id == id)), mine)
    if heap is None:
        return redirect(url_for("safeguarding.show", id=id))
    page = page_asked()
    shown = heap.ids[(page - 1) * A_PAGE : page * A_PAGE]
    rows = select(Alert).where(Alert.id.in_(shown)).order_by(Alert.due_at, Alert.id)
    alerts = session.scalars(rows).all()
    rota = rota_for(alerts)
    return render_template(
        "safeguarding/alike.html",
        id=id,
        heap=heap,
        alerts=alerts,
        page=page,
        more=len(heap.ids) > page * A_PAGE,
        timing=lambda alert: timing(alert, rota),
        texts=texts,
        clock_words=clock_words,
    )
