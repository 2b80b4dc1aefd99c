"""What the asking, the deciding and the coming back ask for, each for one kind of application."""

from __future__ import annotations

from django import forms

from cadres.rules import texts, wording
from cadres.selectors.filter_fields import DayField
from cadres.web.widgets import DayInput
from cases.rules.applications import ApplicationKind, Ground, Level
from cases.rules.unit_drafts import DraftKind
from cases.selectors import asking
from cases.selectors.applications import Asked
from cases.web.forms import DeedForm, words
from cases.web.forms_drafts import SpokenForm


def _hidden() -> forms.CharField:
    return forms.CharField(max_length=texts.DIGEST, widget=forms.HiddenInput, required=False)


class AskForm(SpokenForm):
    """Where one of the kind waits already, it is that one that is changed."""

    kind: ApplicationKind
    # What is taken over from the application that is changed.
    taken: tuple[str, ...] = ("reason",)

    def prepare(self) -> None:
        super().prepare()
        earlier = self.earlier
        if earlier and earlier.may_take_back:
            self.initial.setdefault("replaces", earlier.digest)
            for name in self.taken:
                self.initial.setdefault(name, getattr(earlier, name))
        self.explain()

    @property
    def earlier(self) -> Asked | None:
        waiting = self.page.applications.waiting
        return next((one for one in waiting if one.kind == self.kind), None)

    def explain(self) -> None:
        """Say beside the field what the limits allow."""


class ExtensionForm(AskForm):
    kind, spoken = ApplicationKind.EXTENSION, DraftKind.EXTENSION
    taken = ("reason", "days")

    days = forms.IntegerField(label="延长几个工作日", min_value=1, max_value=250)
    reason = words("延期理由", rows=3, help_text="写明为什么办不完、现在到哪一步、还要做什么。")

    def explain(self) -> None:
        stretch = asking.stretch(self.page.ticket, seen_by=self.viewer)
        terms, today = stretch.terms, self.viewer.today
        now, last = (
            wording.day(day, today, short=True) for day in (terms.due.on, stretch.farthest_on)
        )
        self.fields[
            "days"
        ].help_text = (
            f"现承诺 {now}，本次最远可延至 {last}；已延期 {terms.granted} 次，最多 {terms.times}。"
        )


class ParkingForm(AskForm):
    kind, spoken = ApplicationKind.PARKING, DraftKind.PARKING
    taken = ("reason", "until_on")

    ground = forms.ChoiceField(label="挂账原因", choices=Ground.choices, widget=forms.RadioSelect)
    reason = words("挂账理由", rows=3, help_text="写明缺什么依据或条件，企业那里怎样解释。")
    until_on = DayField(label="复查日期", widget=DayInput())

    def explain(self) -> None:
        review = asking.review(self.page.ticket, seen_by=self.viewer)
        latest = wording.day(review.latest_on, self.viewer.today, short=True)
        self.fields["until_on"].help_text = f"到这一天自动恢复办理，最迟 {latest}。"


class PlanForm(AskForm):
    kind, spoken = ApplicationKind.PLAN, DraftKind.PLAN
    taken = ("reason", "owner", "until_on")

    owner = forms.CharField(
        label="计划责任人", max_length=texts.NAME, help_text="谁对兑现负责，写到人。"
    )
    until_on = DayField(label="计划兑现日期", widget=DayInput())
    reason = words("理由和步骤", rows=4, help_text="为什么现在办不完，分几步、每步到什么时候。")

    def explain(self) -> None:
        latest = asking.longest_plan(self.page.ticket, seen_by=self.viewer)
        if latest is not None:
            until = wording.day(latest, self.viewer.today, short=True)
            self.fields["until_on"].help_text = f"这一天前提交办结，最迟 {until}。"


class HandUpForm(AskForm):
    kind, spoken = ApplicationKind.HAND_UP, DraftKind.HAND_UP
    taken = ("reason", "tried", "proposal")

    level = forms.ChoiceField(label="提级到", choices=Level.choices, widget=forms.RadioSelect)
    reason = words("提级理由", rows=2, help_text="为什么本级、本单位解决不了。")
    tried = words("已采取的措施", rows=3, help_text="找过谁、协调过几次、结果怎样。")
    proposal = words("建议", rows=2, help_text="请上级做什么决定，由谁牵头。")


class DecisionForm(DeedForm):
    """Carries the digest of what was seen: what changed meanwhile is not decided on."""

    kind: ApplicationKind

    note = words("审批意见", rows=2, required=False, help_text="可不填。")
    digest = _hidden()

    def prepare(self) -> None:
        for one in self.page.applications.waiting:
            if one.kind == self.kind:
                self.initial.setdefault("digest", one.digest)


class RefusalForm(DecisionForm):
    note = words("不批准的理由", rows=2)


class GrantExtension(DecisionForm):
    kind = ApplicationKind.EXTENSION


class RefuseExtension(RefusalForm):
    kind = ApplicationKind.EXTENSION


class GrantParking(DecisionForm):
    kind = ApplicationKind.PARKING


class RefuseParking(RefusalForm):
    kind = ApplicationKind.PARKING


class GrantPlan(DecisionForm):
    kind = ApplicationKind.PLAN


class RefusePlan(RefusalForm):
    kind = ApplicationKind.PLAN


class GrantHandUp(DecisionForm):
    kind = ApplicationKind.HAND_UP


class RefuseHandUp(RefusalForm):
    kind = ApplicationKind.HAND_UP


class TakeBackForm(DeedForm):
    kind = forms.ChoiceField(label="撤回哪件申请", widget=forms.RadioSelect)
    note = words("撤回原因", rows=2, required=False, help_text="可不填。")

    def prepare(self) -> None:
        own = [one.kind for one in self.page.applications.all if one.may_take_back]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in own]  # type: ignore[attr-defined]
        if len(own) == 1:
            self.initial.setdefault("kind", own[0].value)


class BringBackForm(DeedForm):
    answer = words("会商或上级意见", help_text="会议或上级怎样定的、由谁办、什么时候办完。")
