"""Bring the county's own ledgers in: roster, cover ledger, issue ledger, hotline messages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cadres.errors import DomainError
from cadres.exchange import sheets
from cadres.exchange.sheets import Workbook
from cadres.exchange.workbook_guard import Limits
from cadres.rules.unit_cells import ANSWER, Several
from cadres.rules.viewer import Viewer
from cases.exchange import imports, row_accounts
from cases.exchange.imports import Ledgers
from cases.rules.imports import Kind

FIRST_LEADS = "责任单位一格写了几家又没注明的：第一家牵头，其余协办；不加则退回这些行"
# Whoever starts it sits at the terminal and may end it; no page and no worker waits.
PATIENT = Limits(seconds=120)
HIDDEN_SHEETS = "  隐藏的工作表没有读入：{names}。需要时请取消隐藏后重新导入。"


class Command(BaseCommand):
    help = "导入台账：花名册、包联台账、问题台账、热线留言（任选）；--dry-run 只预检，不写入。"

    def add_arguments(self, parser: CommandParser) -> None:
        for kind in Kind:
            parser.add_argument(f"--{kind.value}", type=Path, metavar="文件", help=kind.label)
        parser.add_argument("--county", default="", help="县名；台账标题中有县名时不用填")
        parser.add_argument("--first-leads", action="store_true", help=FIRST_LEADS)
        parser.add_argument("--dry-run", action="store_true", help="只预检，不写入")
        parser.add_argument("--summary", type=Path, metavar="文件", help="把汇总写成 JSON 文件")

    def handle(self, *args: Any, **options: Any) -> None:
        actor = Viewer.system(timezone.now())
        try:
            said = {ANSWER: Several.FIRST_LEADS} if options["first_leads"] else {}
            ledgers = Ledgers(_books(options), county=options["county"], merges=said)
            outcome = imports.bring_in(
                ledgers, actor=actor, is_trial=options["dry_run"], report=self._say
            )
        except DomainError as error:
            raise CommandError(error.message) from error
        words = json.dumps(outcome.summary, ensure_ascii=False, indent=2)
        if options["summary"]:
            options["summary"].write_text(words + "\n", encoding="utf-8")
        counts = {key: value for key, value in outcome.summary.items() if key != "refused"}
        self.stdout.write(json.dumps(counts, ensure_ascii=False, indent=2))
        for kind, account in outcome.accounts().items():
            self._tell(ledgers.books[kind], kind, account)
        self.stdout.write(f"未导入 {len(outcome.refused)} 行。")
        if options["dry_run"]:
            self.stdout.write("这是预检，没有写入任何内容。")

    def _tell(self, book: Workbook, kind: Kind, account: dict[str, Any]) -> None:
        """What became of the rows; where those stand that did not come in."""
        self.stdout.write(f"《{book.file_name}》{kind.label}：{row_accounts.sentence(account)}")
        if book.hidden:
            self.stdout.write(HIDDEN_SHEETS.format(names="、".join(book.hidden)))
        for place in row_accounts.places(account):
            if place.reason:
                where = f"“{place.sheet}”表第 {place.rows} 行"
                self.stdout.write(f"  {place.label} {where}：{place.reason}")

    def _say(self, step: str) -> None:
        self.stderr.write(f"… {step}")


def _books(options: dict[str, Any]) -> dict[Kind, Workbook]:
    paths = {kind: options[kind.value] for kind in Kind if options[kind.value]}
    if not paths:
        raise CommandError("请至少指定一份台账，例如 --roster 花名册.xlsx。")
    return {kind: sheets.read(_content(path), path.name, PATIENT) for kind, path in paths.items()}


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"打不开文件 {path}：{error.strerror}。") from error
