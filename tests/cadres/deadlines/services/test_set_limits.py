"""A limit is changed by a new row; the old one stays to be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cadres.deadlines.rules import limit_groups, presets
from cadres.deadlines.rules import limits as limit_rules
from cadres.deadlines.rules.limits import Limit, LimitUnit
from cadres.deadlines.rules.presets import preset
from cadres.deadlines.selectors import limits
from cadres.errors import Conflict, Invalid, NotPermitted
from cadres.models import AuditEntry, TimeLimit
from cases.tickets.rules.clocks import limit_keys
from tests.cast import county
from tests.fresh import apply_preset, end_limit, set_limit

TODAY = date(2026, 11, 20)
SOON = date(2026, 12, 1)
TEN = Limit("promise", "general", 10, LimitUnit.WORKDAY, "宛营商办〔2026〕3号", valid_from=SOON)


def test_a_new_limit_closes_the_old_row_on_its_first_day(sysadmin):
    row = set_limit(TEN, actor=sysadmin.viewer(TODAY))

    old = TimeLimit.objects.get(key="promise", subject="general", valid_to=SOON)
    assert old.amount == 7
    assert row.valid_to is None
    assert limits.find(limit_keys.PROMISE, "general", SOON - timedelta(days=1)).amount == 7
    assert limits.find(limit_keys.PROMISE, "general", SOON).amount == 10


def test_a_limit_replaced_on_its_first_day_was_never_in_force(sysadmin):
    viewer = sysadmin.viewer(TODAY)
    set_limit(TEN, actor=viewer)
    set_limit(replace(TEN, amount=12), actor=viewer)

    assert limits.find(limit_keys.PROMISE, "general", SOON).amount == 12
    assert TimeLimit.objects.filter(valid_from=SOON, valid_to=SOON, amount=10).exists()


def test_a_limit_set_before_a_planned_one_ends_where_that_begins(sysadmin):
    viewer = sysadmin.viewer(TODAY)
    set_limit(TEN, actor=viewer)
    set_limit(replace(TEN, amount=8, valid_from=TODAY), actor=viewer)

    assert limits.find(limit_keys.PROMISE, "general", TODAY).amount == 8
    assert limits.find(limit_keys.PROMISE, "general", SOON).amount == 10


def test_a_county_s_limit_goes_before_the_general_one(sysadmin):
    here = county()
    set_limit(replace(TEN, region_id=here.pk, valid_from=TODAY), actor=sysadmin.viewer(TODAY))

    assert limits.find(limit_keys.PROMISE, "general", TODAY, here.pk).amount == 10
    assert limits.find(limit_keys.PROMISE, "general", TODAY).amount == 7
    assert limits.find(limit_keys.PROMISE, "general", TODAY, here.parent_id).amount == 7


def test_a_county_s_limit_for_all_classes_goes_before_the_general_one_for_this_class(sysadmin):
    here = county()
    every = replace(TEN, subject="", region_id=here.pk, valid_from=TODAY)
    set_limit(every, actor=sysadmin.viewer(TODAY))

    assert limits.find(limit_keys.PROMISE, "hard", TODAY, here.pk).amount == 10


def test_a_county_s_own_limit_ends_and_the_general_one_holds_again(sysadmin):
    viewer, here = sysadmin.viewer(TODAY), county()
    row = set_limit(replace(TEN, region_id=here.pk, valid_from=TODAY), actor=viewer)

    end_limit(row, actor=viewer, on=SOON)

    assert limits.find(limit_keys.PROMISE, "general", TODAY, here.pk).amount == 10
    assert limits.find(limit_keys.PROMISE, "general", SOON, here.pk).amount == 7
    with pytest.raises(Conflict):
        end_limit(row, actor=viewer, on=SOON)


def test_a_general_limit_cannot_end_without_another(sysadmin):
    row = TimeLimit.objects.get(key="promise", subject="general", region__isnull=True)

    with pytest.raises(Invalid):
        end_limit(row, actor=sysadmin.viewer(TODAY), on=SOON)


def test_a_general_switch_is_put_off_and_on_again(sysadmin):
    viewer = sysadmin.viewer(TODAY)
    row = TimeLimit.objects.get(key="hand_up_pause")

    end_limit(row, actor=viewer, on=TODAY)
    assert limits.book(TODAY).get("hand_up_pause") is None

    on = Limit("hand_up_pause", "", 1, LimitUnit.SWITCH, "宛营商办〔2026〕3号", valid_from=TODAY)
    set_limit(on, actor=viewer)
    assert limits.book(TODAY).get("hand_up_pause") is not None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"amount": 0}, "amount"),
        ({"amount": 100000}, "amount"),
        ({"basis": " "}, "basis"),
        ({"key": "nonsense"}, "key"),
        ({"subject": "nonsense"}, "subject"),
        ({"unit": "fortnight"}, "unit"),
        ({"unit": LimitUnit.TIMES}, "unit"),
        ({"key": "redo_times", "subject": ""}, "unit"),
        ({"key": "link_valid", "subject": "", "unit": LimitUnit.MONTH}, "unit"),
        ({"key": "recheck_sample", "unit": LimitUnit.PERCENT, "amount": 101}, "amount"),
        ({"key": "hand_up_pause", "unit": LimitUnit.SWITCH, "amount": 2}, "amount"),
        ({"valid_from": date(2026, 11, 19)}, "valid_from"),
    ],
)
def test_a_limit_that_makes_no_sense_is_refused(sysadmin, change, field):
    with pytest.raises(Invalid) as refused:
        set_limit(replace(TEN, **change), actor=sysadmin.viewer(TODAY))

    assert field in refused.value.fields


@pytest.mark.parametrize("known", presets.presets(), ids=lambda known: known.code)
def test_a_preset_is_applied_in_one_action(sysadmin, known):
    here = county()

    rows = apply_preset(known, here, SOON, actor=sysadmin.viewer(TODAY))

    assert len(rows) == len(known.limits)
    for limit in known.limits:
        found = limits.find(limit_rules.named(limit.key), limit.subject, SOON, here.pk)
        assert (found.amount, found.unit, found.basis) == (limit.amount, limit.unit, limit.basis)
    assert AuditEntry.objects.filter(verb="limit.preset").count() == 1


def test_presets_say_what_their_documents_say(db):
    def term(code: str, key: str, subject: str) -> str:
        rows = {(row.key, row.subject): str(row) for row in preset(code).limits}
        return rows[key, subject]

    assert term("13710", "dispatch", "") == "1 天（自然日）"
    assert term("13710", "first_feedback", "") == "3 天（自然日）"
    assert term("13710", "promise", "general") == "7 天（自然日）"
    assert term("13710", "promise", "hard") == "1 个月"
    assert term("1/3/15/30", "promise", "hard") == "30 个工作日"
    assert term("A/B/C", "promise", "simple") == "5 个工作日"
    assert term("A/B/C", "promise", "joint") == "15 个工作日"
    assert term("A/B/C", "promise", "hard") == "1 个月"
    assert term("1137", "dispatch", "") == term("1137", "accept", "") == "1 个工作日"
    assert term("1137", "promise", "simple") == "3 个工作日"
    assert term("1137", "first_feedback", "hard") == "7 个工作日"


def test_a_second_preset_replaces_the_first_and_both_are_remembered(sysadmin):
    viewer, here = sysadmin.viewer(TODAY), county()
    apply_preset(preset("13710"), here, TODAY, actor=viewer)
    apply_preset(preset("A/B/C"), here, SOON, actor=viewer)

    assert str(limits.find(limit_keys.PROMISE, "general", TODAY, here.pk)) == "7 天（自然日）"
    assert str(limits.find(limit_keys.PROMISE, "general", SOON, here.pk)) == "5 个工作日"


def test_every_step_has_a_default(db):
    keys = set(TimeLimit.objects.filter(region__isnull=True).values_list("key", flat=True))

    # A switch without a row is off.
    switches = {key for key in limit_groups.every_key() if limit_groups.is_switch(key)}
    assert keys | switches == set(limit_groups.every_key())
    assert len(presets.default().limits) == TimeLimit.objects.count()


def test_only_the_system_administrator_sets_limits(dispatcher, office_head, secadmin):
    for person in (dispatcher, office_head, secadmin):
        with pytest.raises(NotPermitted):
            set_limit(TEN, actor=person.viewer(TODAY))
        with pytest.raises(NotPermitted):
            apply_preset(preset("13710"), None, SOON, actor=person.viewer(TODAY))
