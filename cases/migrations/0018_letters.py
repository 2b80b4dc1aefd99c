"""Letters: what is issued is never changed and never deleted; the database itself refuses."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION letter_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'letters are never deleted: letter % refused', OLD.id;
    END IF;
    IF OLD.state = 'void' THEN
        RAISE EXCEPTION 'letter % is void and stays so', OLD.id;
    END IF;
    IF (OLD.kind, OLD.county_id, OLD.ticket_id, OLD.step_id, OLD.unit_id, OLD.state, OLD.title,
        OLD.sheet, OLD.digest, OLD.reply_days, OLD.drafted_by_id, OLD.drafted_at, OLD.author_ids,
        OLD.proposed_by_id, OLD.proposed_at, OLD.prefix, OLD.year, OLD.serial, OLD.number,
        OLD.dated_on, OLD.issued_at, OLD.issued_by_id, OLD.template, OLD.frozen_digest, OLD.pdf,
        OLD.pdf_digest, OLD.reply_due_on, OLD.calendar)
       IS DISTINCT FROM
       (NEW.kind, NEW.county_id, NEW.ticket_id, NEW.step_id, NEW.unit_id, NEW.state, NEW.title,
        NEW.sheet, NEW.digest, NEW.reply_days, NEW.drafted_by_id, NEW.drafted_at, NEW.author_ids,
        NEW.proposed_by_id, NEW.proposed_at, NEW.prefix, NEW.year, NEW.serial, NEW.number,
        NEW.dated_on, NEW.issued_at, NEW.issued_by_id, NEW.template, NEW.frozen_digest, NEW.pdf,
        NEW.pdf_digest, NEW.reply_due_on, NEW.calendar) THEN
        RAISE EXCEPTION 'letter % is issued and stays as it is', OLD.id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER letter_issued_stays BEFORE UPDATE ON cases_letter
    FOR EACH ROW WHEN (OLD.state IN ('issued', 'void')) EXECUTE FUNCTION letter_guard();
CREATE TRIGGER letter_is_never_deleted BEFORE DELETE ON cases_letter
    FOR EACH ROW EXECUTE FUNCTION letter_guard();
CREATE TRIGGER letters_are_not_emptied BEFORE TRUNCATE ON cases_letter
    FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse();
CREATE TRIGGER letter_approval_stays BEFORE UPDATE OR DELETE ON cases_letterapproval
    FOR EACH ROW EXECUTE FUNCTION trail_refuse();
CREATE FUNCTION letter_series_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.last <> OLD.last + 1
       OR (NEW.prefix, NEW.year, NEW.county_id) IS DISTINCT FROM (OLD.prefix, OLD.year, OLD.county_id)
    THEN
        RAISE EXCEPTION 'the next number of % is %', OLD.prefix, OLD.last + 1;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER letter_series_has_no_gaps BEFORE UPDATE OR DELETE ON cases_letterseries
    FOR EACH ROW EXECUTE FUNCTION letter_series_guard();
"""
BACKWARD = """
DROP TRIGGER letter_series_has_no_gaps ON cases_letterseries;
DROP FUNCTION letter_series_guard();
DROP TRIGGER letter_approval_stays ON cases_letterapproval;
DROP TRIGGER letters_are_not_emptied ON cases_letter;
DROP TRIGGER letter_is_never_deleted ON cases_letter;
DROP TRIGGER letter_issued_stays ON cases_letter;
DROP FUNCTION letter_guard();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0012_limits_of_letters"),
        ("cases", "0017_indexes_of_ladder"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("dispatch", "交办单"),
                            ("urge", "催办通知"),
                            ("hint_letter", "督办提示函"),
                            ("letter", "督办函"),
                            ("circular", "通报"),
                            ("business_notice", "优化营商环境告知书"),
                        ],
                        max_length=20,
                        verbose_name="文书种类",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草拟"),
                            ("proposed", "待审批"),
                            ("approved", "待签发"),
                            ("issued", "已签发"),
                            ("void", "已撤销"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("sheet", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "reply_days",
                    models.PositiveSmallIntegerField(default=0, verbose_name="回复期限（工作日）"),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="草拟时间")),
                (
                    "author_ids",
                    models.JSONField(blank=True, default=list),
                ),
                ("proposed_at", models.DateTimeField(null=True)),
                (
                    "prefix",
                    models.CharField(blank=True, default="", max_length=20, verbose_name="代字"),
                ),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("serial", models.PositiveIntegerField(null=True)),
                (
                    "number",
                    models.CharField(
                        blank=True, default="", max_length=40, verbose_name="发文字号"
                    ),
                ),
                ("dated_on", models.DateField(null=True, verbose_name="成文日期")),
                ("issued_at", models.DateTimeField(null=True, verbose_name="签发时间")),
                (
                    "template",
                    models.CharField(
                        blank=True, default="", max_length=10, verbose_name="版式版本"
                    ),
                ),
                ("frozen_digest", models.CharField(blank=True, default="", max_length=64)),
                ("pdf", models.FileField(blank=True, default="", upload_to="letters/%Y/%m/")),
                ("pdf_digest", models.CharField(blank=True, default="", max_length=64)),
                ("reply_due_on", models.DateField(null=True, verbose_name="回复期限")),
                ("calendar", models.PositiveIntegerField(default=0, verbose_name="日历版本")),
                ("sealed_at", models.DateTimeField(null=True, verbose_name="用印登记")),
                ("delivered_on", models.DateField(null=True, verbose_name="送达日期")),
                (
                    "delivery",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hand", "直接送达"),
                            ("exchange", "公文交换"),
                            ("post", "邮寄"),
                            ("online", "系统送达"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="送达方式",
                    ),
                ),
                (
                    "receiver",
                    models.CharField(blank=True, default="", max_length=40, verbose_name="签收人"),
                ),
                (
                    "receipt",
                    models.FileField(blank=True, default="", upload_to="letters/receipts/%Y/%m/"),
                ),
                ("receipt_name", models.CharField(blank=True, default="", max_length=200)),
                ("receipt_digest", models.CharField(blank=True, default="", max_length=64)),
                ("replied_on", models.DateField(null=True, verbose_name="回复日期")),
                ("reply", models.TextField(blank=True, default="", verbose_name="回复")),
                (
                    "excused_why",
                    models.CharField(
                        blank=True, default="", max_length=100, verbose_name="不用回复"
                    ),
                ),
                ("voided_at", models.DateTimeField(null=True)),
                (
                    "void_why",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="撤销原因"
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
                (
                    "delivered_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reply_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sealed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="cases.ladderstep",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="cases.ticket",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.unit",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="LetterApproval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_approved", models.BooleanField()),
                ("signed_at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64)),
                ("note", models.TextField(blank=True, default="")),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="cases.letter",
                    ),
                ),
                (
                    "posting",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.posting",
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="LetterSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("prefix", models.CharField(max_length=20, verbose_name="代字")),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "county",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LetterStyle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("dispatch", "交办单"),
                            ("urge", "催办通知"),
                            ("hint_letter", "督办提示函"),
                            ("letter", "督办函"),
                            ("circular", "通报"),
                            ("business_notice", "优化营商环境告知书"),
                        ],
                        max_length=20,
                        verbose_name="文书种类",
                    ),
                ),
                ("issuer", models.CharField(max_length=80, verbose_name="发文机关")),
                ("prefix", models.CharField(max_length=20, verbose_name="代字")),
                (
                    "contact",
                    models.CharField(blank=True, default="", max_length=80, verbose_name="联系人"),
                ),
                ("set_at", models.DateTimeField()),
                (
                    "county",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["county", "state", "-id"], name="letter_county_state"),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("state", "issued")),
                fields=["unit", "-id"],
                name="letter_to_unit",
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["ticket"], name="letter_of_ticket"),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(
                    ("state", "issued"),
                    ("excused_why", ""),
                    ("replied_on__isnull", True),
                    ("reply_due_on__isnull", False),
                ),
                fields=["reply_due_on"],
                include=("county", "unit"),
                name="letter_reply_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "business_notice"),
                    models.Q(("ticket__isnull", False), ("unit__isnull", False)),
                    _connector="OR",
                ),
                name="letter_has_ticket_and_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "issued"),
                        ("dated_on__isnull", False),
                        ("issued_at__isnull", False),
                        ("issued_by__isnull", False),
                        ("serial__isnull", False),
                        ("year__isnull", False),
                        models.Q(
                            ("prefix", ""),
                            ("number", ""),
                            ("frozen_digest", ""),
                            ("pdf", ""),
                            ("pdf_digest", ""),
                            _connector="OR",
                            _negated=True,
                        ),
                    ),
                    models.Q(
                        models.Q(("state", "issued"), _negated=True),
                        ("dated_on__isnull", True),
                        ("issued_at__isnull", True),
                        ("number", ""),
                        ("pdf", ""),
                        ("prefix", ""),
                        ("serial__isnull", True),
                        ("year__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="letter_issued_is_numbered",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["proposed", "approved", "issued"]), _negated=True),
                    models.Q(("proposed_at__isnull", False), ("proposed_by__isnull", False)),
                    _connector="OR",
                ),
                name="letter_proposed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "void"),
                        ("voided_at__isnull", False),
                        models.Q(("void_why", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "void"), _negated=True),
                        ("void_why", ""),
                        ("voided_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="letter_void_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sealed_at__isnull", True),
                    models.Q(("state", "issued"), ("sealed_by__isnull", False)),
                    _connector="OR",
                ),
                name="letter_sealed_is_issued",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("delivered_on__isnull", True),
                        ("delivery", ""),
                        ("receipt", ""),
                        ("receiver", ""),
                    ),
                    models.Q(
                        ("delivered_on__isnull", False),
                        ("sealed_at__isnull", False),
                        models.Q(
                            ("delivery", ""), ("receiver", ""), _connector="OR", _negated=True
                        ),
                    ),
                    _connector="OR",
                ),
                name="letter_delivered_is_sealed",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("replied_on__isnull", True), ("reply", "")),
                    models.Q(
                        ("state", "issued"),
                        ("replied_on__isnull", False),
                        ("reply_due_on__isnull", False),
                        models.Q(("reply", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="letter_replied_was_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("serial__isnull", False)),
                fields=("prefix", "year", "serial"),
                name="letter_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "void"), _negated=True),
                fields=("step",),
                name="letter_of_step_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ["approved", "draft", "proposed"]), ("step__isnull", True)
                ),
                fields=("ticket", "kind"),
                name="letter_drafted_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterapproval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_approved", True), models.Q(("note", ""), _negated=True), _connector="OR"
                ),
                name="letter_refused_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterseries",
            constraint=models.UniqueConstraint(
                fields=("prefix", "year"), name="letter_series_once_a_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="letterstyle",
            constraint=models.UniqueConstraint(fields=("county", "kind"), name="letter_style_once"),
        ),
        migrations.AddConstraint(
            model_name="letterstyle",
            constraint=models.CheckConstraint(
                condition=models.Q(("issuer", ""), ("prefix", ""), _connector="OR", _negated=True),
                name="letter_style_is_whole",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
