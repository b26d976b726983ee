"""the document

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import app.db

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STRING = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        "accessibility_statement",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("conformance", STRING(length=12), nullable=False),
        sa.Column("shortcomings", sa.JSON(), nullable=False),
        sa.Column("contact_email", STRING(length=254), nullable=False),
        sa.Column("contact_phone", STRING(length=40), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("updated_by", sa.Integer(), nullable=True),
        sa.Column("updated_at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_accessibility_statement_organisation_id")
        ),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_accessibility_statement_updated_by")),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_accessibility_statement")),
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("address", STRING(length=300), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("email", STRING(length=254), nullable=False),
        sa.Column("language", STRING(length=2), nullable=False),
        sa.Column("sent_at", app.db.Moment(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", app.db.Moment(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["user.id"], name=op.f("fk_feedback_answered_by")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_feedback_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feedback_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "read_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", STRING(length=80), nullable=False),
        sa.Column("token_sha256", STRING(length=64), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", app.db.Moment(timezone=True), nullable=False),
        sa.Column("last_used_at", app.db.Moment(timezone=True), nullable=True),
        sa.Column("revoked_at", app.db.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_read_token_created_by")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_read_token_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_read_token")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_read_token_token_sha256")),
    )
    with op.batch_alter_table("read_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_read_token_organisation_id"), ["organisation_id"], unique=False)

    with op.batch_alter_table("export_job", schema=None) as batch_op:
        batch_op.add_column(sa.Column("part", STRING(length=80), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("content_sha256", STRING(length=64), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("doing", STRING(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("certificate", sa.JSON(), nullable=True))
        batch_op.alter_column(
            "state", existing_type=sa.VARCHAR(length=8), type_=STRING(length=10), existing_nullable=False
        )
        batch_op.create_index(batch_op.f("ix_export_job_content_sha256"), ["content_sha256"], unique=False)

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("arms_sha256", STRING(length=64), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("arms_media_type", STRING(length=40), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("font", STRING(length=40), nullable=False, server_default="source-sans"))
        batch_op.add_column(sa.Column("word_template_sha256", STRING(length=64), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("word_template_name", STRING(length=120), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_column("word_template_name")
        batch_op.drop_column("word_template_sha256")
        batch_op.drop_column("font")
        batch_op.drop_column("arms_media_type")
        batch_op.drop_column("arms_sha256")

    op.execute("DELETE FROM export_job WHERE state = 'cancelled'")
    with op.batch_alter_table("export_job", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_export_job_content_sha256"))
        batch_op.alter_column(
            "state", existing_type=STRING(length=10), type_=sa.VARCHAR(length=8), existing_nullable=False
        )
        batch_op.drop_column("certificate")
        batch_op.drop_column("doing")
        batch_op.drop_column("content_sha256")
        batch_op.drop_column("part")

    with op.batch_alter_table("read_token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_read_token_organisation_id"))

    op.drop_table("read_token")
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_feedback_organisation_id"))

    op.drop_table("feedback")
    op.drop_table("accessibility_statement")
