"""Words of new deeds, and the index from which figures of outcomes are counted too."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("cases", "0009_classes_with_terms_of_their_own"),
    ]

    operations = [
        migrations.AlterField(
            model_name="round",
            name="cause",
            field=models.CharField(
                choices=[
                    ("filed", "首次办理"),
                    ("denied", "企业反映未解决"),
                    ("redo", "助企办要求重新办理"),
                    ("recheck", "回访不属实"),
                ],
                max_length=10,
                verbose_name="起因",
            ),
        ),
        migrations.AlterField(
            model_name="ticketevent",
            name="action",
            field=models.CharField(
                choices=[
                    ("file", "登记"),
                    ("import", "台账导入"),
                    ("correct", "更正"),
                    ("void", "作废"),
                    ("dispatch", "交办"),
                    ("recall", "撤回交办"),
                    ("accept", "签收"),
                    ("object", "退回异议"),
                    ("measure", "登记举措"),
                    ("note", "反馈进展"),
                    ("resolve", "提交办结"),
                    ("send_back", "退回补办"),
                    ("approve", "审核通过"),
                    ("link", "发确认链接"),
                    ("confirm", "企业确认"),
                    ("call_back", "电话回访确认"),
                    ("deny", "企业反映未解决"),
                    ("deny_by_call", "回访反映未解决"),
                    ("refuse_objection", "退回未受理"),
                    ("raise", "提请助企办主任"),
                    ("settle", "主任处理"),
                    ("reassign", "改派"),
                    ("hand_over", "转交经办"),
                    ("add_share", "增加协办分办"),
                    ("accept_share", "协办签收"),
                    ("answer_share", "协办答复"),
                    ("end_share", "结束协办分办"),
                    ("promise_feedback", "约定下次反馈"),
                    ("ask_extension", "申请延期"),
                    ("grant_extension", "批准延期"),
                    ("refuse_extension", "不批准延期"),
                    ("ask_parking", "申请挂账"),
                    ("grant_parking", "批准挂账"),
                    ("refuse_parking", "不批准挂账"),
                    ("unpark", "挂账恢复办理"),
                    ("ask_hand_up", "申请提级"),
                    ("grant_hand_up", "批准提级"),
                    ("refuse_hand_up", "不批准提级"),
                    ("bring_back", "提级返回"),
                    ("take_back", "撤回申请"),
                    ("raise_approval", "逾期未审转上级"),
                    ("ask", "请企业补充"),
                    ("answer", "企业补充"),
                    ("resume", "恢复办理"),
                    ("withdraw", "企业撤回诉求"),
                    ("redirect", "转法定渠道"),
                    ("explain", "解释说明"),
                    ("close_explained", "解释后办结"),
                    ("outer_number", "登记外部编号"),
                    ("merge", "并入"),
                    ("absorb", "收到并入"),
                    ("join_topic", "归入专题"),
                    ("leave_topic", "移出专题"),
                    ("redo", "重新办理"),
                    ("recheck", "回头看"),
                    ("reopen", "回访不属实，重新办理"),
                    ("revive", "回访不属实，重新交办"),
                    ("remind", "催办"),
                    ("supervise", "督办"),
                    ("reply", "回复督办"),
                    ("exempt", "容错免责"),
                    ("recount", "按新日历重算时限"),
                ],
                max_length=20,
            ),
        ),
        RemoveIndexConcurrently(model_name="ticket", name="ticket_figures"),
        AddIndexConcurrently(
            model_name="ticket",
            index=models.Index(
                fields=["county", "filed_on"],
                name="ticket_figures",
                include=[
                    "id",
                    "unit",
                    "state",
                    "due_on",
                    "promised_on",
                    "approved_on",
                    "is_late_hours",
                    "outcome",
                    "round",
                    "category",
                    "township",
                ],
            ),
        ),
        AddIndexConcurrently(
            model_name="ticket",
            index=models.Index(
                fields=["plan_due_on"],
                name="ticket_plan_due",
                condition=models.Q(state="closed", outcome="planned"),
            ),
        ),
    ]
