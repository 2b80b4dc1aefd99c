"""An installation begins without any account; the first administrators come by a command."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from cadres.models import Cadre, OneTimeCode, Posting, Region, Unit
from cadres.viewers.rules.roles import Role

GIVEN = {"name": "郑洁", "unit": "南召县政务服务和大数据中心", "county": "南召县"}


def add(**changed):
    call_command("add_administrator", **{"role": "security_admin", **GIVEN, **changed})


def test_county_unit_and_person_are_entered_and_a_code_is_printed(db, capsys):
    add(phone="13803771100")

    said = capsys.readouterr().out
    assert "安全管理员 郑洁：账号 zhengjie1100" in said
    assert "一次性口令" in said
    assert Posting.objects.get().role == Role.SECURITY_ADMIN
    assert Region.objects.get(name="南召县").number_prefix == "召助企"


def test_the_second_one_finds_county_and_unit(db):
    add(phone="13803771100")
    add(role="audit_admin", name="冯远", phone="13803771137", unit="政务服务和大数据中心")

    assert Unit.objects.count() == 1
    assert Cadre.objects.count() == 2


def test_a_bad_phone_enters_nobody(db):
    with pytest.raises(CommandError, match="11 位"):
        add(phone="1380")

    assert not Region.objects.exists()
    assert not Cadre.objects.exists()


def test_other_roles_do_not_come_this_way(db):
    with pytest.raises(CommandError):
        call_command(
            "add_administrator", "--role=leader", "--name=刘洋", "--unit=县政府", "--county=南召县"
        )


def test_a_lost_slip_is_printed_anew_and_the_person_stays_one_account(db, capsys):
    add()
    add(unit="县政务服务和大数据中心")

    assert Cadre.objects.count() == Posting.objects.count() == OneTimeCode.objects.count() == 1
    assert capsys.readouterr().out.count("一次性口令 ") == 2


@pytest.mark.django_db(databases=["default", "leads"])
def test_who_has_a_password_keeps_it_unless_nobody_else_can_reset_it():
    add()
    one = Cadre.objects.get()
    one.set_password("Nanzhao-2026-first")
    one.save()
    with pytest.raises(CommandError, match=r"已经是.*--reset"):
        add()

    add(reset=True)
    one.refresh_from_db()
    assert not one.has_usable_password()
