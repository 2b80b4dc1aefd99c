"""Keys are made with a code on paper, signed for by a second person, and checked at each seal."""

import django.db.models.deletion
from django.db import migrations, models


def refuse_what_was_made_before(apps, schema_editor):
    """Keys of an earlier make carry no signature; nobody can sign for them now as if they had."""
    office = apps.get_model("leads", "Office")
    if office.objects.using(schema_editor.connection.alias).exists():
        raise RuntimeError(
            "线索室的钥匙改由纸码建立、逐一核对签名，以前建立的不能沿用。请先导出留存，"
            "再用空的线索室数据库启用（演示环境请运行 make forget 后重新开始）。"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("leads", "0005_terms_of_leads"),
    ]

    operations = [
        migrations.RunPython(refuse_what_was_made_before, migrations.RunPython.noop),
        migrations.CreateModel(
            name="PaperCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("county_id", models.BigIntegerField()),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("sender", "移送方（县助企办）"),
                            ("receiver", "接收方（县纪委监委）"),
                        ],
                        max_length=10,
                    ),
                ),
                ("salt", models.BinaryField(max_length=16)),
                ("passes", models.PositiveIntegerField()),
                ("memory", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("wrong", models.PositiveSmallIntegerField(default=0)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="folder",
            name="folder_of_one_thing",
        ),
        migrations.RemoveField(
            model_name="candidate",
            name="lead",
        ),
        migrations.AddField(
            model_name="folder",
            name="office",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="folders",
                to="leads.office",
            ),
        ),
        migrations.AddField(
            model_name="keypair",
            name="confirmed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="keypair",
            name="confirmed_by_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="keypair",
            name="signature",
            field=models.BinaryField(default=b"", max_length=64),
        ),
        migrations.AddField(
            model_name="office",
            name="marks_signature",
            field=models.BinaryField(max_length=64, null=True),
        ),
        migrations.AddField(
            model_name="office",
            name="other_root",
            field=models.BinaryField(max_length=32, null=True),
        ),
        migrations.AddField(
            model_name="office",
            name="other_signature",
            field=models.BinaryField(max_length=64, null=True),
        ),
        migrations.AddField(
            model_name="office",
            name="recovery_signature",
            field=models.BinaryField(default=b"", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="office",
            name="root",
            field=models.BinaryField(default=b"", max_length=32),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="office",
            name="root_digest",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="office",
            name="root_on_paper",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="folder",
            name="kind",
            field=models.CharField(
                choices=[
                    ("file", "移送卷"),
                    ("supplement", "补充材料卷"),
                    ("exchange", "往来卷"),
                    ("reporter", "反映人卷"),
                    ("inner", "处置卷"),
                    ("candidate", "规则提示"),
                    ("asking", "申请理由"),
                    ("quarterly", "季度清单"),
                    ("root", "本方签名钥匙"),
                    ("marks", "回避标记钥匙"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="folder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("asking__isnull", True),
                        ("candidate__isnull", True),
                        ("lead__isnull", False),
                        ("office__isnull", True),
                        ("quarterly__isnull", True),
                    ),
                    models.Q(
                        ("asking__isnull", True),
                        ("candidate__isnull", False),
                        ("lead__isnull", True),
                        ("office__isnull", True),
                        ("quarterly__isnull", True),
                    ),
                    models.Q(
                        ("asking__isnull", False),
                        ("candidate__isnull", True),
                        ("lead__isnull", True),
                        ("office__isnull", True),
                        ("quarterly__isnull", True),
                    ),
                    models.Q(
                        ("asking__isnull", True),
                        ("candidate__isnull", True),
                        ("lead__isnull", True),
                        ("office__isnull", True),
                        ("quarterly__isnull", False),
                    ),
                    models.Q(
                        ("asking__isnull", True),
                        ("candidate__isnull", True),
                        ("lead__isnull", True),
                        ("office__isnull", False),
                        ("quarterly__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="folder_of_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="folder",
            constraint=models.UniqueConstraint(
                fields=("office", "kind"), name="folder_once_per_office"
            ),
        ),
        migrations.AddField(
            model_name="papercode",
            name="member",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="codes",
                to="leads.member",
            ),
        ),
        migrations.AddConstraint(
            model_name="papercode",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("member",),
                name="paper_code_of_member",
            ),
        ),
        migrations.AddConstraint(
            model_name="papercode",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True), ("member__isnull", True)),
                fields=("county_id", "side"),
                name="paper_code_of_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="papercode",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("made_at"))), name="paper_code_ends"
            ),
        ),
    ]
