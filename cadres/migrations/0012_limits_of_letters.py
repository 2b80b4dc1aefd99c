"""How long a unit has to answer a letter; a county sets its own."""

from datetime import date

from django.db import migrations, models
from django.utils import timezone

from cadres.rules.presets import DEFAULT

SINCE = date(2020, 1, 1)
KEYS = ("urge_reply", "hint_reply", "letter_reply")


def load(apps, schema_editor):
    """An installation just begun has them already."""
    TimeLimit = apps.get_model("cadres", "TimeLimit")
    open_rows = TimeLimit.objects.filter(region__isnull=True, valid_to__isnull=True)
    known = set(open_rows.values_list("key", "subject"))
    TimeLimit.objects.bulk_create(
        TimeLimit(
            key=limit.key,
            subject=limit.subject,
            amount=limit.amount,
            unit=limit.unit,
            basis=limit.basis,
            valid_from=SINCE,
            preset=DEFAULT.code,
            set_at=timezone.now(),
        )
        for limit in DEFAULT.limits
        if limit.key in KEYS and (limit.key, limit.subject) not in known
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0011_limits_of_side_roads"),
    ]

    operations = [
        migrations.AlterField(
            model_name="timelimit",
            name="key",
            field=models.CharField(
                choices=[
                    ("promise", "对企业承诺"),
                    ("unit_own", "本单位用时"),
                    ("dispatch", "登记到交办"),
                    ("accept", "签收"),
                    ("objection", "提出异议"),
                    ("objection_decision", "裁定异议"),
                    ("first_feedback", "首次反馈"),
                    ("co_answer", "协办回复主办"),
                    ("extension_notice", "申请延期须提前"),
                    ("head_decision", "单位负责人审批"),
                    ("call_back", "回访"),
                    ("link_valid", "企业确认链接有效期"),
                    ("visit_cool_down", "再次走访前的提示"),
                    ("returns_per_unit", "每单位退回次数"),
                    ("returns_per_ticket", "每件退回次数"),
                    ("extension_times", "延期次数"),
                    ("extension_length", "每次延期最长"),
                    ("extension_decision", "延期审批"),
                    ("parking_decision", "挂账审批"),
                    ("parking_review", "挂账复查间隔"),
                    ("hand_up_decision", "提级审批"),
                    ("hand_up_pause", "提级期间停计本单位用时"),
                    ("question_answer", "企业补充"),
                    ("redo", "重办时限"),
                    ("redo_times", "重办次数上限"),
                    ("explanations", "解释说明次数"),
                    ("withdrawal_sample", "撤单质检比例"),
                    ("withdrawal_risk", "联系企业后多久内撤回必须质检"),
                    ("recheck_first", "首次回头看"),
                    ("recheck_second", "再次回头看"),
                    ("recheck_sample", "回头看抽查比例"),
                    ("next_feedback", "下次反馈最迟"),
                    ("plan_feedback", "列入计划的再次答复"),
                    ("plan_longest", "列入计划最长"),
                    ("topic", "专题办理"),
                    ("part_accept", "协办签收"),
                    ("longest", "最长办理期限"),
                    ("urge_reply", "回复催办通知"),
                    ("hint_reply", "回复督办提示函"),
                    ("letter_reply", "回复督办函"),
                ],
                max_length=30,
                verbose_name="环节",
            ),
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
