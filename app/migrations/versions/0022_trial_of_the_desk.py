"""What raised an alert stays with it when it is changed."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0014"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "alert_words_before",
        sa.Column("alert_id", ID, nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["alert_id"],
            ["alert.id"],
            name=op.f("fk_alert_words_before_alert_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_words_before")),
    )
    op.create_index(op.f("ix_alert_words_before_alert_id"), "alert_words_before", ["alert_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_alert_words_before_alert_id"), table_name="alert_words_before")
    op.drop_table("alert_words_before")
