"""A draft: whom it concerns is kept out from its first moment; some things are not taken in."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cases.leads.handling.services import drafts, reading_log
from cases.leads.handling.services.drafts import Beginning
from cases.leads.members.services import relatives
from cases.leads.models import Lead
from cases.leads.procedure.rules.clocks import Clock
from cases.leads.procedure.rules.content import ConcernedUnit, EarlierStep, Person
from cases.leads.procedure.rules.procedure import Action
from cases.leads.procedure.rules.vocabulary import Body, Route
from cases.leads.readers.services import named_readers
from cases.leads.readers.services.grants import grant_reporters
from cases.leads.steps.selectors import leads
from cases.leads.vault.rules.folder_access import FolderKind
from tests import fresh
from tests.cases.leads.filing import REPORTER, holds, opens
from tests.cases.leads.road import begin, entries
from tests.cases.leads.seating import Room, Seated, matter

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


def there(lead: Lead, who: Seated) -> bool:
    return leads.rows(seen_by=who.at()).filter(pk=lead.pk).exists()


def about(room: Room, *persons: Person, units=(), actor: Seated | None = None, route=Route.INSIDE):
    body = "" if route == Route.INSIDE else Body.CITY_DISCIPLINE
    words = matter(persons=persons, units=units)
    beginning = Beginning(route, body)
    return drafts.draft_lead(words, beginning, actor=(actor or room.clerk).at())


def test_it_exists_for_those_who_decide_and_for_who_drafted_it(room):
    lead = begin(room).lead

    assert [there(lead, who) for who in (room.clerk, room.head, room.deputy)] == [True] * 3
    others = (room.custodian, room.registrar, room.officer_head, room.officer)
    assert not any(there(lead, who) for who in others)
    assert opens(lead, room.head)
    assert opens(lead, room.clerk)


def test_three_working_days_from_the_day_on_which_it_was_found(room):
    assert begin(room).due(Clock.PROPOSE).due_on == date(2026, 3, 5)
    # The Saturday after it is a working day that makes up for the Spring Festival.
    assert begin(room, found_on="2026-02-27").due(Clock.PROPOSE).due_on == date(2026, 3, 3)


def test_what_it_says_comes_back_word_for_word(room):
    words = matter(earlier=(EarlierStep("督办函", "召营商督〔2026〕3号", "2026-02-20"),))
    lead = drafts.draft_lead(words, Beginning(), actor=room.clerk.at())

    assert reading_log.read_lead(lead, actor=room.deputy.at()).matter == words


@pytest.mark.parametrize(
    "person",
    [
        Person("许同"),
        Person(" 许　同 "),
        Person("许同", "营商专班"),  # the site knows no such unit
    ],
    ids=["by name alone", "with blanks", "in an unknown unit"],
)
def test_a_concerned_person_does_not_find_it_however_it_was_typed(room, person):
    lead = about(room, Person("甄某某", "县气象局"), person)

    assert not there(lead, room.deputy)
    assert not holds(lead, room.deputy)
    with pytest.raises(Absent):
        leads.fetch(lead.pk, seen_by=room.deputy.at())


def test_whoever_is_concerned_does_not_draft_it(room):
    for person, units in (
        (Person("陈静", "县助企办"), ()),
        (Person("马超", "县助企办"), ()),  # a colleague: the unit's people are kept out with it
        (Person("某某", "外地"), (ConcernedUnit("县助企办"),)),
    ):
        with pytest.raises(Invalid, match="回避"):
            about(room, person, units=units)
    assert not Lead.objects.exists()


def test_a_declared_relative_is_kept_out_and_cannot_be_named(room):
    relatives.declare_relative("甄某某", "县气象局", actor=room.deputy.at())
    lead = begin(room).lead

    assert not there(lead, room.deputy)
    assert not holds(lead, room.deputy)
    with pytest.raises(Invalid, match="回避"):
        named_readers.name_reader(lead, room.deputy.member.pk, actor=room.head.at())


@pytest.mark.parametrize("level", ["city", "province"])
def test_what_belongs_above_goes_on_as_a_sealed_stub(room, level):
    above = Person("某某", "外地", "", level)
    with pytest.raises(Invalid, match="密封转送"):
        about(room, above)
    with pytest.raises(Invalid, match="密封转送"):
        about(room, above, actor=room.registrar, route=Route.INWARD)

    assert about(room, above, route=Route.OUTWARD).route == Route.OUTWARD


@pytest.mark.parametrize(
    ("person", "units"),
    [(Person("郑正", "县纪委监委"), ()), (Person("某", "外地"), (ConcernedUnit("县纪委监委"),))],
    ids=["the head", "its unit"],
)
def test_what_concerns_those_who_would_receive_it_goes_on_as_a_sealed_stub(room, person, units):
    with pytest.raises(Invalid, match="密封转送"):
        about(room, person, units=units)
    with pytest.raises(Invalid):
        about(room, Person("郑正"), actor=room.registrar, route=Route.INWARD)
    assert not Lead.objects.exists()


def test_each_side_enters_what_is_its_own(room):
    with pytest.raises(NotPermitted):
        about(room, Person("某某"), actor=room.registrar)
    for nobody in (room.clerk, room.officer):
        with pytest.raises(NotPermitted):
            about(room, Person("某某"), actor=nobody, route=Route.INWARD)
    with pytest.raises(Invalid, match="外单位"):
        drafts.draft_lead(matter(), Beginning(Route.OUTWARD), actor=room.clerk.at())


def test_no_state_secret_is_taken_in(room):
    for field in ("title", "deed", "place"):
        with pytest.raises(Invalid, match="国家秘密"):
            drafts.draft_lead(matter(**{field: "机密★10年"}), Beginning(), actor=room.clerk.at())


def test_who_typed_a_reporter_s_name_cannot_read_it_again(room):
    lead = begin(room, reporter=REPORTER).lead

    assert holds(lead, room.custodian, FolderKind.REPORTER)
    assert not any(
        holds(lead, who, FolderKind.REPORTER) for who in (room.clerk, room.head, room.deputy)
    )
    assert not holds(lead, room.custodian, FolderKind.FILE)


def test_a_draft_is_changed_and_each_change_is_on_record(room):
    way = begin(room)

    fresh.edit_lead(way.lead, matter(title="索要香烟", urgency=""), actor=room.deputy.at())

    assert reading_log.read_lead(way.lead, actor=room.clerk.at()).matter.title == "索要香烟"
    assert entries(way.lead) == ["lead.draft", "lead.read", "lead.edit", "lead.read"]


def test_a_change_that_names_a_reader_ends_its_reading(room):
    lead = begin(room).lead

    fresh.edit_lead(lead, matter(persons=(Person("许同"),)), actor=room.clerk.at())

    assert not there(lead, room.deputy)
    assert not holds(lead, room.deputy)


def test_a_change_never_leaves_a_reporter_s_name_without_a_keeper(room):
    lead = begin(room, reporter=REPORTER).lead
    concerned = matter(persons=(Person("赵敏"),))
    with pytest.raises(WrongState, match="保管人"):
        fresh.edit_lead(lead, concerned, actor=room.clerk.at())
    assert holds(lead, room.custodian, FolderKind.REPORTER)

    fresh.set_custodian(room.deputy.member.pk, True, actor=room.head.at())
    grant_reporters(room.deputy.member.pk, actor=room.custodian.at())
    fresh.edit_lead(lead, concerned, actor=room.clerk.at())

    assert not holds(lead, room.custodian, FolderKind.REPORTER)
    assert holds(lead, room.deputy, FolderKind.REPORTER)


def test_the_text_of_a_draft_is_read_on_record_and_only_while_it_is_one(room):
    way = begin(room)

    assert reading_log.read_draft(way.lead, actor=room.clerk.at())[0] == matter()
    assert entries(way.lead)[-1] == "lead.read"
    way.go(Action.PROPOSE)
    with pytest.raises(WrongState):
        reading_log.read_draft(way.lead, actor=room.clerk.at())
