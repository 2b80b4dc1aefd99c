"""规则提示 have words of their own for 监管执法."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("leads", "0005_bodies_of_jurisdiction")]
    operations = [
        migrations.AlterField(
            "candidaterule",
            "fires",
            models.CharField(
                max_length=12,
                choices=[
                    ("exhausted", "督办用尽仍未落实"),
                    ("denied", "报称解决、企业否认"),
                    ("redone", "多次重办"),
                    ("returned", "多次退回无人牵头"),
                    ("words", "反映中有特定词语"),
                    ("enforcement", "反映中有监管执法方面的词语"),
                ],
            ),
        ),
    ]
