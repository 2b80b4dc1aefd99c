"""Bring the county's own ledgers in: roster, cover and issue ledgers, hotline, checks."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cadres.errors import DomainError
from cadres.people.rules import namesake_answers
from cadres.people.rules.unit_cells import ANSWER, Several
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import outgoing, sheets, unseen_rows
from cadres.workbooks.exchange.sheets import Unseen, Workbook
from cadres.workbooks.exchange.unseen_rows import LEAVE, TAKE
from cadres.workbooks.exchange.workbook_guard import Limits
from cases.ledgers.exchange import imports, ledger_contents, row_accounts
from cases.ledgers.exchange.imports import Ledgers, Outcome
from cases.ledgers.rules.imports import Kind

FIRST_LEADS = "责任单位一格写了几家又没注明的：第一家牵头，其余协办；不加则退回这些行"
# Whoever starts it sits at the terminal and may end it; no page and no worker waits.
PATIENT = Limits(seconds=120)
TOLD = 200
MORE = "  其余 {count} 处请用 --rows 文件 查看。"
UNSEEN = {
    Unseen.HIDDEN: "隐藏或筛选掉的行和工作表",
    Unseen.STRUCK: "划了删除线的行",
}
PEOPLE = {
    "same-person": "花名册这一行的新号码，是单位里同名的那个人换的，例如 --same-person 名单:3",
    "other-person": "花名册这一行是单位里另一个同名的人，单独登记；这两项都可以写多次",
}
SAY_WHOSE = (
    "  同一个人换了号码的，加 --same-person 工作表:行；另一个人的，加 --other-person 工作表:行。"
)
BOTH = "花名册“{place}”这一行既写了 --same-person 又写了 --other-person，请只写一个。"
UNKNOWN_FIELD = "没有“{name}”这一栏。可以指定的有：{known}。"
ROW_HEADINGS = ("文件", "台账", "工作表", "行", "去向", "原因")


class Command(BaseCommand):
    help = (
        "导入台账：花名册、包联台账、问题台账、热线留言、检查名单（任选）；"
        "--dry-run 只预检，不写入。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        for kind in Kind:
            parser.add_argument(f"--{kind.value}", type=Path, metavar="文件", help=kind.label)
        parser.add_argument("--county", default="", help="县名；台账标题中有县名时不用填")
        parser.add_argument("--first-leads", action="store_true", help=FIRST_LEADS)
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="栏目=表头",
            help="手工指定一栏，例如 --column 办理情况=截至三月进展；没有表头的列写（C列）",
        )
        for option, what in PEOPLE.items():
            parser.add_argument(
                f"--{option}", action="append", default=[], metavar="工作表:行", help=what
            )
        for unseen, what in UNSEEN.items():
            words = f"{what}：{LEAVE} 不读入，只列出（不写就是这样）；{TAKE} 和其他行一样读入"
            parser.add_argument(
                f"--{unseen.value}", choices=(LEAVE, TAKE), default=LEAVE, help=words
            )
        parser.add_argument("--dry-run", action="store_true", help="只预检，不写入")
        parser.add_argument("--summary", type=Path, metavar="文件", help="把汇总写成 JSON 文件")
        parser.add_argument("--rows", type=Path, metavar="文件", help="把各行的去向写成 CSV 文件")

    def handle(self, *args: Any, **options: Any) -> None:
        actor = Viewer.system(timezone.now())
        try:
            said = {ANSWER: Several.FIRST_LEADS} if options["first_leads"] else {}
            books = _books(options)
            columns = {kind: _columns(kind, options["column"]) for kind in books}
            _check_fields(options["column"], columns)
            people = _people(options["same_person"], options["other_person"])
            ledgers = Ledgers(
                books, county=options["county"], columns=columns, merges=said, people=people
            )
            outcome = imports.bring_in(
                ledgers, actor=actor, is_trial=options["dry_run"], report=self._say
            )
        except DomainError as error:
            raise CommandError(error.message) from error
        words = json.dumps(outcome.summary, ensure_ascii=False, indent=2)
        if options["summary"]:
            options["summary"].write_text(words + "\n", encoding="utf-8")
        if options["rows"]:
            _write_rows(options["rows"], books, outcome)
        counts = {key: value for key, value in outcome.summary.items() if key != "refused"}
        self.stdout.write(json.dumps(counts, ensure_ascii=False, indent=2))
        for kind, account in outcome.accounts().items():
            self._tell(books[kind], kind, account)
        self.stdout.write(f"未导入 {len(outcome.refused)} 行。")
        if options["dry_run"]:
            self.stdout.write("这是预检，没有写入任何内容。")

    def _tell(self, book: Workbook, kind: Kind, account: dict[str, Any]) -> None:
        """What became of the rows; where those stand that did not come in."""
        self.stdout.write(f"《{book.file_name}》{kind.label}：{row_accounts.sentence(account)}")
        places = [place for place in row_accounts.places(account) if place.reason]
        for place in places[:TOLD]:
            where = f"“{place.sheet}”表第 {place.rows} 行"
            self.stdout.write(f"  {place.label} {where}：{place.reason}")
        if len(places) > TOLD:
            self.stdout.write(MORE.format(count=len(places) - TOLD))
        if any(namesake_answers.ASKED in place.reason for place in places):
            self.stdout.write(SAY_WHOSE)
        for unseen in unseen_rows.left_out(place.reason for place in places):
            self.stdout.write(f"  需要读入{UNSEEN[unseen]}，请加 --{unseen.value} {TAKE}。")

    def _say(self, step: str) -> None:
        self.stderr.write(f"… {step}")


def _books(options: Mapping[str, Any]) -> dict[Kind, Workbook]:
    paths = {kind: options[kind.value] for kind in Kind if options[kind.value]}
    if not paths:
        raise CommandError("请至少指定一份台账，例如 --roster 花名册.xlsx。")
    taken = unseen_rows.taken({unseen: options[unseen.value] for unseen in Unseen})
    return {
        kind: sheets.read(_content(path), path.name, PATIENT).taking(taken)
        for kind, path in paths.items()
    }


def _people(same: list[str], other: list[str]) -> dict[str, str]:
    """Whose new numbers are, by sheet and row, with either colon."""
    said = {_place(one): imports.SAME for one in same}
    for place in map(_place, other):
        if place in said:
            raise CommandError(BOTH.format(place=place))
        said[place] = namesake_answers.OTHER
    return said


def _place(text: str) -> str:
    sheet, _, row = text.replace("：", ":").rpartition(":")
    return f"{sheet.strip()}:{row.strip()}"


def _columns(kind: Kind, given: list[str]) -> dict[str, str]:
    """Return what was said of columns of this ledger: field → heading."""
    said = dict(one.split("=", 1) for one in given if "=" in one)
    fields = {ledger_contents.plain_heading(one): one.key for one in ledger_contents.FIELDS[kind]}
    return {fields[name]: heading for name, heading in said.items() if name in fields}


def _check_fields(given: list[str], columns: Mapping[Kind, Mapping[str, str]]) -> None:
    known = [
        ledger_contents.plain_heading(field)
        for kind in columns
        for field in ledger_contents.FIELDS[kind]
    ]
    for one in given:
        name = one.split("=", 1)[0]
        if "=" not in one or name not in known:
            raise CommandError(
                UNKNOWN_FIELD.format(name=name, known="、".join(dict.fromkeys(known)))
            )


def _write_rows(path: Path, books: Mapping[Kind, Workbook], outcome: Outcome) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(ROW_HEADINGS)
        for kind, account in outcome.accounts().items():
            for place in row_accounts.places(account):
                cells = [place.sheet, place.rows, place.label, place.reason]
                words = [books[kind].file_name, kind.label, *cells]
                table.writerow(map(outgoing.safe, words))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"打不开文件 {path}：{error.strerror}。") from error
