"""Tickets: one valid thing, and its states as traits."""

from __future__ import annotations

from datetime import date, timedelta

import factory

from cadres.pages.models.prepared import Prepared
from cadres.pages.models.prepared_insert import written
from cadres.search.rules.character_pairs import pairs_of_all
from cases.models import (
    Category,
    Check,
    LadderStep,
    Measure,
    Rung,
    Ticket,
    TicketEvent,
    ToleranceCircumstance,
    Topic,
)
from cases.tickets.rules.closing.side_terms import CheckKind
from cases.tickets.rules.vocabulary import HandlingClass
from cases.tickets.rules.workflow import Action, State
from cases.tickets.services.clocks import clocks
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import CadreFactory, CountyFactory, UnitFactory, moment
from tests.factories.rows import RowFactory, names_of, read

FILED_ON = date(2026, 3, 2)


_CATEGORIES = Prepared(
    lambda name: Category.objects.filter(name=name).order_by("pk").values(*names_of(Category)),
    "a name that nothing has",
)


class CategoryFactory(RowFactory):
    """A category of problems, of each name one."""

    class Meta:
        model = Category

    name = "用能保障"

    @classmethod
    def _create(cls, model_class, *args, **facts):
        found = _CATEGORIES(facts["name"])
        return read(Category, found[0]) if found else super()._create(model_class, *args, **facts)


class TicketFactory(RowFactory):
    """A ticket waiting for dispatch; traits carry it further along the road."""

    class Meta:
        model = Ticket
        skip_postgeneration_save = True

    number = factory.Sequence(lambda n: f"测助企〔2026〕{n:05d}号")
    enterprise = factory.SubFactory(EnterpriseFactory)
    county = factory.SelfAttribute("enterprise.county")
    township = factory.SelfAttribute("enterprise.township")
    category = factory.SubFactory(CategoryFactory)
    title = "厂区变压器容量不足"
    description = "厂区变压器容量不足，申请增容 315 千伏安。"
    filed_by = factory.SubFactory(CadreFactory)
    filed_on = FILED_ON
    filed_at = factory.LazyAttribute(lambda o: moment(o.filed_on))
    due_on = factory.LazyAttribute(lambda o: o.filed_on + timedelta(days=9))
    promised_on = factory.SelfAttribute("due_on")
    pairs = factory.LazyAttribute(
        lambda o: pairs_of_all(
            o.number, o.title, o.description, o.enterprise.name if o.enterprise else ""
        )
    )

    class Params:
        assigned = factory.Trait(
            state=State.ASSIGNED,
            unit=factory.SubFactory(UnitFactory, region=factory.SelfAttribute("..county")),
            handling_class=HandlingClass.GENERAL,
            dispatched_by=factory.SubFactory(CadreFactory),
            dispatched_on=FILED_ON,
        )
        in_hand = factory.Trait(
            assigned=True, state=State.IN_HAND, accepted_on=FILED_ON, unit_due_on=date(2026, 3, 11)
        )
        resolved = factory.Trait(in_hand=True, state=State.RESOLVED, result="已更换变压器。")
        unconfirmed = factory.Trait(
            resolved=True,
            state=State.UNCONFIRMED,
            approved_on=date(2026, 3, 9),
            approved_by=factory.SubFactory(CadreFactory),
        )
        asking = factory.Trait(in_hand=True, state=State.ASKING, step_due_on=date(2026, 3, 13))
        unreached = factory.Trait(unconfirmed=True, state=State.UNREACHED)
        no_answer = factory.Trait(unconfirmed=True, state=State.NO_ANSWER)
        planned = factory.Trait(
            in_hand=True,
            state=State.PLANNED,
            plan_owner="王强",
            plan_due_on=date(2026, 6, 30),
            step_due_on=date(2026, 4, 3),
        )
        closed = factory.Trait(unconfirmed=True, state=State.CLOSED, closed_on=date(2026, 3, 10))
        void = factory.Trait(state=State.VOID)

    @factory.post_generation
    def traced(self, create, extracted, **kwargs):
        """One line of history, so that as-of questions find the ticket where it stands."""
        event = TicketEvent(
            ticket=self,
            action=Action.FILE,
            at=self.filed_at,
            actor=self.filed_by,
            actor_name=str(self.filed_by or "系统"),
            state=self.state,
            unit=self.unit,
            due_on=self.due_on,
            promised_on=self.promised_on,
            unit_due_on=self.unit_due_on,
            step_due_on=self.step_due_on,
            paused_at=self.paused_at,
            approved_on=self.approved_on,
            outcome=self.outcome,
        )
        for row in (event, *clocks.stated(self, self.filed_at)):
            written(row)


class MeasureFactory(RowFactory):
    class Meta:
        model = Measure

    ticket = factory.SubFactory(TicketFactory, in_hand=True)
    text = "现场勘查并更换变压器"
    owner_name = "王强"
    filed_by = factory.SubFactory(CadreFactory)
    filed_at = moment(FILED_ON)

    class Params:
        done = factory.Trait(done_on=FILED_ON, evidence="供电方案答复单已送达企业。")


class CheckFactory(RowFactory):
    """A look back that is due."""

    class Meta:
        model = Check

    ticket = factory.SubFactory(TicketFactory, closed=True)
    county = factory.SelfAttribute("ticket.county")
    kind = CheckKind.FIRST
    round = factory.SelfAttribute("ticket.round")
    due_on = date(2026, 4, 9)
    made_at = moment(date(2026, 4, 9))


class TopicFactory(RowFactory):
    """A topic that its unit is at work on."""

    class Meta:
        model = Topic

    county = factory.SubFactory(CountyFactory)
    unit = factory.SubFactory(UnitFactory, region=factory.SelfAttribute("..county"))
    title = "园区供电容量不足"
    description = "多家企业反映变压器容量不足，须统一增容。"
    owner_name = "王强"
    opened_by = factory.SubFactory(CadreFactory)
    opened_at = moment(FILED_ON)
    opened_on = FILED_ON
    due_on = date(2026, 4, 14)
    basis = "本系统默认值，暂无文件规定"

    class Params:
        resolved = factory.Trait(
            result="已完成增容。",
            resolved_by=factory.SubFactory(CadreFactory),
            resolved_on=date(2026, 3, 20),
        )
        closed = factory.Trait(
            resolved=True,
            confirmed_by=factory.SubFactory(CadreFactory),
            closed_on=date(2026, 3, 23),
        )


class LadderStepFactory(RowFactory):
    """A letter that a clerk of the office is to sign."""

    class Meta:
        model = LadderStep

    ticket = factory.SubFactory(TicketFactory, in_hand=True)
    county = factory.SelfAttribute("ticket.county")
    unit = factory.SelfAttribute("ticket.unit")
    round = factory.SelfAttribute("ticket.round")
    rung = factory.LazyFunction(lambda: Rung.objects.get(code="hint_letter", region=None))
    code = factory.SelfAttribute("rung.code")
    cycle = 1
    fired_on = date(2026, 3, 18)
    due_on = factory.SelfAttribute("ticket.due_on")
    why = "对企业承诺 3月11日到期，已超期 5 个工作日"
    proposed_at = moment(date(2026, 3, 18), 8)


class CircumstanceFactory(RowFactory):
    """One circumstance of a county's own list (容错情形)."""

    class Meta:
        model = ToleranceCircumstance

    text = "先行先试、探索创新中的失误"
    basis = "召办〔2026〕9号"
    valid_from = date(2026, 1, 1)
    set_at = moment(date(2026, 1, 1))
