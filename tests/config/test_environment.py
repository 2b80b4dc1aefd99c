"""A bad or missing value stops the start with one sentence that names the variable."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet

from config import env
from config.env import BadSetting

KEY = Fernet.generate_key().decode()
PRODUCTION = {
    "HTTPS": "1",
    "SECRET_KEY": "s3cret" * 9,
    "FIELD_KEYS": KEY,
    "BLIND_KEY": "bl1nd0" * 9,
    "LEADS_MARK_KEY": "mark3d" * 9,
    "BULLETIN_KEYS": "bull3t" * 9,
    "ALLOWED_HOSTS": "zhuqi.example.gov.cn",
    "TRUSTED_PROXIES": "1",
}

ROOM = {"LEADS_DATABASE_URL": "postgresql://room:word@db.example:6432/leads"}


def test_nothing_given_means_the_embedded_pair_and_this_machine_only(tmp_path):
    here = env.read({}, base=tmp_path)

    assert (here.database, here.redis_url) == (None, None)
    assert (here.bind, here.port) == ("127.0.0.1", 8000)
    assert here.local_dir == tmp_path / ".local"


def test_secrets_are_made_once_and_kept_for_their_owner_alone(tmp_path):
    first = env.read({}, base=tmp_path)
    second = env.read({}, base=tmp_path)

    assert first.secret_key == second.secret_key
    assert first.field_keys == second.field_keys
    assert (tmp_path / ".local" / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_the_first_of_several_field_keys_stays_first(tmp_path):
    keys = [Fernet.generate_key().decode() for _ in range(2)]

    assert env.read({"FIELD_KEYS": ",".join(keys)}, base=tmp_path).field_keys == tuple(keys)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "70000"),
        ("PORT", "٣"),
        ("PORT", "８０００"),
        ("PORT", "8_000"),
        ("PORT", " 80 "),
        ("DEBUG", "perhaps"),
        ("IDLE_MINUTES", "0"),
        ("UPLOAD_MEGABYTES", "-1"),
        ("FIELD_KEYS", "short"),
        ("DATABASE_URL", "mysql://root@localhost/zhuqi"),
        ("DATABASE_URL", "postgresql://localhost"),
        ("DATABASE_URL", "postgresql://localhost:port/zhuqi"),
        ("LEADS_DATABASE_URL", "mysql://root@localhost/leads"),
        ("LEADS_DATABASE_URL", "postgresql://localhost/leads"),
        ("REDIS_URL", "localhost:6379"),
    ],
)
def test_a_bad_value_is_told_by_its_name_in_one_sentence(tmp_path, name, value):
    with pytest.raises(BadSetting) as stopped:
        env.read({name: value}, base=tmp_path)

    assert f"环境变量 {name} " in str(stopped.value)
    assert "\n" not in str(stopped.value)


@pytest.mark.parametrize(
    "name",
    [
        *("SECRET_KEY", "FIELD_KEYS", "BLIND_KEY", "LEADS_MARK_KEY", "BULLETIN_KEYS"),
        "ALLOWED_HOSTS",
    ],
)
def test_production_is_given_its_secrets_and_never_makes_them_up(tmp_path, name):
    given = {key: value for key, value in PRODUCTION.items() if key != name}

    with pytest.raises(BadSetting, match=name):
        env.read(given, base=tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "1"),
        ("DEMO", "1"),
        ("SECRET_KEY", "a"),
        ("SECRET_KEY", "a" * 64),
        ("BLIND_KEY", "b" * 50),
        ("LEADS_MARK_KEY", "short"),
        ("BULLETIN_KEYS", "short"),
        ("BULLETIN_KEYS", f"{'bull3t' * 9},short"),
        ("FIELD_KEYS", "A" * 43 + "="),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "zhuqi.example.gov.cn,*"),
        ("ALLOWED_HOSTS", ".*"),
        ("TRUSTED_PROXIES", "0"),
        ("SITE_URL", "http://zhuqi.example.gov.cn"),
        ("SITE_URL", "https://elsewhere.example"),
    ],
)
def test_what_is_unsafe_in_production_stops_the_start(tmp_path, name, value):
    with pytest.raises(BadSetting, match=f"环境变量 {name} "):
        env.read({**PRODUCTION, name: value}, base=tmp_path)


@pytest.mark.parametrize(
    ("name", "value"), [("SECRET_KEY", "a"), ("ALLOWED_HOSTS", "*"), ("BLIND_KEY", "b")]
)
def test_a_guessable_secret_and_an_open_host_start_nowhere(tmp_path, name, value):
    with pytest.raises(BadSetting, match=name):
        env.read({name: value}, base=tmp_path)


def test_the_demo_comes_by_itself_on_the_embedded_pair_only(tmp_path):
    own = {"DATABASE_URL": "postgresql://office:word@db.example:6432/zhuqi", **ROOM}

    assert env.read({}, base=tmp_path).demo is True
    assert env.read(PRODUCTION, base=tmp_path).demo is False
    assert env.read(own, base=tmp_path).demo is False
    assert env.read({**own, "DEMO": "1"}, base=tmp_path).demo is True


def test_error_pages_with_code_are_for_the_embedded_pair_only(tmp_path):
    own = {"DATABASE_URL": "postgresql://office:word@db.example:6432/zhuqi", **ROOM}

    assert env.read({"DEBUG": "1"}, base=tmp_path).debug is True
    with pytest.raises(BadSetting, match="DEBUG"):
        env.read({**own, "DEBUG": "1"}, base=tmp_path)


def test_a_database_address_is_read_in_all_its_parts(tmp_path):
    url = "postgresql://office:p%40ss@db.example:6432/zhuqi?sslmode=require"

    assert env.read({"DATABASE_URL": url, **ROOM}, base=tmp_path).database == {
        "NAME": "zhuqi",
        "USER": "office",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize("room", ["", "postgresql://db.example:5432/zhuqi"])
def test_the_locked_room_s_database_is_given_and_is_another_one(tmp_path, room):
    site = "postgresql://office:word@db.example:5432/zhuqi"

    with pytest.raises(BadSetting, match="LEADS_DATABASE_URL"):
        env.read({"DATABASE_URL": site, "LEADS_DATABASE_URL": room}, base=tmp_path)


def test_celery_hears_of_a_socket_in_its_own_words():
    given = "unix://:secret@/run/redis/redis.sock?db=3"

    assert env.broker_url(given) == "redis+socket://:secret@/run/redis/redis.sock?virtual_host=3"
    assert env.broker_url("redis://localhost:6379/0") == "redis://localhost:6379/0"


def test_without_a_mail_server_mail_is_off(tmp_path):
    assert env.read({}, base=tmp_path).mail is None


@pytest.mark.parametrize(
    ("url", "port", "starts_tls", "speaks_tls"),
    [
        ("smtps://zhuqi:p%40ss@mail.example", 465, False, True),
        ("smtp+starttls://zhuqi:p%40ss@mail.example", 587, True, False),
        ("smtp+starttls://zhuqi:p%40ss@mail.example:25", 25, True, False),
    ],
)
def test_a_mail_server_is_read_in_all_its_parts(tmp_path, url, port, starts_tls, speaks_tls):
    given = {"SMTP_URL": url, "MAIL_FROM": "助企平台 <zhuqi@county.example>"}

    mail = env.read(given, base=tmp_path).mail

    assert (mail.host, mail.port, mail.user, mail.password) == (
        "mail.example",
        port,
        "zhuqi",
        "p@ss",
    )
    assert (mail.starts_tls, mail.speaks_tls) == (starts_tls, speaks_tls)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("SMTP_URL", {"SMTP_URL": "mail.example"}),
        ("SMTP_URL", {"SMTP_URL": "smtp://mail.example:port"}),
        ("SMTP_URL", {"SMTP_URL": "smtp://zhuqi:word@mail.example"}),
        ("MAIL_FROM", {"SMTP_URL": "smtp://mail.example"}),
        ("MAIL_FROM", {"SMTP_URL": "smtp://mail.example", "MAIL_FROM": "zhuqi"}),
        ("SITE_URL", {"SITE_URL": "zhuqi.example"}),
        ("SITE_URL", {"SITE_URL": "https://zhuqi.example/page"}),
        ("WEBHOOK_HOSTS", {"WEBHOOK_HOSTS": "https://robots.example"}),
    ],
)
def test_what_mails_need_is_checked_at_the_start(tmp_path, name, given):
    with pytest.raises(BadSetting, match=f"环境变量 {name} "):
        env.read(given, base=tmp_path)


def test_links_in_mails_lead_to_the_first_host_unless_told_otherwise(tmp_path):
    assert env.read(PRODUCTION, base=tmp_path).site_url == "https://zhuqi.example.gov.cn"
    assert env.read({}, base=tmp_path).site_url == "http://localhost:8000"
    given = {**PRODUCTION, "ALLOWED_HOSTS": ".example", "SITE_URL": "https://other.example/"}
    assert env.read(given, base=tmp_path).site_url == "https://other.example"


def test_group_messages_go_to_the_usual_host_unless_told_otherwise(tmp_path):
    assert env.read({}, base=tmp_path).webhook_hosts == ("qyapi.weixin.qq.com",)
    given = {"WEBHOOK_HOSTS": "robots.example, robots.example:8443"}
    assert env.read(given, base=tmp_path).webhook_hosts == (
        "robots.example",
        "robots.example:8443",
    )
