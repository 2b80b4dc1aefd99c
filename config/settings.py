"""Django's settings; whatever the surroundings decide comes from config/env.py."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from config import env
from config.embedded import keeper

BASE_DIR = env.BASE_DIR
ENVIRONMENT = env.read(os.environ)

SECRET_KEY = ENVIRONMENT.secret_key
FIELD_KEYS = ENVIRONMENT.field_keys
BLIND_KEY = ENVIRONMENT.blind_key
LEADS_MARK_KEY = ENVIRONMENT.leads_mark_key
BULLETIN_KEYS = ENVIRONMENT.bulletin_keys
LEADS_CANDIDATE_KEY = env.candidate_key_given(os.environ)
DEBUG = ENVIRONMENT.debug
DEMO = ENVIRONMENT.demo
# 备案号, as the ministry gave it; shown below every page where there is one.
FILING_NUMBER = env.filing_number(os.environ)
LOCAL_DIR = ENVIRONMENT.local_dir
LEDGERS_DIR = ENVIRONMENT.ledgers_dir
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.trusted_origins)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "rest_framework",
    "cadres",
    "enterprises",
    "cases",
    "cases.leads",
    "config",  # commands that concern all of them: backups
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.requests.caching.NoStoreMiddleware",
    "config.requests.compression.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.requests.anonymity.AnonymityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cadres.sign_in.web.middleware.IdleMiddleware",
    "cadres.sign_in.web.middleware.ViewerMiddleware",
    "config.requests.uploads.UploadLimitMiddleware",
    "config.requests.request_bodies.WholeBodyMiddleware",
    "config.requests.plain_text.PlainTextMiddleware",
    # Outside of whatever puts a transaction around a whole request.
    "config.requests.deadlocks.DeadlockMiddleware",
    "config.requests.errors.DomainErrorMiddleware",
    "config.requests.once.OnceMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "cadres.pages.web.rendering.PlainRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cadres.notifications.web.context.site",
                "cases.leads.keys.web.context.room",
                "cases.subscriptions.web.context.subscribing",
            ],
        },
    },
]

# --- database, cache, background work ---------------------------------------------------------

# Two synchronous web workers: a connection kept by each is as good as a pool, without its locks.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        **(ENVIRONMENT.database or keeper.database(ENVIRONMENT)),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    },
    # The locked room's own: no table of the site is there, and none of it is among the site's.
    "leads": {
        "ENGINE": "django.db.backends.postgresql",
        **(ENVIRONMENT.leads_database or keeper.leads_database(ENVIRONMENT)),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    },
}
for _database in DATABASES.values():
    _database["OPTIONS"] = {
        # A database that does not answer must not hold whoever asks.
        "connect_timeout": 5,
        **_database["OPTIONS"],
        # What is prepared is planned once a connection (cadres/pages/models/statements.py).
        "options": "-c plan_cache_mode=force_generic_plan "
        + _database["OPTIONS"].get("options", ""),
    }
DATABASE_ROUTERS = ["config.databases.routing.RoomRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": ENVIRONMENT.redis_url or keeper.cache_url(ENVIRONMENT),
        "KEY_PREFIX": "zhuqi",
    },
}

CELERY_BROKER_URL = (
    env.broker_url(ENVIRONMENT.redis_url)
    if ENVIRONMENT.redis_url
    else keeper.broker_url(ENVIRONMENT)
)

# --- who comes in -----------------------------------------------------------------------------

AUTH_USER_MODEL = "cadres.Cadre"
AUTHENTICATION_BACKENDS = [
    "cadres.sign_in.web.backends.AccountOrPhone",
    "cadres.sign_in.web.backends.OneTimeCode",
]
PASSWORD_HASHERS = [
    *(["config.demo_passwords.DemoPasswordHasher"] if DEMO else []),
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# Length and kinds: cadres.sign_in.rules.passwords. The list of common ones is Django's.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"}
]
LOGIN_URL = "cadres:sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "cadres:sign-in"

# How many proxies of our own stand before the site (cadres/sign_in/rules/client_address.py).
TRUSTED_PROXIES = ENVIRONMENT.trusted_proxies

# Sessions are rows, not cache entries: a session ended from the list must be over at once.
SESSION_ENGINE = "cadres.sign_in.web.session_store"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
IDLE_MINUTES = ENVIRONMENT.idle_minutes
# Parts of names of fields whose words no page ever writes back.
NEVER_SHOWN_AGAIN = ("password", "passphrase", "one_time_code", "recovery_key")

# --- what is deleted after a time (cadres/jobs/services/purges.py) ------------------------------

KEPT_DAYS = {
    # Reminders are told once by what stands here: an open ticket may be more than a year old.
    "outbox": 400,
    # Read notices; what they tell of stands in the ticket's own history for good.
    "inbox": 366,
    # A phone that was out of reach over a week of holidays still sends what it kept.
    "once_keys": 10,
    # A phone comes back after half a year at the latest: cadres/offline/rules/commands.py.
    "phone_commands": 180,
    # Long enough to look into what happened over a long holiday.
    "job_runs": 30,
}

# How many phones read what they take along at a time: a web worker is left for everybody else.
PORTFOLIO_SLOTS = max(1, ENVIRONMENT.web_workers - 1)

# --- the browser's safety ---------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.requests.errors.csrf_failure"
SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_SSL_HOST = urlsplit(ENVIRONMENT.site_url).netloc
SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if ENVIRONMENT.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENVIRONMENT.https
# Whether browsers list the domain themselves is for its owner to say; it is not soon taken back.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}

# --- mail and group messages --------------------------------------------------------------------

# Without a mail server no mail is ever owed (cadres/notifications/channels/email.py).
MAIL = ENVIRONMENT.mail
EMAIL_HOST = MAIL.host if MAIL else ""
EMAIL_PORT = MAIL.port if MAIL else 0
EMAIL_HOST_USER = MAIL.user if MAIL else ""
EMAIL_HOST_PASSWORD = MAIL.password if MAIL else ""
EMAIL_USE_TLS = bool(MAIL and MAIL.starts_tls)
EMAIL_USE_SSL = bool(MAIL and MAIL.speaks_tls)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = MAIL.sender if MAIL else ""
WEBHOOK_HOSTS = ENVIRONMENT.webhook_hosts
SITE_URL = ENVIRONMENT.site_url

# --- files ------------------------------------------------------------------------------------

UPLOAD_MEGABYTES = ENVIRONMENT.upload_megabytes
UPLOAD_MAX_BYTES = UPLOAD_MEGABYTES * 1024 * 1024
# With the other fields and the multipart frame around the file.
REQUEST_MAX_BYTES = UPLOAD_MAX_BYTES + 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
MEDIA_ROOT = LOCAL_DIR / "files"
# The locked room's files lie apart, locked, and no address serves this folder.
LEADS_FILES = LOCAL_DIR / "leads"
# What one guess of a passphrase of the room costs: passes, and bytes of memory (Argon2id). That of
# the demo's room is printed for everybody.
LEADS_PASSPHRASE_COST = (1, 8192) if DEMO else (3, 128 * 1024 * 1024)

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
_PACKAGES = BASE_DIR / "node_modules"
# Fonts of letters: a folder with the county's own licensed ones, and those that always come along.
LETTER_FONTS = ENVIRONMENT.letter_fonts
PACKAGED_FONTS = _PACKAGES / "@expo-google-fonts"
STATICFILES_DIRS = [
    # Built by config/bundles.mjs, with Tabler and htmx inside.
    ("built", BASE_DIR / "generated" / "pages"),
    ("vendor/echarts", _PACKAGES / "echarts/dist"),
]
STATICFILES_FINDERS = [
    "config.static.PackagesFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "cadres.files.services.kept_files.KeptStorage"},
    "staticfiles": {"BACKEND": "config.static.StaticStorage"},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# --- language and time ------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
# As Django's own for zh-hans: base.html writes numbers as they are, without looking up a language.
DATE_FORMAT, DATETIME_FORMAT, TIME_FORMAT = "Y年n月j日", "Y年n月j日 H:i", "H:i"

# --- API --------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["cadres.sign_in.api.signed_in.SessionSignIn"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_FILTER_BACKENDS": ["cadres.pages.api.known_filters.KnownFilters"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["config.requests.json_bodies.PlainJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "cadres.pages.api.paging.CursorPages",
    "DEFAULT_SCHEMA_CLASS": "cadres.pages.api.schema.ApiSchema",
    "EXCEPTION_HANDLER": "config.requests.errors.api_exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
# Written by `make static`: to draw it up takes seconds, which no request may cost.
API_SCHEMA_FILE = BASE_DIR / "generated" / "api-schema.json"
SPECTACULAR_SETTINGS = {
    "TITLE": "助企纾困办理平台接口",
    "DESCRIPTION": "与页面同一套规则：看得见的才查得到，轮到谁才由谁办理。",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "TicketState": "cases.tickets.rules.workflow.State",
        "ApplicationState": "cases.tickets.rules.applications.applications.ApplicationState",
        "ApplicationKind": "cases.tickets.rules.applications.applications.ApplicationKind",
        "ShareKind": "cases.tickets.rules.closing.side_terms.ShareKind",
        "CommandOutcome": "cadres.offline.rules.commands.Outcome",
        "Outcome": "cases.tickets.rules.vocabulary.Outcome",
        "Satisfaction": "cases.tickets.rules.vocabulary.Satisfaction",
        "ContactMeans": "cases.tickets.rules.closing.contact_attempts.ContactMeans",
        "ContactMeansTried": "cases.tickets.rules.closing.contact_attempts.TRIED_CHOICES",
        "LegalChannel": "cases.tickets.rules.vocabulary.LegalChannel",
        "BulletinCardColour": "cases.bulletins.rules.cards.Colour",
        "BulletinKind": "cases.bulletins.rules.kinds.BulletinKind",
        "BulletinState": "cases.bulletins.rules.kinds.BulletinState",
        "SubscriptionRhythm": "cases.subscriptions.rules.rhythms.Rhythm",
        "SubscribedList": "cases.subscriptions.selectors.lists.CHOICES",
        "FigureDimension": "cases.figures.rules.cross_tables.Dimension",
    },
}

# --- the log ----------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "filters": {"secrets": {"()": "config.requests.secret_addresses.SecretAddresses"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "django.request": {"level": "ERROR"},
        # It writes addresses, and those of group robots are secrets.
        "urllib3": {"level": "ERROR"},
    },
}
