from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cadres", "0014_limit_of_watching")]

    operations = [
        migrations.CreateModel(
            name="FileCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("files", models.PositiveIntegerField(verbose_name="文件")),
                ("rows", models.PositiveIntegerField(verbose_name="登记")),
                ("removed", models.PositiveIntegerField(verbose_name="清除")),
                ("missing", models.PositiveIntegerField(verbose_name="缺失")),
                ("found", models.JSONField(default=list)),
            ],
            options={"ordering": ["-pk"]},
        ),
    ]
