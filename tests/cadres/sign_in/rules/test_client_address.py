"""The client's address is counted from the right: what stands on the left anybody may write."""

from __future__ import annotations

import pytest

from cadres.sign_in.rules.client_address import address_of


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "address"),
    [
        ("203.0.113.7", "", 0, "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", 0, "203.0.113.7"),
        ("127.0.0.1", "203.0.113.7", 1, "203.0.113.7"),
        ("127.0.0.1", "1.1.1.1, 203.0.113.7", 1, "203.0.113.7"),
        ("127.0.0.1", "1.1.1.1, 203.0.113.7, 10.0.0.2", 2, "203.0.113.7"),
        ("10.0.0.9", "203.0.113.7", 2, "10.0.0.9"),
        ("127.0.0.1", "203.0.113.7:4711", 1, "203.0.113.7"),
        ("127.0.0.1", "[2001:db8::1]:4711", 1, "2001:db8::1"),
        ("::ffff:203.0.113.7", "", 0, "203.0.113.7"),
        ("127.0.0.1", "不是地址", 1, ""),
        ("", "", 0, ""),
    ],
)
def test_only_hops_written_by_own_proxies_are_believed(remote, forwarded, proxies, address):
    assert address_of(remote, forwarded, proxies) == address
