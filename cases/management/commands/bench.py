"""Measures the site on the present database: `make bench`, a table and JSON of ratios."""

from __future__ import annotations

import json
import os
import platform
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from cases.exchange.counties import making, plan
from cases.management.bench import lookers, measuring, questions, words
from cases.management.bench.measuring import Measured, Unanswered
from cases.models import Ticket, TicketEvent
from enterprises.models import Enterprise

HEAD = ("问题", "谁看", "毫秒", "空视图", "倍", "SQL", "倍", "查询", "达标")
MARKS = {True: "是", False: "否", None: ""}


class Command(BaseCommand):
    help = "在当前数据库上测速：列表、详情、待办、搜索、统计、办理，与空视图和手写 SQL 相比"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", type=Path, help="另存为 JSON 文件")
        parser.add_argument(
            "--scale",
            choices=list(plan.SCALES),
            default="county",
            help="库为空时，先在临时库中造这么大的数据，默认 county",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with self._database(options["scale"]):
            report = self._measure()
        text = json.dumps(report, ensure_ascii=False, indent=2)
        if options["json"]:
            options["json"].write_text(text + "\n", encoding="utf-8")
        self.stdout.write(text)

    @contextmanager
    def _database(self, scale: str) -> Iterator[None]:
        """The present database; where it holds no ticket, a scratch one beside it."""
        if _holds_tickets():
            yield
            return
        self.stdout.write("库中没有工单，先在临时库中造数……")
        kept = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            making.make_county(scale, seed=1, at=timezone.now(), say=self.stdout.write)
            yield
        finally:
            connection.creation.destroy_test_db(kept, verbosity=0)

    def _measure(self) -> dict[str, Any]:
        """Everything happens in one transaction that is taken back: nothing of it stays."""
        with transaction.atomic():
            try:
                rows = list(self._rows())
            except Unanswered as error:
                raise CommandError(f"没有测成：{error}") from error
            finally:
                transaction.set_rollback(True)
        return {**_about(), "rows": [row.as_json() for row in rows]}

    def _rows(self) -> Iterator[Measured]:
        found, phrase = words.words(), words.long_word()
        self.stdout.write(_line(HEAD))
        for looker in lookers.lookers(timezone.now()):
            client = measuring.client_of(looker)
            for question in questions.questions(looker, found, phrase):
                bare_ms = measuring.bare(client)
                row = measuring.measure(question, client, bare_ms)
                self.stdout.write(_line(_cells(row)))
                yield row


def _holds_tickets() -> bool:
    """A fresh checkout has not even the tables."""
    tables = connection.introspection.table_names()
    return Ticket._meta.db_table in tables and Ticket.objects.exists()


def _about() -> dict[str, Any]:
    return {
        "measured_at": timezone.now().isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "postgresql": connection.pg_version // 10_000,
        "server": "Django's own handler in this process: full middleware, session, no network",
        "tickets": Ticket.objects.count(),
        "events": TicketEvent.objects.count(),
        "enterprises": Enterprise.objects.count(),
    }


def _cells(row: Measured) -> tuple[str, ...]:
    return (
        row.question,
        row.looker,
        f"{row.ms:.1f}",
        f"{row.bare_ms:.1f}",
        f"{row.to_bare:.1f}",
        f"{row.sql_ms:.1f}",
        f"{row.to_sql:.1f}",
        str(row.queries),
        MARKS[row.is_within],
    )


def _line(cells: tuple[str, ...]) -> str:
    widths = (26, 10, 9, 8, 7, 9, 7, 6, 6)
    return "".join(_padded(cell, width, i > 1) for i, (cell, width) in enumerate(
        zip(cells, widths, strict=True)))  # fmt: skip


def _padded(text: str, width: int, to_the_right: bool) -> str:
    """Chinese characters are two columns wide on a terminal."""
    blanks = " " * max(1, width - sum(1 + (ord(sign) > 0x2E7F) for sign in text))
    return blanks + text if to_the_right else text + blanks
