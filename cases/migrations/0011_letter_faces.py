from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """A letter says which faces its file holds; a head agrees to those that stand in."""

    dependencies = [
        ("cadres", "0010_how_tickets_are_numbered"),
        ("cases", "0010_issued_stays_its_organ_s"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="faces",
            field=models.CharField(blank=True, default="", max_length=300, verbose_name="字体"),
        ),
        migrations.CreateModel(
            name="LetterFaces",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("faces", models.CharField(max_length=300, verbose_name="字体")),
                ("agreed_at", models.DateTimeField()),
                (
                    "agreed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.cadre",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("county", "faces"), name="letter_faces_agreed_once"
                    ),
                    models.CheckConstraint(condition=~Q(faces=""), name="letter_faces_are_named"),
                ],
            },
        ),
    ]
