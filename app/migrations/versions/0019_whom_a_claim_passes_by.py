"""A claim holds whom the young person asked before, and an interpreter's English of its sentence."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

COLUMNS = {
    "english_sealed": sa.LargeBinary(),
    "english_by": sa.String(length=120),
}
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    # A table of its own, because SQLite would make the one of claims anew for a further reference.
    op.create_table(
        "entitlement_claim_asked",
        sa.Column("claim_id", ID, autoincrement=False, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"],
            ["entitlement_claim.id"],
            name=op.f("fk_entitlement_claim_asked_claim_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_entitlement_claim_asked_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_entitlement_claim_asked")),
    )
    for name, column in COLUMNS.items():
        op.add_column("entitlement_claim", sa.Column(name, column, nullable=True))


def downgrade() -> None:
    for name in reversed(COLUMNS):
        op.drop_column("entitlement_claim", name)
    op.drop_table("entitlement_claim_asked")
