"""Backs up the locked room: its database, its files and its secrets, by another hand and key."""

from __future__ import annotations

from config.backups.parts import ROOM
from config.management.commands import back_up


class Command(back_up.Command):
    part = ROOM
    help = "备份线索室：数据库、加密文件、密钥。由另一人保管，用另一把公钥，不和站点的放在一起。"
