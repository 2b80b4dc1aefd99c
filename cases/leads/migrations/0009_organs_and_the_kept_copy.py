"""Organs have the office inside them apart; a folder for the paper that the sender keeps."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("leads", "0008_receivers_side"),
    ]

    operations = [
        migrations.AddField(
            model_name="office",
            name="desk",
            field=models.CharField(blank=True, default="", max_length=80),
        ),
        migrations.AlterField(
            model_name="dropbox",
            name="side",
            field=models.CharField(
                choices=[
                    ("sender", "移送方（县营商环境主管部门）"),
                    ("receiver", "接收方（县纪委监委）"),
                ],
                default="receiver",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="droppedpaper",
            name="side",
            field=models.CharField(
                choices=[
                    ("sender", "移送方（县营商环境主管部门）"),
                    ("receiver", "接收方（县纪委监委）"),
                ],
                max_length=10,
            ),
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
                    ("archive", "存档卷"),
                    ("inner", "拟办卷"),
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
            name="route",
            field=models.CharField(
                choices=[
                    ("inside", "本县营商环境主管部门移送本县纪委监委"),
                    ("outward", "移送县外或其他机关"),
                    ("inward", "县外或其他机关移来"),
                ],
                default="inside",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="leadstep",
            name="side",
            field=models.CharField(
                choices=[
                    ("sender", "移送方（县营商环境主管部门）"),
                    ("receiver", "接收方（县纪委监委）"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="office",
            name="side",
            field=models.CharField(
                choices=[
                    ("sender", "移送方（县营商环境主管部门）"),
                    ("receiver", "接收方（县纪委监委）"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="papercode",
            name="side",
            field=models.CharField(
                choices=[
                    ("sender", "移送方（县营商环境主管部门）"),
                    ("receiver", "接收方（县纪委监委）"),
                ],
                max_length=10,
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
                    ("kept_copy", "存档"),
                    ("reporter", "反映人"),
                    ("envelope", "密封的反映人信息"),
                    ("suggestion", "拟办意见"),
                    ("feedback", "反馈"),
                    ("candidate", "提示"),
                    ("dropped", "投递内容"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="quarterlylist",
            name="side",
            field=models.CharField(
                choices=[
                    ("sender", "移送方（县营商环境主管部门）"),
                    ("receiver", "接收方（县纪委监委）"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="stub",
            name="side",
            field=models.CharField(
                choices=[
                    ("sender", "移送方（县营商环境主管部门）"),
                    ("receiver", "接收方（县纪委监委）"),
                ],
                max_length=10,
            ),
        ),
    ]
