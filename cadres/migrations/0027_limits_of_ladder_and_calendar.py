"""How long a unit has to itself before the ladder asks it; from when on a missing calendar is told."""

from datetime import date

from django.db import migrations, models
from django.utils import timezone

from cadres.rules.presets import DEFAULT

SINCE = date(2020, 1, 1)


def load_limit(apps, schema_editor):
    """Rows that somebody has set stay; an installation just begun has them all already."""
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
        if limit.key in ("ladder_quiet", "calendar_warning")
        and (limit.key, limit.subject) not in known
    )


class Migration(migrations.Migration):
    dependencies = [("cadres", "0026_limit_of_paper_codes")]
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
                    ("ladder_quiet", "新接手的单位多久后才督办"),
                    ("calendar_warning", "次年日历未载入，元旦前多久起提醒"),
                    ("lead_whole", "线索：发现到送达"),
                    ("lead_propose", "线索：提出移送建议"),
                    ("lead_tell", "线索：紧急的先口头移送"),
                    ("lead_approve", "线索：审批"),
                    ("lead_deliver", "线索：审批后送达"),
                    ("lead_letter", "线索：口头移送后补函"),
                    ("lead_sign", "线索：签收"),
                    ("lead_decide", "线索：决定是否受理"),
                    ("lead_supply", "线索：补充材料"),
                    ("lead_rounds", "线索：补充材料次数"),
                    ("lead_dispose", "线索：提出处置意见"),
                    ("lead_progress", "线索：反馈进展"),
                    ("lead_feedback", "线索：办结后反馈"),
                    ("lead_longest", "线索：最长办理期限"),
                    ("lead_extended", "线索：经批准的最长办理期限"),
                    ("lead_silence", "线索：多久未反馈提交联席会议"),
                    ("lead_stub", "线索：密封转送上级"),
                    ("lead_watch", "线索：规则提示回看已办结工单"),
                    ("room_open", "线索室：一次打开钥匙最长"),
                    ("room_tries", "线索室：口令连续输错次数"),
                    ("room_shut", "线索室：口令输错后停用"),
                    ("room_permission", "线索室：恢复许可有效期"),
                    ("room_lent", "线索室：批准查阅有效期"),
                    ("room_code", "线索室：启用码、建钥码有效期"),
                ],
                max_length=30,
                verbose_name="环节",
            ),
        ),
        migrations.RunPython(load_limit, migrations.RunPython.noop),
    ]
