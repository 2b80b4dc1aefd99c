"""The one reader of environment variables; a bad value stops the start with a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from cryptography.fernet import Fernet

from cadres.submissions.rules import typed_values
from config import production, secrets
from config.mail import Mail, read_mail
from config.problems import BadSetting as BadSetting

BASE_DIR = Path(__file__).resolve().parent.parent
TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"", "0", "false", "no", "off"})
POSTGRES_SCHEMES = frozenset({"postgres", "postgresql"})
# Where robots of 企业微信 groups listen.
WECOM_HOST = "qyapi.weixin.qq.com"
REDIS_SCHEMES = frozenset({"redis", "rediss", "unix"})


@dataclass(frozen=True, slots=True)
class Environment:
    """Everything that the surroundings decide."""

    local_dir: Path
    database: Mapping[str, Any] | None
    leads_database: Mapping[str, Any] | None
    redis_url: str | None
    secret_key: str
    field_keys: tuple[str, ...]
    blind_key: str
    leads_mark_key: str
    bulletin_keys: tuple[str, ...]
    debug: bool
    demo: bool
    https: bool
    allowed_hosts: tuple[str, ...]
    trusted_origins: tuple[str, ...]
    trusted_proxies: int
    bind: str
    port: int
    web_workers: int
    idle_minutes: int
    upload_megabytes: int
    ledgers_dir: Path
    durable: bool
    mail: Mail | None
    site_url: str
    webhook_hosts: tuple[str, ...]
    letter_fonts: Path | None


def read(values: Mapping[str, str], base: Path = BASE_DIR) -> Environment:
    """Read and check every variable; `values` is os.environ, or what a test puts in its place."""
    here = _read(values, base)
    production.check(here, values)
    return here


def _read(values: Mapping[str, str], base: Path) -> Environment:
    https = _flag(values, "HTTPS")
    local_dir = (base / (values.get("LOCAL_DIR") or ".local")).resolve()
    return Environment(
        local_dir=local_dir,
        database=_database(values, "DATABASE_URL"),
        leads_database=_leads_database(values),
        redis_url=_redis_url(values),
        **_secrets(values, https, local_dir),
        debug=_flag(values, "DEBUG"),
        demo=_demo(values, https),
        https=https,
        allowed_hosts=_hosts(values, https),
        trusted_origins=_names(values, "TRUSTED_ORIGINS"),
        trusted_proxies=_integer(values, "TRUSTED_PROXIES", 0, 0, 10),
        bind=values.get("BIND") or "127.0.0.1",
        port=_integer(values, "PORT", 8000, 1, 65535),
        web_workers=_integer(values, "WEB_WORKERS", 2, 1, 64),
        idle_minutes=_integer(values, "IDLE_MINUTES", 30, 1, 24 * 60),
        upload_megabytes=_integer(values, "UPLOAD_MEGABYTES", 20, 1, 1024),
        ledgers_dir=base / (values.get("LEDGERS_DIR") or "../shared/data"),
        durable=_flag(values, "EMBEDDED_DURABLE", default=True),
        mail=read_mail(values),
        site_url=_site_url(values, https),
        webhook_hosts=_webhook_hosts(values),
        letter_fonts=_folder(values, "LETTER_FONTS"),
    )


def secret_of(values: Mapping[str, str], here: Environment, name: str) -> str:
    """Return a secret as it was given, or as it is kept where none was: for the backups."""
    return _secret(values, name, here.https, here.local_dir)


def candidate_key(values: Mapping[str, str], here: Environment) -> str:
    """For whoever starts the worker: the key that is passed on to it, and to nobody else."""
    return secret_of(values, here, "LEADS_CANDIDATE_KEY")


def candidate_key_given(values: Mapping[str, str]) -> str:
    """What this very process was given: the worker alone is, and it is never made up here."""
    return values.get("LEADS_CANDIDATE_KEY", "")


def filing_number(values: Mapping[str, str]) -> str:
    """Return the site's 备案号 as it is shown below the pages; empty where it has none."""
    return (values.get("FILING_NUMBER") or "").strip()


def broker_url(redis_url: str) -> str:
    """Return the address as Celery spells it, which names a socket in its own way."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    database = dict(parse_qsl(parts.query)).get("db", "0")
    return parts._replace(scheme="redis+socket", query=f"virtual_host={database}").geturl()


def _flag(values: Mapping[str, str], name: str, default: bool = False) -> bool:
    text = values.get(name)
    if text is None:
        return default
    if text.lower() not in TRUE | FALSE:
        raise BadSetting(name, f"应为 1 或 0，现在是“{text}”", f"must be 1 or 0, not {text!r}")
    return text.lower() in TRUE


def _demo(values: Mapping[str, str], https: bool) -> bool:
    """Where the database is somebody's own, the demo comes only when it is asked for by name."""
    return _flag(values, "DEMO", default=not (https or values.get("DATABASE_URL")))


