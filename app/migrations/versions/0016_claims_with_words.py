"""A claim holds the young person's own sentence, a day somebody is on it by, and when it was seen."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

COLUMNS = {
    "words_sealed": sa.LargeBinary(),
    "words_language": sa.String(length=10),
    "on_it_since": sa.Date(),
    "seen_on": sa.Date(),
}


def upgrade() -> None:
    for name, kind in COLUMNS.items():
        op.add_column("entitlement_claim", sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    for name in reversed(COLUMNS):
        op.drop_column("entitlement_claim", name)
