"""Restores the locked room into an empty database, and verifies its trail."""

from __future__ import annotations

from config.backups.parts import ROOM
from config.management.commands import restore


class Command(restore.Command):
    part = ROOM
    help = "把线索室的备份恢复到空库和空文件夹，让事务号走过最后一道封签，并核验封签链。"
