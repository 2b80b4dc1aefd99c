"""A drop box: papers, for whom each exists, and the box as a county sets it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("leads", "0006_hints_of_enforcement"),
    ]

    operations = [
        migrations.CreateModel(
            name="DropBox",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("county_id", models.BigIntegerField(unique=True)),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("sender", "移送方（县助企办）"),
                            ("receiver", "接收方（县纪委监委）"),
                        ],
                        default="receiver",
                        max_length=10,
                    ),
                ),
                ("is_open", models.BooleanField(default=True)),
                ("a_day", models.PositiveSmallIntegerField(default=50)),
                ("basis", models.CharField(max_length=200)),
                ("set_by_id", models.BigIntegerField(null=True)),
                ("set_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="DroppedPaper",
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
                ("number", models.CharField(max_length=12, unique=True)),
                ("content_mark", models.CharField(max_length=64)),
                ("received_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "待研判"), ("taken", "已起草"), ("aside", "不作线索")],
                        default="open",
                        max_length=5,
                    ),
                ),
                ("decided_by_id", models.BigIntegerField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="DroppedReader",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="folder",
            name="folder_of_one_thing",
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
                    ("dropped", "密封投递"),
                    ("root", "本方签名钥匙"),
                    ("marks", "回避标记钥匙"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="lead",
            name="body",
            field=models.CharField(
                blank=True,
                choices=[
                    ("city_discipline", "市纪委监委"),
                    ("superior", "上级主管机关（垂直管理单位）"),
                    ("county_discipline", "外县纪委监委"),
                    ("county_office", "外县助企办"),
                    ("justice", "司法行政机关（行政执法监督）"),
                    ("police", "公安机关"),
                    ("procuratorate", "检察机关"),
                    ("court", "审判机关"),
                    ("audit", "审计机关"),
                    ("dropped", "密封投递（没有移送单位）"),
                    ("other", "其他机关"),
                ],
                default="",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="piece",
            name="kind",
            field=models.CharField(
                choices=[
                    ("matter", "线索内容"),
                    ("attachment", "附件"),
                    ("note", "说明"),
                    ("letter", "函件"),
                    ("reporter", "反映人"),
                    ("disposition", "处置"),
                    ("feedback", "反馈"),
                    ("candidate", "提示"),
                    ("dropped", "投递内容"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddIndex(
            model_name="droppedpaper",
            index=models.Index(
                fields=["county_id", "side", "state"], name="dropped_county_side_state"
            ),
        ),
        migrations.AddField(
            model_name="folder",
            name="paper",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="folders",
                to="leads.droppedpaper",
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
                        ("paper__isnull", True),
                        ("quarterly__isnull", True),
                    ),
                    models.Q(
                        ("asking__isnull", True),
                        ("candidate__isnull", False),
                        ("lead__isnull", True),
                        ("office__isnull", True),
                        ("paper__isnull", True),
                        ("quarterly__isnull", True),
                    ),
                    models.Q(
                        ("asking__isnull", False),
                        ("candidate__isnull", True),
                        ("lead__isnull", True),
                        ("office__isnull", True),
                        ("paper__isnull", True),
                        ("quarterly__isnull", True),
                    ),
                    models.Q(
                        ("asking__isnull", True),
                        ("candidate__isnull", True),
                        ("lead__isnull", True),
                        ("office__isnull", True),
                        ("paper__isnull", True),
                        ("quarterly__isnull", False),
                    ),
                    models.Q(
                        ("asking__isnull", True),
                        ("candidate__isnull", True),
                        ("lead__isnull", True),
                        ("office__isnull", False),
                        ("paper__isnull", True),
                        ("quarterly__isnull", True),
                    ),
                    models.Q(
                        ("asking__isnull", True),
                        ("candidate__isnull", True),
                        ("lead__isnull", True),
                        ("office__isnull", True),
                        ("paper__isnull", False),
                        ("quarterly__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="folder_of_one_thing",
            ),
        ),
        migrations.AddField(
            model_name="droppedreader",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dropped",
                to="leads.member",
            ),
        ),
        migrations.AddField(
            model_name="droppedreader",
            name="paper",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="readers",
                to="leads.droppedpaper",
            ),
        ),
        migrations.AddConstraint(
            model_name="droppedreader",
            constraint=models.UniqueConstraint(
                fields=("paper", "member"), name="dropped_reader_once"
            ),
        ),
    ]
