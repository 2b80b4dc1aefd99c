"""What a person can do to a bad rating: its words, its service, and the sentence afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cadres.pages.rules.action_fields import Choice, Day, Field, Mark, Offer, Row, Text
from cadres.viewers.rules.viewer import Viewer
from cases.models import RatingCase
from cases.window_ratings.rules.demands import ASKED, Demand
from cases.window_ratings.rules.outcomes import AppealState, CallBack, Ground, Use
from cases.window_ratings.rules.procedure import Verb
from cases.window_ratings.selectors import case_page
from cases.window_ratings.services.appeals import appeal_digest, decide_appeal, file_appeal
from cases.window_ratings.services.handling import (
    answer_case,
    answer_digest,
    call_back,
    return_answer,
    sign_answer,
    start_case,
    tell_rater,
    verify_case,
)
from cases.window_ratings.services.publishing import (
    approve_copy,
    copy_digest,
    draft_copy,
    publish_copy,
    record_use,
    refuse_copy,
)
from cases.window_ratings.services.raters import share_contact


def _nothing(case: RatingCase, viewer: Viewer) -> Offer:
    return Offer()


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingAction:
    """One thing that a person can do to a bad rating.

    `address` is the last part of its address, `step` the step of the table by which it may be done;
    `service` takes the case, `actor` and the words; `shows` names what the page shows to be read:
    the unit's answer, the public copy, the appeal.
    """

    address: str
    step: Verb
    label: str
    lead: str
    service: Callable[..., RatingCase]
    said: str
    fields: tuple[Field, ...] = ()
    offer: Callable[[RatingCase, Viewer], Offer] = _nothing
    shows: str = ""

    def carry_out(self, case: RatingCase, words: dict[str, Any], *, actor: Viewer) -> RatingCase:
        """Do it; return the matter after it."""
        return self.service(case, actor=actor, **words)


def _offer_units(case: RatingCase, viewer: Viewer) -> Offer:
    return Offer(
        rows={"unit": case_page.units(case, seen_by=viewer)}, initial={"unit": case.unit_id}
    )


def _offer_answer(case: RatingCase, viewer: Viewer) -> Offer:
    asked = ASKED[Demand(case.demand)] if case.demand else ASKED[Demand.AT_ONCE]
    return Offer(
        initial={"answer": case.answer, "second": case.second, "done_on": case.done_on},
        labels={"answer": asked.first, "second": asked.second},
    )


def _offer_answer_seen(case: RatingCase, viewer: Viewer) -> Offer:
    return Offer(initial={"digest": answer_digest(case)})


def _offer_copy(case: RatingCase, viewer: Viewer) -> Offer:
    return Offer(initial={"text": case.public_text or case_page.proposed_copy(case)})


def _offer_copy_seen(case: RatingCase, viewer: Viewer) -> Offer:
    return Offer(initial={"digest": copy_digest(case)})


def _offer_appeal(case: RatingCase, viewer: Viewer) -> Offer:
    found = case_page.waiting_appeal(case, seen_by=viewer)
    return Offer(initial={"digest": appeal_digest(found) if found else ""})


# What is decided on is what the page showed.
_SEEN = Mark("digest")
_OUTCOMES = [one for one in AppealState.choices if one[0] != AppealState.WAITING]
_HOW = (("电话", "电话"), ("当面", "当面"), ("短信", "短信"), ("网上回复", "网上回复"))
_ACTIONS = (
    RatingAction(
        address="start",
        step=Verb.START,
        label="启动核实",
        lead="向评价人和窗口了解情况。评价人信息保密，只由中心联系。",
        service=start_case,
        said="已启动核实，核实时限从现在起算。",
    ),
    RatingAction(
        address="verify",
        step=Verb.VERIFY,
        label="登记核实结果",
        lead="写明核实到的事实，选择整改要求；责任单位不对的在这里改。",
        fields=(
            Text("finding", "核实情况", rows=5, help="只写事实，不写评价人姓名和电话。"),
            Choice(
                "demand",
                "整改要求",
                choices=[(one.value, f"{one.label}——{ASKED[one].fits}") for one in Demand],
            ),
            Row("unit", "责任单位", is_picked=True),
        ),
        offer=_offer_units,
        service=verify_case,
        said="核实结果已登记。请草拟交办函，送主任审批。",
    ),
    RatingAction(
        address="answer",
        step=Verb.ANSWER,
        label="填报整改",
        lead="按交办函的要求填写，由本单位负责人签发后送中心。",
        fields=(
            Text("answer", "整改情况", rows=5),
            Text("second", "其他要求说明的情况", rows=5),
            Day("done_on", "完成日期"),
        ),
        offer=_offer_answer,
        service=answer_case,
        said="已填报，本单位负责人会收到消息。",
    ),
    RatingAction(
        address="sign",
        step=Verb.SIGN,
        label="签发整改",
        lead="签发的是现在的内容；签发后送中心反馈评价人，不能再改。",
        fields=(_SEEN,),
        offer=_offer_answer_seen,
        service=sign_answer,
        said="已签发，政务服务中心会收到消息。",
        shows="answer",
    ),
    RatingAction(
        address="return",
        step=Verb.RETURN,
        label="退回经办",
        lead="退回后由经办重新填报，整改时限照常计算。",
        fields=(Text("reason", "退回原因", rows=3),),
        service=return_answer,
        said="已退回，经办会收到消息。",
        shows="answer",
    ),
    RatingAction(
        address="tell",
        step=Verb.TELL,
        label="反馈评价人",
        lead="把整改情况告诉评价人，并记下怎么反馈的、评价人怎么说。",
        fields=(
            Choice("how", "反馈方式", choices=_HOW),
            Text("told", "反馈情况", rows=4, help="只有中心看得到。"),
        ),
        service=tell_rater,
        said="反馈已登记，等没有经手的同志回访。",
        shows="answer",
    ),
    RatingAction(
        address="call-back",
        step=Verb.CALL_BACK,
        label="登记回访",
        lead="由没有经手的同志回访评价人。不满意的，退回单位再整改一轮。",
        fields=(
            Choice("outcome", "回访结果", choices=CallBack.choices),
            Text("said", "评价人怎么说", rows=4, help="只有中心看得到。"),
        ),
        service=call_back,
        said="回访已登记。",
        shows="answer",
    ),
    RatingAction(
        address="copy",
        step=Verb.COPY,
        label="拟公示稿",
        lead="公开的只有这些文字，和单位、窗口的名称：不写姓名、电话、证件号，称“办事人”“窗口人员”。",
        fields=(Text("text", "公示稿", rows=8, longest=1000),),
        offer=_offer_copy,
        service=draft_copy,
        said="公示稿已送审，主任会收到消息。",
        shows="answer",
    ),
    RatingAction(
        address="approve",
        step=Verb.APPROVE,
        label="审定公示稿",
        lead="审定的是现在的文字，公开时列出单位和窗口。审定后由另一位同志发布。",
        fields=(_SEEN,),
        offer=_offer_copy_seen,
        service=approve_copy,
        said="公示稿已审定，请由另一位同志发布。",
        shows="copy",
    ),
    RatingAction(
        address="refuse",
        step=Verb.REFUSE,
        label="退回公示稿",
        lead="退回后重新起草。",
        fields=(_SEEN, Text("reason", "退回原因", rows=3)),
        offer=_offer_copy_seen,
        service=refuse_copy,
        said="公示稿已退回。",
        shows="copy",
    ),
    RatingAction(
        address="publish",
        step=Verb.PUBLISH,
        label="发布公示",
        lead="发布后列入“整改结果公示”，可导出供政府网站刊登。",
        fields=(_SEEN,),
        offer=_offer_copy_seen,
        service=publish_copy,
        said="已发布。",
        shows="copy",
    ),
    RatingAction(
        address="apply",
        step=Verb.APPLY,
        label="登记结果应用",
        lead="这件差评的结果用在了哪里。登记后闭环结束。",
        fields=(
            Choice("use", "怎样应用", choices=Use.choices),
            Text("words", "应用情况", rows=3, help="例如：计入四季度效能评价。"),
        ),
        service=record_use,
        said="结果应用已登记，闭环结束。",
    ),
    RatingAction(
        address="share",
        step=Verb.SHARE,
        label="告知联系方式",
        lead="单位整改确需联系评价人的，允许单位在整改期间查看联系方式；每次查看都有记录。",
        fields=(Text("reason", "为什么需要联系", rows=3),),
        service=share_contact,
        said="单位在整改期间可以查看联系方式，每次查看都有记录。",
    ),
    RatingAction(
        address="appeal",
        step=Verb.APPEAL,
        label="提出申诉",
        lead="误评、恶意差评或者不是本单位办理的，由负责人提出；裁定前整改时限照常计算。",
        fields=(
            Choice("ground", "申诉理由", choices=Ground.choices),
            Text("words", "事实和证据", rows=5),
        ),
        service=file_appeal,
        said="申诉已提出，政务服务中心会收到消息。",
    ),
    RatingAction(
        address="decide",
        step=Verb.DISMISS,
        label="裁定申诉",
        lead="由没有核实、没有提出申诉的负责人裁定。成立的，这条评价不计入；不是本单位的，重新核实。",
        fields=(
            _SEEN,
            Choice("outcome", "是否成立", choices=_OUTCOMES),
            Text("decision", "裁定理由", rows=4),
        ),
        offer=_offer_appeal,
        service=decide_appeal,
        said="申诉已裁定，单位会收到消息。",
        shows="appeal",
    ),
)
OF_CASES = {action.address: action for action in _ACTIONS}
