"""Promises, the lines of the Local Offer with what was asked for, and what adults undertake."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "commitment",
        sa.Column("council_code", sa.String(length=20), nullable=False),
        sa.Column("promise", sa.String(length=20), nullable=False),
        sa.Column("sub_theme", sa.String(length=30), nullable=False),
        sa.Column("said", sa.String(length=600), nullable=False),
        sa.Column("undertaken", sa.String(length=600), nullable=False),
        sa.Column("because", sa.String(length=600), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "state <> 'cannot' OR because <> ''", name=op.f("ck_commitment_a_no_has_a_reason")
        ),
        sa.CheckConstraint(
            "state <> 'did' OR done_on IS NOT NULL",
            name=op.f("ck_commitment_what_was_done_has_a_day"),
        ),
        sa.CheckConstraint(
            "state IN ('doing', 'did', 'cannot')", name=op.f("ck_commitment_known_state")
        ),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_commitment_council_code")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["account.id"], name=op.f("fk_commitment_owner_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
    )
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.create_index(
            "ix_commitment_council_code_due_on", ["council_code", "due_on"], unique=False
        )

    op.create_table(
        "entitlement",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("council_code", sa.String(length=20), nullable=True),
        sa.Column("heading", sa.String(length=40), nullable=False),
        sa.Column("strength", sa.String(length=20), nullable=False),
        sa.Column("who", sa.JSON(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("age_from", sa.Integer(), nullable=False),
        sa.Column("until_birthday", sa.Integer(), nullable=True),
        sa.Column("no_referral", sa.Boolean(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("review_by", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "heading IN ('accommodation', 'financial_literacy', 'health_and_wellbeing', 'relationships', 'education_and_training', 'employment', 'participation_in_society')",
            name=op.f("ck_entitlement_known_heading"),
        ),
        sa.CheckConstraint(
            "strength IN ('law', 'guidance', 'national', 'local', 'announced')",
            name=op.f("ck_entitlement_known_strength"),
        ),
        sa.CheckConstraint("age_from >= 0", name=op.f("ck_entitlement_an_age")),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_entitlement_council_code")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["account.id"], name=op.f("fk_entitlement_owner_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entitlement")),
        sa.UniqueConstraint("code", name=op.f("uq_entitlement_code")),
        sa.UniqueConstraint("slug", name=op.f("uq_entitlement_slug")),
    )
    with op.batch_alter_table("entitlement", schema=None) as batch_op:
        batch_op.create_index(
            "ix_entitlement_council_code_heading", ["council_code", "heading"], unique=False
        )
        batch_op.create_index("ix_entitlement_review_by", ["review_by"], unique=False)
        batch_op.create_index("ix_entitlement_topic", ["topic"], unique=False)

    op.create_table(
        "pledge",
        sa.Column("council_code", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column(
            "made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "published_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "state = 'draft' OR starts_on IS NOT NULL",
            name=op.f("ck_pledge_what_is_published_has_a_first_day"),
        ),
        sa.CheckConstraint("state IN ('draft', 'published')", name=op.f("ck_pledge_known_state")),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_pledge_council_code")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["account.id"], name=op.f("fk_pledge_made_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["account.id"],
            name=op.f("fk_pledge_published_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge")),
        sa.UniqueConstraint("council_code", "number", name=op.f("uq_pledge_council_code_number")),
    )
    op.create_table(
        "pledge_figures",
        sa.Column("council_code", sa.String(length=20), nullable=False),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("gate", sa.JSON(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_pledge_figures_council_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_figures")),
        sa.UniqueConstraint(
            "council_code", "quarter", name=op.f("uq_pledge_figures_council_code_quarter")
        ),
    )
    op.create_table(
        "entitlement_claim",
        sa.Column(
            "entitlement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "young_person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("council_code", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("once_hash", sa.LargeBinary(), nullable=True),
        sa.Column(
            "held_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("went_up_on", sa.Date(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "kind IN ('wanted', 'refused')", name=op.f("ck_entitlement_claim_known_kind")
        ),
        sa.CheckConstraint(
            "state IN ('open', 'got', 'not_got', 'withdrawn')",
            name=op.f("ck_entitlement_claim_known_state"),
        ),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_entitlement_claim_council_code")
        ),
        sa.ForeignKeyConstraint(
            ["entitlement_id"], ["entitlement.id"], name=op.f("fk_entitlement_claim_entitlement_id")
        ),
        sa.ForeignKeyConstraint(
            ["held_by_id"],
            ["account.id"],
            name=op.f("fk_entitlement_claim_held_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["young_person_id"],
            ["young_person.id"],
            name=op.f("fk_entitlement_claim_young_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entitlement_claim")),
        sa.UniqueConstraint("once_hash", name=op.f("uq_entitlement_claim_once_hash")),
    )
    with op.batch_alter_table("entitlement_claim", schema=None) as batch_op:
        batch_op.create_index(
            "ix_entitlement_claim_council_code_made_on", ["council_code", "made_on"], unique=False
        )
        batch_op.create_index(
            "ix_entitlement_claim_entitlement_id", ["entitlement_id"], unique=False
        )
        batch_op.create_index(
            "ix_entitlement_claim_young_person_id", ["young_person_id"], unique=False
        )

    op.create_table(
        "entitlement_count",
        sa.Column(
            "entitlement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("shared", sa.Integer(), nullable=False),
        sa.Column("viewed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entitlement_id"],
            ["entitlement.id"],
            name=op.f("fk_entitlement_count_entitlement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("entitlement_id", "month", name=op.f("pk_entitlement_count")),
    )
    op.create_table(
        "entitlement_revision",
        sa.Column(
            "entitlement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column(
            "made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "approved_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'waiting', 'approved', 'returned', 'superseded')",
            name=op.f("ck_entitlement_revision_known_state"),
        ),
        sa.CheckConstraint(
            "approved_by_id IS NULL OR made_by_id IS NULL OR approved_by_id <> made_by_id",
            name=op.f("ck_entitlement_revision_nobody_approves_their_own"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by_id"],
            ["account.id"],
            name=op.f("fk_entitlement_revision_approved_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["entitlement_id"],
            ["entitlement.id"],
            name=op.f("fk_entitlement_revision_entitlement_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["account.id"],
            name=op.f("fk_entitlement_revision_made_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entitlement_revision")),
        sa.UniqueConstraint(
            "entitlement_id", "number", name=op.f("uq_entitlement_revision_entitlement_id_number")
        ),
    )
    op.create_table(
        "commitment_answer",
        sa.Column(
            "commitment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "answer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["answer.id"],
            name=op.f("fk_commitment_answer_answer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
            name=op.f("fk_commitment_answer_commitment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("commitment_id", "answer_id", name=op.f("pk_commitment_answer")),
    )
    with op.batch_alter_table("commitment_answer", schema=None) as batch_op:
        batch_op.create_index("ix_commitment_answer_answer_id", ["answer_id"], unique=False)

    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.add_column(sa.Column("about", sa.String(length=80), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.drop_column("about")

    with op.batch_alter_table("commitment_answer", schema=None) as batch_op:
        batch_op.drop_index("ix_commitment_answer_answer_id")

    op.drop_table("commitment_answer")
    op.drop_table("entitlement_revision")
    op.drop_table("entitlement_count")
    with op.batch_alter_table("entitlement_claim", schema=None) as batch_op:
        batch_op.drop_index("ix_entitlement_claim_young_person_id")
        batch_op.drop_index("ix_entitlement_claim_entitlement_id")
        batch_op.drop_index("ix_entitlement_claim_council_code_made_on")

    op.drop_table("entitlement_claim")
    op.drop_table("pledge_figures")
    op.drop_table("pledge")
    with op.batch_alter_table("entitlement", schema=None) as batch_op:
        batch_op.drop_index("ix_entitlement_topic")
        batch_op.drop_index("ix_entitlement_review_by")
        batch_op.drop_index("ix_entitlement_council_code_heading")

    op.drop_table("entitlement")
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.drop_index("ix_commitment_council_code_due_on")

    op.drop_table("commitment")
