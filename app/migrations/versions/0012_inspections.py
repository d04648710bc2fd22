"""Inspections by Young Inspectors: services, visits, evidence, what was found and what follows."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inspected_service",
        sa.Column("council_code", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "answers_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "kind IN ('childrens_home', 'supported_home', 'fostering_team', 'social_work_team', 'leaving_care_team', 'family_time_place', 'health_service', 'hub', 'other')",
            name=op.f("ck_inspected_service_known_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["answers_id"],
            ["account.id"],
            name=op.f("fk_inspected_service_answers_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_inspected_service_council_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspected_service")),
    )
    op.create_index(
        op.f("ix_inspected_service_answers_id"), "inspected_service", ["answers_id"], unique=False
    )
    op.create_index(
        op.f("ix_inspected_service_council_code"),
        "inspected_service",
        ["council_code"],
        unique=False,
    )
    op.create_table(
        "inspectors_words",
        sa.Column("council_code", sa.String(length=20), nullable=False),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("told_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "written_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column(
            "checked_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "checked_by_id IS NULL OR written_by_id IS NULL OR checked_by_id <> written_by_id",
            name=op.f("ck_inspectors_words_somebody_else_checks_it"),
        ),
        sa.CheckConstraint(
            "checked_on IS NULL OR told_sealed IS NOT NULL",
            name=op.f("ck_inspectors_words_what_is_checked_has_words"),
        ),
        sa.ForeignKeyConstraint(
            ["checked_by_id"],
            ["account.id"],
            name=op.f("fk_inspectors_words_checked_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_inspectors_words_council_code")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"],
            ["account.id"],
            name=op.f("fk_inspectors_words_written_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspectors_words")),
        sa.UniqueConstraint(
            "council_code", "quarter", name=op.f("uq_inspectors_words_council_code_quarter")
        ),
    )
    op.create_table(
        "inspection",
        sa.Column("council_code", sa.String(length=20), nullable=False),
        sa.Column(
            "service_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column(
            "started_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("beside_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column(
            "given_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("asked_back_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "(state = 'given') = (given_on IS NOT NULL)",
            name=op.f("ck_inspection_what_is_given_has_its_day"),
        ),
        sa.CheckConstraint(
            "state IN ('being_done', 'with_officer', 'given')",
            name=op.f("ck_inspection_known_state"),
        ),
        sa.ForeignKeyConstraint(
            ["beside_id"], ["account.id"], name=op.f("fk_inspection_beside_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_inspection_council_code")
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"],
            ["account.id"],
            name=op.f("fk_inspection_given_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["inspected_service.id"],
            name=op.f("fk_inspection_service_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["started_by_id"],
            ["account.id"],
            name=op.f("fk_inspection_started_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
    )
    op.create_index(
        "ix_inspection_council_code_given_on",
        "inspection",
        ["council_code", "given_on"],
        unique=False,
    )
    op.create_index(op.f("ix_inspection_service_id"), "inspection", ["service_id"], unique=False)
    op.create_table(
        "inspection_certificate",
        sa.Column(
            "inspection_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("lapses_on", sa.Date(), nullable=False),
        sa.Column(
            "given_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("told_lapsed_on", sa.Date(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "lapses_on > given_on", name=op.f("ck_inspection_certificate_lapses_after_it_is_given")
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"],
            ["account.id"],
            name=op.f("fk_inspection_certificate_given_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.id"],
            name=op.f("fk_inspection_certificate_inspection_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_certificate")),
        sa.UniqueConstraint("inspection_id", name=op.f("uq_inspection_certificate_inspection_id")),
    )
    op.create_table(
        "inspection_criterion",
        sa.Column(
            "inspection_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("rating", sa.String(length=20), nullable=True),
        sa.Column("notes_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "rating IS NULL OR rating IN ('very_good', 'good', 'so_so', 'not_good', 'could_not_tell')",
            name=op.f("ck_inspection_criterion_known_rating"),
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.id"],
            name=op.f("fk_inspection_criterion_inspection_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_criterion")),
    )
    op.create_index(
        op.f("ix_inspection_criterion_inspection_id"),
        "inspection_criterion",
        ["inspection_id"],
        unique=False,
    )
    op.create_table(
        "inspection_finding",
        sa.Column(
            "inspection_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("told_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("inside", sa.Boolean(), nullable=False),
        sa.Column(
            "checked_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "kind IN ('good', 'needs_work', 'worry')", name=op.f("ck_inspection_finding_known_kind")
        ),
        sa.CheckConstraint(
            "checked_on IS NULL OR told_sealed IS NOT NULL",
            name=op.f("ck_inspection_finding_what_is_checked_has_words"),
        ),
        sa.ForeignKeyConstraint(
            ["checked_by_id"],
            ["account.id"],
            name=op.f("fk_inspection_finding_checked_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.id"],
            name=op.f("fk_inspection_finding_inspection_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_finding")),
    )
    op.create_index(
        op.f("ix_inspection_finding_inspection_id"),
        "inspection_finding",
        ["inspection_id"],
        unique=False,
    )
    op.create_table(
        "inspection_inspector",
        sa.Column(
            "inspection_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_inspection_inspector_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.id"],
            name=op.f("fk_inspection_inspector_inspection_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "inspection_id", "account_id", name=op.f("pk_inspection_inspector")
        ),
    )
    op.create_index(
        op.f("ix_inspection_inspector_account_id"),
        "inspection_inspector",
        ["account_id"],
        unique=False,
    )
    op.create_table(
        "inspection_recommendation",
        sa.Column(
            "inspection_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("told_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "checked_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=True),
        sa.Column("because_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("do_by", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column(
            "answered_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("answered_by_name", sa.String(length=120), nullable=False),
        sa.Column("judged", sa.String(length=20), nullable=True),
        sa.Column("judged_words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("told_late_on", sa.Date(), nullable=True),
        sa.Column("told_undone_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "answer IS NULL OR answer <> 'yes' OR do_by IS NOT NULL",
            name=op.f("ck_inspection_recommendation_who_agrees_names_a_day"),
        ),
        sa.CheckConstraint(
            "answer IS NULL OR answer IN ('yes', 'partly', 'no')",
            name=op.f("ck_inspection_recommendation_known_answer"),
        ),
        sa.CheckConstraint(
            "judged IS NULL OR (judged IN ('good', 'not_enough') AND answer IS NOT NULL)",
            name=op.f("ck_inspection_recommendation_only_an_answer_is_judged"),
        ),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome IN ('done', 'not_done')",
            name=op.f("ck_inspection_recommendation_known_outcome"),
        ),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_on IS NULL)",
            name=op.f("ck_inspection_recommendation_answered_on_a_day"),
        ),
        sa.CheckConstraint(
            "(outcome IS NULL) = (closed_on IS NULL)",
            name=op.f("ck_inspection_recommendation_closed_on_a_day"),
        ),
        sa.CheckConstraint(
            "checked_on IS NULL OR told_sealed IS NOT NULL",
            name=op.f("ck_inspection_recommendation_what_is_checked_has_words"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["account.id"],
            name=op.f("fk_inspection_recommendation_answered_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["checked_by_id"],
            ["account.id"],
            name=op.f("fk_inspection_recommendation_checked_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.id"],
            name=op.f("fk_inspection_recommendation_inspection_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["account.id"],
            name=op.f("fk_inspection_recommendation_owner_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_recommendation")),
    )
    op.create_index(
        "ix_inspection_recommendation_closed_on_due_on",
        "inspection_recommendation",
        ["closed_on", "due_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_inspection_recommendation_inspection_id"),
        "inspection_recommendation",
        ["inspection_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_inspection_recommendation_owner_id"),
        "inspection_recommendation",
        ["owner_id"],
        unique=False,
    )
    op.create_table(
        "inspection_visit",
        sa.Column(
            "inspection_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("notes_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "written_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "kind IN ('announced', 'mystery', 'interview', 'document')",
            name=op.f("ck_inspection_visit_known_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.id"],
            name=op.f("fk_inspection_visit_inspection_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"],
            ["account.id"],
            name=op.f("fk_inspection_visit_written_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_visit")),
    )
    op.create_index(
        op.f("ix_inspection_visit_inspection_id"),
        "inspection_visit",
        ["inspection_id"],
        unique=False,
    )
    op.create_table(
        "inspectors_worry",
        sa.Column(
            "inspection_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("council_code", sa.String(length=20), nullable=True),
        sa.Column(
            "said_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_inspectors_worry_council_code")
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.id"],
            name=op.f("fk_inspectors_worry_inspection_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["said_by_id"],
            ["account.id"],
            name=op.f("fk_inspectors_worry_said_by_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspectors_worry")),
    )
    op.create_index(
        op.f("ix_inspectors_worry_said_by_id"), "inspectors_worry", ["said_by_id"], unique=False
    )
    op.create_table(
        "inspection_picture",
        sa.Column(
            "criterion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("shows_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("file_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "added_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("look", sa.String(length=20), nullable=True),
        sa.Column(
            "looked_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("looked_on", sa.Date(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "kind IN ('photo', 'drawing')", name=op.f("ck_inspection_picture_known_kind")
        ),
        sa.CheckConstraint(
            "look IS NULL OR look IN ('fine', 'not_to_show')",
            name=op.f("ck_inspection_picture_known_look"),
        ),
        sa.CheckConstraint(
            "looked_by_id IS NULL OR added_by_id IS NULL OR looked_by_id <> added_by_id",
            name=op.f("ck_inspection_picture_a_second_person_looks"),
        ),
        sa.ForeignKeyConstraint(
            ["added_by_id"],
            ["account.id"],
            name=op.f("fk_inspection_picture_added_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["criterion_id"],
            ["inspection_criterion.id"],
            name=op.f("fk_inspection_picture_criterion_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["looked_by_id"],
            ["account.id"],
            name=op.f("fk_inspection_picture_looked_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_picture")),
    )
    op.create_index(
        op.f("ix_inspection_picture_criterion_id"),
        "inspection_picture",
        ["criterion_id"],
        unique=False,
    )
    op.create_table(
        "inspection_revisit",
        sa.Column(
            "recommendation_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("seen", sa.String(length=10), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "seen IN ('happened', 'partly', 'not_yet')",
            name=op.f("ck_inspection_revisit_known_seen"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_inspection_revisit_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["inspection_recommendation.id"],
            name=op.f("fk_inspection_revisit_recommendation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_revisit")),
    )
    op.create_index(
        op.f("ix_inspection_revisit_recommendation_id"),
        "inspection_revisit",
        ["recommendation_id"],
        unique=False,
    )
    op.create_table(
        "inspection_visit_inspector",
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_inspection_visit_inspector_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["inspection_visit.id"],
            name=op.f("fk_inspection_visit_inspector_visit_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "visit_id", "account_id", name=op.f("pk_inspection_visit_inspector")
        ),
    )


def downgrade() -> None:
    op.drop_table("inspection_visit_inspector")
    op.drop_index(op.f("ix_inspection_revisit_recommendation_id"), table_name="inspection_revisit")
    op.drop_table("inspection_revisit")
    op.drop_index(op.f("ix_inspection_picture_criterion_id"), table_name="inspection_picture")
    op.drop_table("inspection_picture")
    op.drop_index(op.f("ix_inspectors_worry_said_by_id"), table_name="inspectors_worry")
    op.drop_table("inspectors_worry")
    op.drop_index(op.f("ix_inspection_visit_inspection_id"), table_name="inspection_visit")
    op.drop_table("inspection_visit")
    op.drop_index(
        op.f("ix_inspection_recommendation_owner_id"), table_name="inspection_recommendation"
    )
    op.drop_index(
        op.f("ix_inspection_recommendation_inspection_id"), table_name="inspection_recommendation"
    )
    op.drop_index(
        "ix_inspection_recommendation_closed_on_due_on", table_name="inspection_recommendation"
    )
    op.drop_table("inspection_recommendation")
    op.drop_index(op.f("ix_inspection_inspector_account_id"), table_name="inspection_inspector")
    op.drop_table("inspection_inspector")
    op.drop_index(op.f("ix_inspection_finding_inspection_id"), table_name="inspection_finding")
    op.drop_table("inspection_finding")
    op.drop_index(op.f("ix_inspection_criterion_inspection_id"), table_name="inspection_criterion")
    op.drop_table("inspection_criterion")
    op.drop_table("inspection_certificate")
    op.drop_index(op.f("ix_inspection_service_id"), table_name="inspection")
    op.drop_index("ix_inspection_council_code_given_on", table_name="inspection")
    op.drop_table("inspection")
    op.drop_table("inspectors_words")
    op.drop_index(op.f("ix_inspected_service_council_code"), table_name="inspected_service")
    op.drop_index(op.f("ix_inspected_service_answers_id"), table_name="inspected_service")
    op.drop_table("inspected_service")
