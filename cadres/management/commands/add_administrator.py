"""Enters one of the three administrators and prints the code for the first sign-in."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cadres.errors import DomainError
from cadres.sign_in.services.first_administrators import Beginner, add_administrator
from cadres.viewers.rules.roles import ADMINISTRATORS, Role
from cadres.viewers.rules.viewer import Viewer


class Command(BaseCommand):
    help = "登记一名管理员（系统、安全、审计三员之一），打印第一次登录用的一次性口令。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--role", required=True, choices=sorted(ADMINISTRATORS))
        parser.add_argument("--name", required=True, help="姓名")
        parser.add_argument("--phone", default="", help="手机号")
        parser.add_argument("--unit", required=True, help="单位名称，没有就新建")
        parser.add_argument("--county", required=True, help="县名，如 南召县，没有就新建")
        parser.add_argument("--reset", action="store_true", help="已有密码的，作废后重新发放口令")

    def handle(self, *args: Any, **options: Any) -> None:
        who = Beginner(
            name=options["name"],
            phone=options["phone"],
            role=Role(options["role"]),
            unit=options["unit"],
            county=options["county"],
            is_reset=options["reset"],
        )
        try:
            slip = add_administrator(who, actor=Viewer.system(timezone.now()))
        except DomainError as refused:
            raise CommandError(refused.message) from refused
        self.stdout.write(f"{who.role.label} {slip.name}：账号 {slip.account}，")
        self.stdout.write(f"一次性口令 {slip.spaced}，请在“第一次登录”页面设置密码。")
