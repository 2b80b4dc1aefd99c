"""Photos and papers of visits."""

from django.db import migrations, models

from cadres.schema import ID


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0004_find_text_of_all")]
    operations = [
        migrations.CreateModel(
            name="VisitFile",
            fields=[
                ID,
                ("file", models.FileField(upload_to="visits/%Y/%m/")),
                (
                    "thumbnail",
                    models.FileField(blank=True, default="", upload_to="visits/%Y/%m/"),
                ),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "uploaded_by",
                    models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
                ),
                ("uploaded_at", models.DateTimeField()),
                (
                    "visit",
                    models.ForeignKey("enterprises.visit", models.CASCADE, related_name="files"),
                ),
            ],
            options={"ordering": ["pk"]},
        )
    ]
