from django.db import migrations, models

LEAD_BODY = [
    ("city_discipline", "市纪委监委"), ("superior", "上级主管机关（垂直管理单位）"),
    ("county_discipline", "外县纪委监委"), ("county_office", "外县助企办"),
    ("justice", "司法行政机关（行政执法监督）"), ("police", "公安机关"), ("procuratorate", "检察机关"),
    ("court", "审判机关"), ("audit", "审计机关"), ("other", "其他机关"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("leads", "0004_leads_have_one_kind")]
    operations = [
        migrations.AlterField(
            model_name="lead",
            name="body",
            field=models.CharField(blank=True, choices=LEAD_BODY, default="", max_length=20),
        ),
    ]
