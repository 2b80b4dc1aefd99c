"""How the actions of topics (专题) are called in the trail."""

from __future__ import annotations

from cases.topics.rules.topics import TopicVerb

VERBS = {f"topic.{verb.value}": f"专题：{verb.label}" for verb in TopicVerb}
