"""How devices are called."""

from __future__ import annotations

import pytest

from cadres.sign_in.rules import devices


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Edg/120", "Windows 电脑 · Edge"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120 MicroMessenger/8", "安卓手机 · 微信"),
        ("curl/8", "未知设备"),
    ],
)
def test_devices_are_called_as_a_person_would(agent, name):
    assert devices.name(agent) == name
