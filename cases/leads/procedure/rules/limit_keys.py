"""Which steps of a lead, and of the keys to the room, have limits."""

from __future__ import annotations

from cadres.deadlines.rules.limit_groups import DAYS, Group
from cadres.deadlines.rules.limits import LimitKey, LimitUnit

LEAD_WHOLE = LimitKey("lead_whole", "线索：发现到送达")
LEAD_PROPOSE = LimitKey("lead_propose", "线索：提出移送建议")
LEAD_TELL = LimitKey("lead_tell", "线索：紧急的先行告知（当面）")
LEAD_APPROVE = LimitKey("lead_approve", "线索：审批")
LEAD_DELIVER = LimitKey("lead_deliver", "线索：审批后送达")
LEAD_LETTER = LimitKey("lead_letter", "线索：先行告知（当面）后补函")
LEAD_SIGN = LimitKey("lead_sign", "线索：签收")
LEAD_DECIDE = LimitKey("lead_decide", "线索：转送或退回")
LEAD_SUPPLY = LimitKey("lead_supply", "线索：补充材料")
LEAD_ROUNDS = LimitKey("lead_rounds", "线索：补充材料次数", LimitUnit.TIMES)
LEAD_PROGRESS = LimitKey("lead_progress", "线索：反馈进展")
LEAD_LONGEST = LimitKey("lead_longest", "线索：结果反馈期限", *DAYS)
LEAD_EXTENDED = LimitKey("lead_extended", "线索：经批准的结果反馈期限", *DAYS)
LEAD_INTAKE = LimitKey("lead_intake", "线索：告知实名反映人受理情况")
LEAD_RESULT = LimitKey("lead_result", "线索：告知实名反映人办理结果")
LEAD_SILENCE = LimitKey("lead_silence", "线索：多久未反馈提交联席会议", *DAYS)
LEAD_STUB = LimitKey("lead_stub", "线索：密封转送上级")
# Closed so many days ago, whatever days they were.
LEAD_WATCH = LimitKey("lead_watch", "线索：规则提示回看已办结工单", LimitUnit.CALENDAR_DAY)
# Whoever holds a key holds it by the clock on the wall.
ROOM_OPEN = LimitKey("room_open", "线索室：一次解锁最长", LimitUnit.HOUR)
ROOM_TRIES = LimitKey("room_tries", "线索室：口令连续输错次数", LimitUnit.TIMES)
ROOM_SHUT = LimitKey("room_shut", "线索室：口令输错后停用", LimitUnit.HOUR)
ROOM_PERMISSION = LimitKey("room_permission", "线索室：恢复许可有效期", LimitUnit.HOUR)
ROOM_LENT = LimitKey("room_lent", "线索室：批准查阅有效期", LimitUnit.HOUR)
ROOM_CODE = LimitKey("room_code", "线索室：启用码、建钥码有效期", LimitUnit.HOUR)

GROUPS = (
    Group(
        120,
        "问题线索移送",
        (
            LEAD_WHOLE,
            LEAD_PROPOSE,
            LEAD_TELL,
            LEAD_APPROVE,
            LEAD_DELIVER,
            LEAD_LETTER,
            LEAD_SIGN,
            LEAD_DECIDE,
            LEAD_SUPPLY,
            LEAD_ROUNDS,
            LEAD_PROGRESS,
            LEAD_LONGEST,
            LEAD_EXTENDED,
            LEAD_INTAKE,
            LEAD_RESULT,
            LEAD_SILENCE,
            LEAD_STUB,
            LEAD_WATCH,
        ),
    ),
    Group(
        130,
        "线索室的钥匙",
        (
            ROOM_OPEN,
            ROOM_TRIES,
            ROOM_SHUT,
            ROOM_PERMISSION,
            ROOM_LENT,
            ROOM_CODE,
        ),
    ),
)
