"""约谈: arranged in its 通知书 before that is issued, and recorded once it was held."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cadres.errors import Conflict, Invalid, WrongState
from cadres.submissions.rules.edits import Read
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules import composing, sheets, workflow
from cases.letters.rules.kinds import LetterKind, LetterState
from cases.letters.rules.kinds_of_letters import talk_notice
from cases.letters.rules.kinds_of_letters.talk_notice import Meeting
from cases.letters.rules.workflow import LetterVerb
from cases.letters.selectors import letters
from cases.letters.services.drafting import edit_letter, ready
from cases.models import Letter, Talk
from cases.tickets.rules.workflow import Action
from cases.tickets.services.transitions import advance

NOT_ARRANGED = "约谈的时间、地点和主持人还没有确定，请先“安排约谈”。"


@transaction.atomic
def arrange_talk(letter: Letter, *, actor: Viewer, read: Read, **words: object) -> Letter:
    """When, where, by whom, with whom: it is written into the letter, which is a draft again."""
    letter = ready(letter, LetterVerb.EDIT, actor=actor)
    _check_is_talk(letter)
    meeting = _meeting(words)
    _check_meeting(meeting, actor)
    before = Talk.objects.filter(letter=letter).first()
    kept = composing.words_of(sheets.from_data(letter.sheet), letter.reply_days)
    fields = composing.fields_of(kept)
    fields["body"] = talk_notice.arranged(kept.body, meeting_of(before), meeting)
    letter = edit_letter(letter, actor=actor, words=composing.Words(**fields), read=read)
    Talk.objects.update_or_create(
        letter=letter,
        defaults={
            "planned_at": meeting.planned_at,
            "place": meeting.place,
            "host": meeting.host,
            "invited": meeting.invited,
            "arranged_by_id": actor.person_id,
            "arranged_at": actor.at,
        },
    )
    return letter


@transaction.atomic
def record_talk(
    letter: Letter,
    *,
    actor: Viewer,
    held_at: datetime,
    attended: str,
    said: str,
    answered: str,
    measures: str,
    measures_until: date,
) -> Letter:
    """约谈记录: what was said, answered and asked; once."""
    letter = letters.fetch(letter.pk, seen_by=actor)
    talk = _held(letter, actor)
    words = {"attended": attended, "said": said, "measures": measures}
    _check_record(words, held_at, measures_until, actor)
    talk.held_at, talk.measures_until = held_at, measures_until
    talk.attended, talk.said, talk.measures = (one.strip() for one in words.values())
    talk.answered = answered.strip()
    talk.recorded_by_id, talk.recorded_at = actor.person_id, actor.at
    talk.save(update_fields=_RECORDED)
    ticket = letter.ticket
    assert ticket is not None
    note = f"已约谈：{talk.measures}（{measures_until.month}月{measures_until.day}日前完成）"
    advance(ticket, Action.SUPERVISE, actor=actor, note=note)
    audit.record("letter.record_talk", letter, actor=actor)
    return letter


def check_arranged(letter: Letter) -> None:
    """Raise WrongState where a 约谈通知书 says neither when nor where."""
    if letter.kind == LetterKind.TALK and not Talk.objects.filter(letter=letter).exists():
        raise WrongState(NOT_ARRANGED)


def meeting_of(talk: Talk | None) -> Meeting | None:
    return Meeting(talk.planned_at, talk.place, talk.host, talk.invited) if talk else None


_RECORDED = (
    *("held_at", "attended", "said", "answered", "measures", "measures_until"),
    *("recorded_by", "recorded_at"),
)


def _held(letter: Letter, actor: Viewer) -> Talk:
    """Lock what was arranged, and check that it may be recorded."""
    _check_is_talk(letter)
    workflow.check_writes(letter, actor)
    talk = Talk.objects.select_for_update(no_key=True).filter(letter=letter).first()
    if talk is None or letter.state != LetterState.ISSUED:
        raise WrongState("约谈通知书印发之后，才能登记约谈记录。")
    if talk.recorded_at is not None:
        raise Conflict("这次约谈已经登记过记录，不能重复登记。")
    return talk


def _meeting(words: dict[str, object]) -> Meeting:
    planned_at = words["planned_at"]
    assert isinstance(planned_at, datetime)
    return Meeting(
        planned_at,
        str(words["place"]).strip(),
        str(words["host"]).strip(),
        str(words["invited"]).strip(),
    )


def _check_is_talk(letter: Letter) -> None:
    if letter.kind != LetterKind.TALK:
        raise WrongState("只有约谈通知书可以安排和登记约谈。")


def _check_meeting(meeting: Meeting, actor: Viewer) -> None:
    problems = {}
    if meeting.planned_at <= actor.at:
        problems["planned_at"] = "约谈时间须在现在之后。"
    if not meeting.place:
        problems["place"] = "请填写约谈地点。"
    if not meeting.host:
        problems["host"] = "请填写主持人。"
    if not meeting.invited:
        problems["invited"] = "请填写被约谈人（职务）。"
    _refuse(problems)


def _check_record(
    words: dict[str, str], held_at: datetime, measures_until: date, actor: Viewer
) -> None:
    asked = {
        "attended": "请填写参加人员。",
        "said": "请填写约谈内容。",
        "measures": "请填写整改要求。",
    }
    problems = {name: sentence for name, sentence in asked.items() if not words[name].strip()}
    if held_at > actor.at:
        problems["held_at"] = "约谈时间不能晚于现在。"
    if measures_until < timezone.localdate(held_at):
        problems["measures_until"] = "整改期限不能早于约谈当天。"
    _refuse(problems)


def _refuse(problems: dict[str, str]) -> None:
    if problems:
        raise Invalid("没有保存：" + "".join(problems.values()), problems)
