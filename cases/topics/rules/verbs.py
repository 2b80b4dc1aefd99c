"""How the actions of topics (专题) are called in the trail."""

from __future__ import annotations

from cases.topics.rules.topics import TopicDeed

VERBS = {f"topic.{deed.value}": f"专题：{deed.label}" for deed in TopicDeed}
