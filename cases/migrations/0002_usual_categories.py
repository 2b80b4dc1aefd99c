"""The classes of problems that county ledgers use, with the handling class proposed for each."""

from django.db import migrations

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


def add(apps, schema_editor):
    category = apps.get_model("cases", "Category")
    for position, (name, handling_class) in enumerate(CATEGORIES, start=1):
        category.objects.get_or_create(
            name=name, defaults={"handling_class": handling_class, "position": position * 10}
        )


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_tickets")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
