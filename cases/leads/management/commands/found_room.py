"""Prints, at the server's console, the code with which the head of a side founds its room."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cadres.errors import DomainError
from cadres.viewers.rules.viewer import Viewer
from cases.leads.keys.selectors import seats
from cases.leads.keys.services.founding import print_founding_code
from cases.leads.procedure.rules.vocabulary import Side


class Command(BaseCommand):
    help = "打印启用码：某县一方的负责人登录后凭它启用线索室。只显示一次，请打印后当面交给负责人。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--county", required=True, help="县（区）名称，如：南召县")
        parser.add_argument(
            "--side",
            required=True,
            choices=Side.values,
            help="sender 县助企办；receiver 县纪委监委",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        actor, side = Viewer.system(timezone.now()), Side(options["side"])
        county_id = seats.county_called(options["county"], seen_by=actor)
        if county_id is None:
            raise CommandError(f"没有叫“{options['county']}”的县（区），请核对名称。")
        try:
            code = print_founding_code(county_id, side, actor=actor)
        except DomainError as refused:
            raise CommandError(refused.message) from None
        self.stdout.write(f"{options['county']} · {side.label} 启用码：\n\n    {code}\n")
        self.stdout.write("只显示这一次。请抄写或打印，当面交给负责人；重新打印的，旧的随即作废。")
