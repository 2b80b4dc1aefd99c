"""The key of hints goes to the worker alone: no other process is given it."""

from __future__ import annotations

import pytest

from config import env, serve
from config.env import BadSetting
from tests.config.test_environment import PRODUCTION, ROOM

NAME = "LEADS_CANDIDATE_KEY"
SITE = {"DATABASE_URL": "postgresql://zhuqi:word@db.example:6432/zhuqi", **ROOM}


def test_the_worker_gets_it_and_the_others_do_not_even_where_it_is_set(tmp_path):
    for given in ({}, {NAME: "worker" * 9}):
        here = env.read(given, base=tmp_path)
        names = [name for name, _ in serve.commands(here)]
        has = {name for name in names if NAME in serve.surroundings(name, values=given, here=here)}

        assert has == {"worker"}


def test_it_is_the_same_at_every_start_and_never_made_up_in_production(tmp_path):
    here = env.read({}, base=tmp_path)
    assert env.candidate_key({}, here) == env.candidate_key({}, here)
    assert env.candidate_key_given({}) == ""

    given = PRODUCTION | SITE
    with pytest.raises(BadSetting, match=NAME):
        env.candidate_key(given, env.read(given, base=tmp_path))
