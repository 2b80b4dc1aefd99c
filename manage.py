#!/usr/bin/env python3
"""Django's command line; a command that needs the embedded servers finds or starts them."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

try:
    import django
    from django.conf import settings
    from django.core.management import execute_from_command_line

    from config.databases import former_chain
    from config.embedded import keeper
except ModuleNotFoundError as error:
    raise SystemExit(
        f"缺少 {error.name}；请先运行 make setup，再用 .venv/bin/python manage.py。"
    ) from None

WITHOUT_SERVERS = frozenset(
    {
        "help",
        "version",
        "--help",
        "--version",
        "collectstatic",
        "spectacular",
        "backup_key",
        "chaos",
    }
)


def main(arguments: list[str]) -> None:
    if len(arguments) > 1 and arguments[1] not in WITHOUT_SERVERS:
        keeper.hold(settings.ENVIRONMENT)
        django.setup()  # the databases are asked below
        former_chain.refuse(settings.ENVIRONMENT)
    execute_from_command_line(arguments)


if __name__ == "__main__":
    main(sys.argv)