def _integer(values: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = values.get(name) or str(default)
    if not typed_values.is_digits(text) or not least <= int(text) <= most:
        raise BadSetting(
            name,
            f"应为 {least} 到 {most} 的整数，现在是“{text}”",
            f"must be a whole number from {least} to {most}, not {text!r}",
        )
    return int(text)


def _names(values: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in values.get(name, "").split(",") if part.strip())


def _hosts(values: Mapping[str, str], https: bool) -> tuple[str, ...]:
    names = _names(values, "ALLOWED_HOSTS")
    if https and not names:
        raise BadSetting(
            "ALLOWED_HOSTS",
            "没有设置；正式运行须写明网站的域名，多个用逗号分开",
            "is missing; name the hosts of the site, separated by commas",
        )
    return names or ("localhost", "127.0.0.1", "[::1]")


def _site_url(values: Mapping[str, str], https: bool) -> str:
    """Return the address that mails and group messages lead to, without a slash at its end."""
    host = _hosts(values, https)[0].removeprefix(".")
    port = values.get("PORT") or "8000"
    text = values.get("SITE_URL") or (f"https://{host}" if https else f"http://{host}:{port}")
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
        raise BadSetting(
            "SITE_URL",
            f"应形如 https://zhuqi.example.gov.cn，现在是“{text}”",
            f"must look like https://zhuqi.example.gov.cn, not {text!r}",
        )
    return text.rstrip("/")


def _webhook_hosts(values: Mapping[str, str]) -> tuple[str, ...]:
    names = _names(values, "WEBHOOK_HOSTS")
    if any("/" in name or "@" in name for name in names):
        raise BadSetting(
            "WEBHOOK_HOSTS",
            "应为主机名，不带 https://，多个用逗号分开",
            "must be host names without https://, separated by commas",
        )
    return names or (WECOM_HOST,)


def _folder(values: Mapping[str, str], name: str) -> Path | None:
    """Return a folder that must be there, or none where none was named."""
    text = values.get(name)
    if text and not Path(text).is_dir():
        raise BadSetting(
            name,
            f"没有“{text}”这个目录",
            f"must be a folder, there is none at {text!r}",
        )
    return Path(text) if text else None


def _secret(values: Mapping[str, str], name: str, https: bool, local_dir: Path) -> str:
    """Return the secret given, or outside production one made once and kept under LOCAL_DIR."""
    text = values.get(name, "")
    if text:
        return text
    if https:
        raise BadSetting(
            name,
            "没有设置；正式运行（HTTPS=1）须由管理员给出，不会自动生成",
            "is missing; in production (HTTPS=1) it has to be given and is never made up",
        )
    return secrets.kept(local_dir, name)


def _secrets(values: Mapping[str, str], https: bool, local_dir: Path) -> dict[str, Any]:
    """Return the secrets of the site by the names that they have here."""
    return {
        "secret_key": _secret(values, "SECRET_KEY", https, local_dir),
        "field_keys": _field_keys(_secret(values, "FIELD_KEYS", https, local_dir)),
        "blind_key": _secret(values, "BLIND_KEY", https, local_dir),
        "leads_mark_key": _secret(values, "LEADS_MARK_KEY", https, local_dir),
        "bulletin_keys": _bulletin_keys(_secret(values, "BULLETIN_KEYS", https, local_dir)),
    }


def _field_keys(text: str) -> tuple[str, ...]:
    keys = tuple(part.strip() for part in text.split(",") if part.strip())
    try:
        for key in keys:
            Fernet(key)
    except ValueError:
        keys = ()
    if not keys:
        raise BadSetting(
            "FIELD_KEYS",
            "不是有效的加密密钥（Fernet，32 字节 base64，多个用逗号分开，第一个用于加密）",
            "must hold Fernet keys (32 bytes, base64), separated by commas, the first encrypts",
        )
    return keys


def _bulletin_keys(text: str) -> tuple[str, ...]:
    """Return the secrets from which bulletins are signed: the first signs, all are known."""
    keys = tuple(part.strip() for part in text.split(",") if part.strip())
    if not keys:
        raise BadSetting(
            "BULLETIN_KEYS",
            "没有一把密钥；请给出至少 50 个字符的随机字符串，多把用逗号分开，第一把用于签名",
            "holds no key; give random strings of at least 50 characters, separated by commas",
        )
    return keys


def _leads_database(values: Mapping[str, str]) -> Mapping[str, Any] | None:
    """The locked room's own database: given beside the site's, and never the same."""
    site = _database(values, "DATABASE_URL")
    room = _database(values, "LEADS_DATABASE_URL")
    if (site is None) != (room is None):
        raise BadSetting(
            "LEADS_DATABASE_URL",
            "须与 DATABASE_URL 一同设置：线索室用自己的数据库和自己的用户",
            "must be given together with DATABASE_URL: the locked room has a database of its own",
        )
    if site and room and _place(site) == _place(room):
        raise BadSetting(
            "LEADS_DATABASE_URL",
            "不能与 DATABASE_URL 是同一个数据库",
            "must not be the database of DATABASE_URL",
        )
    return room


def _place(database: Mapping[str, Any]) -> tuple[str, str, str]:
    return database["HOST"], database["PORT"], database["NAME"]


def _database(values: Mapping[str, str], name: str) -> Mapping[str, Any] | None:
    url = values.get(name)
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in POSTGRES_SCHEMES or len(parts.path) < 2:
        raise BadSetting(
            name,
            "应形如 postgresql://用户:密码@主机:5432/库名",
            "must look like postgresql://user:password@host:5432/name",
        )
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(port or options.pop("port", "")),
        "OPTIONS": options,
    }


def _redis_url(values: Mapping[str, str]) -> str | None:
    url = values.get("REDIS_URL")
    if url and urlsplit(url).scheme not in REDIS_SCHEMES:
        raise BadSetting(
            "REDIS_URL",
            "应形如 redis://:密码@主机:6379/0",
            "must look like redis://:password@host:6379/0",
        )
    return url or None
