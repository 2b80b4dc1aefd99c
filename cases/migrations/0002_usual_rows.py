"""Categories of problems, the usual ladder, circumstances of 容错; counties set their own."""

from datetime import date

from django.db import migrations
from django.utils import timezone

from cases.supervision.rules import usual_rungs
from cases.tolerance.rules import tolerance

# The classes that county ledgers use, each with the handling class that is proposed for it.
CATEGORIES = (
    ("惠企政策", "advice"),
    ("融资需求", "general"),
    ("用工需求", "general"),
    ("用地保障", "joint"),
    ("用电用气用水", "general"),
    ("行政审批", "general"),
    ("环保手续", "general"),
    ("道路交通", "joint"),
    ("执法检查", "general"),
    ("拖欠账款", "hard"),
    ("市场开拓", "general"),
    ("科技人才", "general"),
    ("政务服务", "simple"),
    ("涉法涉诉", "hard"),
    ("历史遗留", "hard"),
    ("其他", "general"),
)
SINCE = date(2020, 1, 1)
FIELDS = (
    "order", "code", "name", "trigger", "clock", "side", "amount", "measure", "event", "follows",
    "approver", "reply_days", "template", "text", "basis", "is_active",
)  # fmt: skip


def load_categories(apps, schema_editor):
    Category = apps.get_model("cases", "Category")
    Category.objects.bulk_create(
        Category(name=name, handling_class=handling_class, position=position * 10)
        for position, (name, handling_class) in enumerate(CATEGORIES, start=1)
    )


def load_rungs(apps, schema_editor):
    """The first reminder and 催办 are switched on, letters switched off."""
    Rung = apps.get_model("cases", "Rung")
    Rung.objects.bulk_create(
        Rung(
            **{name: getattr(rung, name) for name in FIELDS},
            addressees=list(rung.addressees),
            lifts=list(rung.lifts),
            valid_from=SINCE,
            set_at=timezone.now(),
        )
        for rung in usual_rungs.USUAL
    )


def load_circumstances(apps, schema_editor):
    Circumstance = apps.get_model("cases", "ToleranceCircumstance")
    Circumstance.objects.bulk_create(
        Circumstance(
            text=text, basis=tolerance.USUAL_BASIS, valid_from=SINCE, set_at=timezone.now()
        )
        for text in tolerance.USUAL
    )


def load_all(apps, schema_editor):
    for load in (load_categories, load_rungs, load_circumstances):
        load(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_all_tables")]
    operations = [
        # In one step: before each Django puts all models of the site together anew.
        migrations.RunPython(load_all, migrations.RunPython.noop)
    ]
