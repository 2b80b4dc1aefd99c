"""Settings that each can be read, and together must not start a site for real people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from config.problems import BadSetting

if TYPE_CHECKING:
    from config.env import Environment

# What `manage.py check --deploy` asks of a signing key, asked of every secret that is given.
SHORTEST_SECRET, FEWEST_LETTERS = 50, 5
SECRETS = ("SECRET_KEY", "BLIND_KEY", "LEADS_MARK_KEY", "LEADS_CANDIDATE_KEY")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a variable, in both languages."""

    name: str
    chinese: str
    english: str


def check(here: Environment, values: Mapping[str, str]) -> None:
    """Stop the start at the first setting that is unsafe where it stands.

    Raises BadSetting.
    """
    for problem in (*_weak_secrets(values), *_anywhere(here), *_behind_https(here)):
        raise BadSetting(problem.name, problem.chinese, problem.english)


def _weak_secrets(values: Mapping[str, str]) -> Iterator[Problem]:
    for key in values.get("FIELD_KEYS", "").split(","):
        if key and len(set(key.strip())) < FEWEST_LETTERS * 2:
            yield Problem(
                "FIELD_KEYS",
                "太容易猜到；请用 Fernet 生成随机的密钥",
                "is easily guessed; let Fernet make a random key",
            )
    for key in values.get("BULLETIN_KEYS", "").split(","):
        if key and (len(key.strip()) < SHORTEST_SECRET or len(set(key)) < FEWEST_LETTERS):
            yield Problem(
                "BULLETIN_KEYS",
                f"太容易猜到；每一把请给出至少 {SHORTEST_SECRET} 个字符的随机字符串",
                f"is easily guessed; give random strings of at least {SHORTEST_SECRET} characters",
            )
    for name in SECRETS:
        text = values.get(name, "")
        if text and (len(text) < SHORTEST_SECRET or len(set(text)) < FEWEST_LETTERS):
            yield Problem(
                name,
                f"太容易猜到；请给出至少 {SHORTEST_SECRET} 个字符的随机字符串",
                f"is easily guessed; give a random string of at least {SHORTEST_SECRET} characters",
            )


def _anywhere(here: Environment) -> Iterator[Problem]:
    if any(name.strip(".") == "*" for name in here.allowed_hosts):
        yield Problem(
            "ALLOWED_HOSTS",
            "不能写“*”，那样任何域名都能冒充本站；请写明网站的域名",
            "must not be '*', any name could then pass for the site; name its hosts",
        )
    if here.debug and (here.https or here.database is not None):
        yield Problem(
            "DEBUG",
            "只能在本机的内嵌数据库上开启，出错页面会显示源码和设置",
            "may be set on the embedded database only: its error pages show code and settings",
        )


def _behind_https(here: Environment) -> Iterator[Problem]:
    if not here.https:
        return
    if here.demo:
        yield Problem(
            "DEMO",
            "不能与 HTTPS=1 一起开启：演示账号的密码人人都知道",
            "must not be set together with HTTPS=1: everybody knows the demo's password",
        )
    if here.trusted_proxies == 0:
        yield Problem(
            "TRUSTED_PROXIES",
            "没有设置；HTTPS=1 时网站前面总有代理，请写明有几层，否则所有人看起来来自同一个地址",
            "is missing; with HTTPS=1 a proxy stands before the site, say how many do, "
            "or everybody seems to come from one address",
        )
    yield from _site_url(here)


def _site_url(here: Environment) -> Iterator[Problem]:
    parts = urlsplit(here.site_url)
    if parts.scheme != "https":
        yield Problem(
            "SITE_URL",
            "须以 https:// 开头：HTTPS=1 时发出去的链接不能走明文",
            "must begin with https://: with HTTPS=1 no link may lead over a plain line",
        )
    if not any(_names(allowed, parts.hostname or "") for allowed in here.allowed_hosts):
        yield Problem(
            "SITE_URL",
            "的域名不在 ALLOWED_HOSTS 中，发出去的链接会打不开",
            "names a host that is not among ALLOWED_HOSTS: its links would not open",
        )


def _names(allowed: str, host: str) -> bool:
    """Django's own reading of ALLOWED_HOSTS: `.county.example` names all hosts below it too."""
    if allowed.startswith("."):
        return host == allowed[1:] or host.endswith(allowed)
    return host == allowed.strip("[]")
