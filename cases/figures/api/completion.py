"""The completion report as data: the same figures as the page."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.pages.api.day_field import DayField
from cadres.pages.api.views import ApiView
from cases.figures.api.definitions import DefinitionName, RateAnswer
from cases.figures.exchange import completion_export
from cases.figures.rules.completion import By, Period
from cases.figures.selectors import clock_differences, completion, disputes
from cases.figures.selectors.completion import Question
from cases.tickets.rules.clocks.binding_days import Whose


class CompletionQuestion(serializers.Serializer):
    since = DayField(label="起始日期", help_text="登记日期自")
    until = DayField(label="截止日期", help_text="登记日期至")
    by = serializers.ChoiceField(By.choices, default=By.UNIT.value)
    as_of = DayField(required=False, default=None, help_text="按当日情况回看")
    own = serializers.BooleanField(default=False, help_text="只看本人包联的企业")


class FiguresAnswer(serializers.Serializer):
    received = serializers.IntegerField()
    closed_on_time = serializers.IntegerField()
    closed_late = serializers.IntegerField()
    open_within_limit = serializers.IntegerField()
    open_overdue = serializers.IntegerField()
    unconfirmed = serializers.IntegerField()
    timely_rate = RateAnswer()
    completion_rate = RateAnswer()
    solved = serializers.IntegerField()
    outcome_not_asked = serializers.IntegerField(help_text="已办结而没有问过结果，不在解决率分母中")
    redone = serializers.IntegerField()
    redone_rounds = serializers.IntegerField()
    closed_within_extension = serializers.IntegerField()
    parked = serializers.IntegerField()
    unreached = serializers.IntegerField(help_text="联系不上：计入收到，不算办结")
    no_answer = serializers.IntegerField(help_text="未答复：计入收到，不算办结，不算满意")
    planned = serializers.IntegerField(help_text="列入计划：计入收到，不算办结")
    redirected = serializers.IntegerField(help_text="转法定渠道：计入收到，不算办结")
    withdrawn = serializers.IntegerField(help_text="企业撤回：计入收到，不算办结")
    deregistered = serializers.IntegerField(help_text="企业已注销：计入收到，不算办结")
    missed_elsewhere = serializers.IntegerField(help_text="对企业承诺已超期、承办时限未超期")
    kept_all_the_same = serializers.IntegerField(help_text="承办时限已超期、对企业承诺未超期")
    solution_rate = RateAnswer()
    plans_due = serializers.IntegerField(help_text="已到计划日期的件")
    plans_kept = serializers.IntegerField(help_text="在计划日期前办成并经企业确认的件")
    fulfilment_rate = RateAnswer(help_text="到期兑现率")
    satisfaction_rate = RateAnswer(required=False, help_text="只给可以看评价的人")
    participation_rate = RateAnswer(required=False, help_text="只给可以看评价的人")


class CompletionRow(FiguresAnswer):
    key = serializers.CharField()
    label = serializers.CharField()


class DisputesAnswer(serializers.Serializer):
    objections = serializers.IntegerField()
    tickets = serializers.IntegerField()
    waiting = serializers.IntegerField()
    refused = serializers.IntegerField()
    working_days = serializers.IntegerField()
    average = serializers.FloatField(allow_null=True)
    longest = serializers.IntegerField()


class DifferenceAnswer(serializers.Serializer):
    key = serializers.CharField(allow_blank=True)
    label = serializers.CharField()
    missed_elsewhere = serializers.IntegerField()
    kept_all_the_same = serializers.IntegerField()
    working_days = serializers.DictField(
        child=serializers.IntegerField(),
        help_text="对企业承诺已超期、承办时限未超期的件，各环节用时",
    )


class CompletionAnswer(serializers.Serializer):
    """The figures of the page, as `completion_out` writes them."""

    until = DayField()
    as_of = DayField()
    by = serializers.ChoiceField(By.choices)
    clock = serializers.ChoiceField(Whose.choices, help_text="按谁的时限统计")
    definitions = DefinitionName(many=True, help_text="各数按哪一版口径统计")
    rows = CompletionRow(many=True)
    total = FiguresAnswer()
    merged = serializers.IntegerField(help_text="并入其他工单、不计入以上各数的件数")
    differences = DifferenceAnswer(many=True, help_text="两个时限的差额，最后一行为合计；没有则空")
    disputes = DisputesAnswer()

    def get_fields(self) -> dict[str, serializers.Field]:
        """`from` and `to` are the words that go out; the first is no name in Python."""
        fields = super().get_fields()
        until = fields.pop("until")
        return {"from": DayField(), "to": until, **fields}


class CompletionView(ApiView):
    """按时办结率 = 按时办结 ÷（已办结 + 在办已超期）; a rate of nothing is null."""

    question = CompletionQuestion

    @extend_schema(responses=CompletionAnswer)
    def get(self, request: Request) -> Response:
        asked = self._asked()
        question = Question(
            Period(asked["since"], asked["until"]), By(asked["by"]), asked["as_of"], asked["own"]
        )
        report = completion.report(question, seen_by=request.viewer)
        disputed = disputes.of(question, seen_by=request.viewer)
        lost = completion_export.disputes_as_data(disputed)
        different = clock_differences.of(report)
        return Response(completion_export.as_data(report, different) | {"disputes": lost})
