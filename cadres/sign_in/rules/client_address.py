"""From which address a request came, when proxies of our own stand before the site."""

from __future__ import annotations

from ipaddress import ip_address


def address_of(remote_addr: str, forwarded_for: str, trusted_proxies: int) -> str:
    """Return the client's address, or "" where none can be believed.

    Each proxy appends the address it was spoken to from, so that only the last `trusted_proxies`
    entries of X-Forwarded-For are ours; what stands left of them anybody may have written. Without
    a proxy the header is not looked at, and the address is that of the socket.
    """
    if trusted_proxies <= 0:
        return _plain(remote_addr)
    hops = [hop.strip() for hop in forwarded_for.split(",") if hop.strip()]
    # Fewer hops than proxies: somebody came past them, and only the socket can be believed.
    return _plain(hops[-trusted_proxies] if len(hops) >= trusted_proxies else remote_addr)


def _plain(text: str) -> str:
    """An address without port, brackets or zone, IPv4 out of its IPv6 dress; "" if it is none."""
    host = text.strip().removeprefix("[").split("]", 1)[0].split("%", 1)[0]
    if host.count(":") == 1:  # 203.0.113.7:4711, as some proxies write
        host = host.split(":", 1)[0]
    try:
        address = ip_address(host)
    except ValueError:
        return ""
    return str(getattr(address, "ipv4_mapped", None) or address)
