"""What a person can do to a topic (专题): page and API follow from the same values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cadres.pages.rules.action_fields import Field, Mark, Offer, Text
from cadres.viewers.rules.viewer import Viewer
from cases.models import Topic
from cases.topics.rules import topics as rules
from cases.topics.rules.topics import TopicVerb
from cases.topics.services.topics import close_topic, note_topic, resolve_topic, return_topic


def _seen(topic: Topic) -> Offer:
    return Offer(initial={"digest": rules.signed_digest(topic)})


def _earlier(topic: Topic) -> Offer:
    """What was handed in before, and given back, is where the next result begins."""
    return Offer(initial={"text": topic.result})


def _nothing(topic: Topic) -> Offer:
    return Offer()


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicAction:
    """One thing that a person can do to a topic.

    `api_name` is how the API calls it, `takes` what its words are called there; `service` takes the
    topic, `actor` and the words; `shows_result` says that the page shows what is decided on.
    """

    verb: TopicVerb
    api_name: str
    takes: str
    fields: tuple[Field, ...]
    service: Callable[..., Topic]
    said: str
    offer: Callable[[Topic], Offer] = _nothing
    shows_result: bool = False

    def carry_out(self, topic: Topic, words: dict[str, Any], *, actor: Viewer) -> Topic:
        """Do it; return the topic after it."""
        return self.service(topic, actor=actor, **words)


# What changed meanwhile is not decided on.
_SEEN = Mark("digest", api_help="所看到专题的 content_digest；内容已变则拒绝（409）")


def _resolve(topic: Topic, *, actor: Viewer, text: str) -> Topic:
    return resolve_topic(topic, actor=actor, result=text)


def _return(topic: Topic, *, actor: Viewer, text: str, digest: str) -> Topic:
    return return_topic(topic, actor=actor, digest=digest, reason=text)


def _close(topic: Topic, *, actor: Viewer, text: str, digest: str) -> Topic:
    return close_topic(topic, actor=actor, digest=digest, note=text)


NOTE = TopicAction(
    verb=TopicVerb.NOTE,
    api_name="note",
    takes="Text",
    fields=(Text("text", "进展情况"),),
    service=note_topic,
    said="进展已登记，牵头单位和设立人会收到消息。",
)
RESOLVE = TopicAction(
    verb=TopicVerb.RESOLVE,
    api_name="resolve",
    takes="Text",
    fields=(Text("text", "解决情况"),),
    offer=_earlier,
    service=_resolve,
    said="结果已提交，等县助企办确认销号。",
)
RETURN = TopicAction(
    verb=TopicVerb.RETURN,
    api_name="send_back",
    takes="SeenText",
    fields=(Text("text", "退回原因"), _SEEN),
    offer=_seen,
    service=_return,
    said="已退回牵头单位继续办理，时限不变。",
    shows_result=True,
)
CLOSE = TopicAction(
    verb=TopicVerb.CLOSE,
    api_name="close",
    takes="OptionalSeenText",
    fields=(Text("text", "确认意见", is_needed=False), _SEEN),
    offer=_seen,
    service=_close,
    said="专题已销号；其中的工单各自照常办理。",
    shows_result=True,
)
OF_TOPICS = {action.verb: action for action in (NOTE, RESOLVE, RETURN, CLOSE)}
