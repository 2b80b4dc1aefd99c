"""What a person can do to a bulletin (通报): its words, its service, the sentence afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from cadres.files.services.uploads import Incoming
from cadres.pages.rules.action_fields import Day, Field, Files, Mark, Text
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules.workflow import BulletinVerb
from cases.bulletins.services.approving import (
    approve_bulletin,
    propose_bulletin,
    refuse_bulletin,
)
from cases.bulletins.services.drafting import (
    draft_erratum,
    recount_bulletin,
    withdraw_bulletin,
)
from cases.bulletins.services.receipts import record_receipt
from cases.bulletins.services.sealing import seal_bulletin
from cases.models import Bulletin
from cases.tickets.actions.base.shared_fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinAction:
    """One thing that a person can do: `service` takes the bulletin, `actor` and the words, and
    returns the bulletin to which the page leads afterwards."""

    verb: BulletinVerb
    lead: str
    service: Callable[..., Bulletin]
    said: str
    fields: tuple[Field, ...] = ()
    is_danger: bool = False

    def carry_out(self, row: Bulletin, words: dict[str, Any], *, actor: Viewer) -> Bulletin:
        """Do it; return the bulletin to be shown."""
        return self.service(row, actor=actor, **words)


# Whoever decides on a bulletin decides on what was shown.
_SEEN = Mark("digest")


def _receipt(
    row: Bulletin,
    *,
    actor: Viewer,
    body: str,
    receiver: str,
    on: date,
    root: str,
    receipt: list[Incoming],
) -> Bulletin:
    file = next(iter(receipt), None)
    words = {"body": body, "receiver": receiver, "on": on, "root": root}
    return record_receipt(row, actor=actor, receipt=file, **words).bulletin  # type: ignore[arg-type]


_ACTIONS = (
    BulletinAction(
        verb=BulletinVerb.PROPOSE,
        lead="送审后由县助企办主任或县领导审批全文和各数。内容再改，须重新送审。",
        service=propose_bulletin,
        said="已送审，县助企办主任和县领导会收到消息。",
    ),
    BulletinAction(
        verb=BulletinVerb.APPROVE,
        lead="批准的是现在的文字和各数；之后改动，审批失效。",
        fields=(_SEEN, note("审批意见")),
        service=approve_bulletin,
        said="审批通过，可以封存发布。",
    ),
    BulletinAction(
        verb=BulletinVerb.REFUSE,
        lead="退回后由经办人修改，再送审。",
        fields=(_SEEN, Text("reason", "退回原因", rows=3)),
        service=refuse_bulletin,
        said="已退回修改，送审人会收到消息。",
    ),
    BulletinAction(
        verb=BulletinVerb.SEAL,
        lead="封存时编期号，文字、各数、口径和每一格的明细从此不能改动；各责任单位和县领导会收到消息。"
        "有错的，只能用编号的更正。",
        service=seal_bulletin,
        said="已封存发布。请下载检查点，交另一个单位保管，收到回执后登记。",
    ),
    BulletinAction(
        verb=BulletinVerb.RECOUNT,
        lead="按同一截止日期重新取数，文字不变；数有变化的，须重新送审。",
        service=recount_bulletin,
        said="已重新取数。请核对文字里写的数。",
    ),
    BulletinAction(
        verb=BulletinVerb.WITHDRAW,
        lead="撤销后不能恢复，不占用期号，内容和原因保留。",
        fields=(Text("reason", "撤销原因", rows=2),),
        service=withdraw_bulletin,
        said="已撤销，没有编号，原因已记录。",
        is_danger=True,
    ),
    BulletinAction(
        verb=BulletinVerb.CORRECT,
        lead="按原来的截止日期和口径重新取数，逐格列出与已发布的不同，成为编号的更正；原通报保留不动。",
        fields=(Text("reason", "更正原因", rows=3),),
        service=draft_erratum,
        said="更正已草拟，请核对后送审。",
    ),
    BulletinAction(
        verb=BulletinVerb.RECEIPT,
        lead="另一个单位收下检查点后给的回执。登记后不能更改。",
        fields=(
            Text("body", "保管单位", longest=80, rows=0, help="例如：县纪委监委、市营商环境局。"),
            Text("receiver", "接收人", longest=40, rows=0),
            Day("on", "接收日期"),
            Text("root", "回执所载根摘要", longest=44, rows=0, help="检查点文件的第三行。"),
            Files("receipt", "回执文件", most=1, help="可不传。扫描件或照片，不超过 20 MB。"),
        ),
        service=_receipt,
        said="回执已登记。",
    ),
)
OF_BULLETINS = {action.verb: action for action in _ACTIONS}
