"""Deeds on a ticket: asking its unit to hurry, putting it into a topic, taking it out."""

from __future__ import annotations

from cadres.rules.viewer import Viewer
from cases.actions.action import Words
from cases.actions.sentences import NotTaken
from cases.models import Ticket
from cases.rules import staffing as rules
from cases.rules.workflow import Action
from cases.selectors import staffing
from cases.services.reminding import remind_ticket
from cases.services.topics import join_topic, leave_topic
from cases.web import forms_matters as forms
from cases.web.deed import Deed


def _remind(ticket: Ticket, actor: Viewer, words: Words) -> str:
    ticket = remind_ticket(ticket, actor=actor, **words)
    names = staffing.hearers(ticket.unit_id, seen_by=actor)
    said = rules.reminded(str(ticket.unit), names)
    return said if names else NotTaken(said)


def _join(ticket: Ticket, actor: Viewer, words: Words) -> str:
    ticket = join_topic(ticket, actor=actor, **words)
    return f"{ticket.number} 已归入专题“{ticket.topic}”，原来的办理和时限不变。"


def _leave(ticket: Ticket, actor: Viewer, words: Words) -> str:
    leave_topic(ticket, actor=actor, **words)
    return f"{ticket.number} 已移出专题。"


MATTER_DEEDS = (
    Deed(
        "remind",
        Action.REMIND,
        "催办",
        "承办单位在岗的经办和负责人会收到消息；时限不变。同一工单每人每天催办一次。",
        forms.RemindForm,
        _remind,
    ),
    Deed(
        "join-topic",
        Action.JOIN_TOPIC,
        "归入专题",
        "同类问题归到一个专题一并解决；这张工单照常办理，时限不变。",
        forms.JoinTopicForm,
        _join,
    ),
    Deed(
        "leave-topic",
        Action.LEAVE_TOPIC,
        "移出专题",
        "归错了的移出来；专题和这张工单各自照常。",
        forms.LeaveTopicForm,
        _leave,
    ),
)
