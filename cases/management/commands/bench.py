"""Measures the site and fails where a promise is broken: `make bench`, a table of ratios."""

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

from cases.management.bench import (
    measuring,
    questions,
    stopwatch,
    tables,
    verdict,
    viewers,
    words,
)
from cases.management.bench.measuring import Measured, Unanswered
from cases.management.bench.verdict import Growth
from cases.management.made_counties import making, plan
from cases.models import Ticket, TicketEvent
from enterprises.models import Enterprise

HEAD = ("问题", "谁看", "毫秒", "空视图", "倍", "不超过", "SQL", "倍", "查询", "达标")
MARKS = {True: "是", False: "否", None: ""}


class Command(BaseCommand):
    help = "测速：列表、详情、待办、搜索、统计、办理，与空视图和手写 SQL 相比；超出即失败"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", type=Path, help="另存为 JSON 文件")
        parser.add_argument("--write", type=Path, help="把结果表写进这一页（docs/speed.md）")
        parser.add_argument(
            "--against", type=Path, help="小库的 --json 文件：与它相比，常用页面不得超过 2 倍"
        )
        parser.add_argument(
            "--scale",
            choices=list(plan.SCALES),
            default="county",
            help="库中不足一个县的工单时，先在临时库中造这么大的数据，默认 county",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with self._database(options["scale"]):
            rows = self._measure()
            report = {**_about(), "rows": [row.as_json() for row in rows]}
        text = json.dumps(report, ensure_ascii=False, indent=2)
        if options["json"]:
            options["json"].write_text(text + "\n", encoding="utf-8")
        scale = tables.scale_of(report["tickets"])
        growths = verdict.growths(rows, _smaller(options["against"]))
        if options["write"] and scale:
            tables.write(options["write"], scale, _told(report), rows, growths)
        _judge(rows, growths)

    @contextmanager
    def _database(self, scale: str) -> Iterator[None]:
        """The present database; where it holds less than a county does, a scratch one beside it."""
        if _holds_a_county():
            yield
            return
        self.stdout.write("库中的工单不足一个县，先在临时库中造数……")
        kept = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            making.make_county(scale, seed=1, at=timezone.now(), say=self.stdout.write)
            yield
        finally:
            connection.creation.destroy_test_db(kept, verbosity=0)

    def _measure(self) -> list[Measured]:
        """Everything happens in one transaction that is taken back: nothing of it stays."""
        with transaction.atomic(), stopwatch.alone():
            try:
                return list(self._rows())
            except Unanswered as error:
                raise CommandError(f"没有测成：{error}") from error
            finally:
                transaction.set_rollback(True)

    def _rows(self) -> Iterator[Measured]:
        found, phrase, counted = words.words(), words.long_word(), stopwatch.clock()
        self.stdout.write(_line(HEAD))
        for looker in viewers.lookers(timezone.now()):
            client = measuring.client_of(looker)
            for question in questions.questions(looker, found, phrase):
                row = measuring.measure(question, client, counted)
                self.stdout.write(_line(_cells(row)))
                yield row


def _holds_a_county() -> bool:
    """A fresh checkout has not even the tables, and a demo says nothing about speed."""
    names = connection.introspection.table_names()
    return Ticket._meta.db_table in names and bool(tables.scale_of(Ticket.objects.count()))


def _smaller(path: Path | None) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (
        json.loads(path.read_text(encoding="utf-8"))["rows"] if path else []
    )
    return rows


def _judge(rows: list[Measured], growths: list[Growth]) -> None:
    broken = verdict.faults(rows) + verdict.grown(growths)
    if broken:
        raise CommandError("\n  ".join([f"有 {len(broken)} 项没有达标：", *broken]))


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


def _told(report: dict[str, Any]) -> str:
    """The line above the table: on what it was measured."""
    return (
        f"{report['tickets']:,} tickets, {report['events']:,} events,"
        f" {report['enterprises']:,} enterprises; Python {report['python']},"
        f" PostgreSQL {report['postgresql']}, {report['cores']} cores;"
        f" measured on {report['measured_at'][:10]}."
    )


def _cells(row: Measured) -> tuple[str, ...]:
    return (
        row.question,
        row.looker,
        f"{row.best_ms:.1f}",
        f"{row.bare_ms:.1f}",
        f"{row.to_bare:.1f}",
        f"{row.promise.bare:g}" if row.promise else "",
        f"{row.sql_ms:.1f}",
        f"{row.to_sql:.1f}",
        str(row.queries),
        MARKS[None if row.is_within is None else not row.is_broken],
    )


def _line(cells: tuple[str, ...]) -> str:
    widths = (26, 10, 9, 8, 7, 8, 9, 7, 6, 6)
    return "".join(_padded(cell, width, i > 1) for i, (cell, width) in enumerate(
        zip(cells, widths, strict=True)))  # fmt: skip


def _padded(text: str, width: int, to_the_right: bool) -> str:
    """Chinese characters are two columns wide on a terminal."""
    blanks = " " * max(1, width - sum(1 + (ord(sign) > 0x2E7F) for sign in text))
    return blanks + text if to_the_right else text + blanks
