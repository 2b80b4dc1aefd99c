"""The demo county's room: both sides in use, and leads in several states, made by its actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors.calendar import work_calendar
from cadres.models import Cadre
from cadres.people.selectors import viewers
from cadres.viewers.rules.viewer import Viewer
from cases.leads.drop_box.rules.dropped_papers import Dropped
from cases.leads.drop_box.services import dropping
from cases.leads.handling.rules.archive import KeptCopy
from cases.leads.handling.rules.suggestions import Opinion, Suggestion
from cases.leads.handling.services import delivery, drafts, receiving, suggestions
from cases.leads.handling.services.drafts import Beginning
from cases.leads.keys.selectors import seats
from cases.leads.keys.services.enrolment import confirm_key, make_key
from cases.leads.keys.services.first_contact import confirm_other
from cases.leads.keys.services.founding import found_office, name_member, print_founding_code
from cases.leads.keys.services.keys import Browser, open_key
from cases.leads.models import Lead, Member, Office
from cases.leads.procedure.rules.content import ConcernedUnit, Feedback, Matter, Person, Reporter
from cases.leads.procedure.rules.procedure import Action
from cases.leads.procedure.rules.vocabulary import Duty, Field, Level, Source
from cases.leads.readers.services import reporters
from cases.leads.vault.rules.passphrase_bundles import Bundle
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.rules.trust import fingerprint
from cases.leads.vault.selectors import openings
from cases.leads.vault.services.room_transaction import together
from cases.letters.exchange.printing import PRINTER
from cases.management.demo import people

# Told to every visitor of the demo; a real room never has one that was told.
PASSPHRASE = "演示口令：辛夷花开满山坡"  # noqa: S105
HEAD, CLERK, CUSTODIAN = "郭建国", "陈静", "赵敏"
OFFICER_HEAD, REGISTRAR = "何清", "周正"
SEATS = (
    (HEAD, CLERK, Duty.CLERK, False),
    (HEAD, CUSTODIAN, Duty.CLERK, True),
    (OFFICER_HEAD, REGISTRAR, Duty.REGISTRAR, True),
)
OFFICES = (
    (HEAD, "南召县发展和改革委员会", "县万人助万企活动办公室", "召发改移"),
    (OFFICER_HEAD, "南召县纪委监委", "案件监督管理室", "召纪反馈"),
)
HERE = Browser("demo", "demo")
# Private keys by name: to open one is slow on purpose, and each is needed many times.
Keys = dict[str, Bundle]
# How many working days ago the room was brought into use.
FOUNDED = 40


@dataclass(frozen=True, slots=True)
class Way:
    """A matter, when it was found (working days ago), and how many steps it has gone."""

    found: int
    steps: int
    matter: Matter


KEPT = KeptCopy("000002", "助企办保密柜", CLERK)
DROPPED = (
    Dropped("某窗口每周三下午无人值守，企业去了三次都没办成，窗口说领导开会。", "县某服务窗口"),
    Dropped("某所检查人员到厂里吃饭不付钱，上月两次，有饭店的单子。", name="厂里的会计"),
)
STEPS = 12
WAYS = (
    Way(
        30,
        STEPS,
        Matter(
            title="某站所办理手续期间接受企业宴请",
            field=Field.RELATIONS,
            source=Source.VISIT,
            found_by="县助企办 陈静",
            persons=(Person("甄某", "县不动产登记中心", "窗口工作人员", "township"),),
            time="今年9月中旬",
            place="县城某酒店",
            deed="企业办理不动产登记期间，接受其负责人宴请一次。",
            consequence="企业反映此后手续很快办妥，担心成为惯例。",
            breached="《河南省优化营商环境条例》",
            is_named=True,
        ),
    ),
    # Proposed, and waiting for the head's approval.
    Way(
        12,
        7,
        Matter(
            title="执法人员多次上门检查未出具文书",
            field=Field.ENFORCEMENT,
            source=Source.HOTLINE,
            found_by="县助企办 赵敏",
            units=(ConcernedUnit("县某执法大队", Level.COUNTY),),
            time="今年10月以来",
            place="某石材企业厂区",
            deed="以检查为由上门五次，均未出示检查通知书，也未留下检查记录。",
            consequence="企业停产配合三次。",
        ),
    ),
    Way(
        2,
        2,
        Matter(
            title="工单报称解决、企业两次否认",
            field=Field.CONDUCT,
            source=Source.SUPERVISION,
            found_by="县助企办 郭建国",
            units=(ConcernedUnit("县某管理所", Level.COUNTY),),
            time="今年11月",
            place="线上办理",
            deed="两次报称问题已解决，经回访企业均表示无人联系。",
        ),
    ),
    Way(
        1,
        1,
        Matter(
            title="窗口工作人员索要材料之外的“加急费”",
            field=Field.SERVICE,
            source=Source.CODE,
            found_by="企业扫码反映",
            persons=(Person("贾某", "县某服务窗口"),),
            urgency="pressing",
            urgent_because="正在发生的索要",
        ),
    ),
)


@together()
def make_room(now: datetime) -> dict[str, int]:
    """Bring both sides into use and let the demo's leads go their ways."""
    days, keys = work_calendar(), Keys()
    founded = _moment(days, now, FOUNDED)
    for name, *letterhead in OFFICES:
        _found(name, *letterhead, founded)
    for number, (name, *_) in enumerate(OFFICES):
        other = _member(OFFICES[1 - number][0]).office
        confirm_other(fingerprint(bytes(other.root)), actor=_reader(keys, name, founded))
    for head, name, duty, is_custodian in SEATS:
        _seat(_reader(keys, head, founded), name, duty, is_custodian)
    for way in WAYS:
        _go(way, keys, days, now)
    for number, paper in enumerate(DROPPED):
        _drop(paper, number, days, now)
    return {"线索室": len(OFFICES), "线索": len(WAYS), "密封投递": len(DROPPED)}


def is_made() -> bool:
    return Office.objects.exists()


def _found(name: str, office: str, desk: str, series: str, at: datetime) -> None:
    actor = _viewer(name, at)
    may = seats.may_found(actor)
    assert may is not None
    code = print_founding_code(*may, actor=Viewer.system(at))
    found_office(code, office, series, PASSPHRASE, PASSPHRASE, desk=desk, actor=actor)


def _seat(head: Reader, name: str, duty: Duty, is_custodian: bool) -> None:
    """As in an office: the code on paper, the key, and the fingerprint that is read out."""
    named = name_member(_cadre(name).pk, duty, is_custodian=is_custodian, actor=head)
    actor = _viewer(name, head.at)
    pair = make_key(named.member, named.code, PASSPHRASE, PASSPHRASE, actor=actor)
    confirm_key(named.member.pk, fingerprint(bytes(pair.public)), actor=head)


def _go(way: Way, keys: Keys, days: WorkCalendar, now: datetime) -> None:
    """One step every other working day, as far as the matter has come."""
    found = _moment(days, now, way.found)
    matter = _dated(way.matter, found)
    reporter = Reporter("反映人甲", "某企业", "13900000000") if matter.is_named else Reporter()
    lead = drafts.draft_lead(
        matter, Beginning(reporter=reporter), actor=_reader(keys, CLERK, found)
    )
    for number, (who, step) in enumerate(_steps()[: way.steps - 1], 1):
        at = _moment(days, now, max(way.found - 2 * number, 0)) + timedelta(minutes=number)
        step(Lead.objects.get(pk=lead.pk), _reader(keys, who, min(at, now)))


def _drop(paper: Dropped, number: int, days: WorkCalendar, now: datetime) -> None:
    """By nobody in particular, as the page at the box does it."""
    county_id = _member(OFFICER_HEAD).office.county_id
    key = f"demo-paper-of-the-drop-box-{number}"
    giver = dropping.giver(_moment(days, now, number + 1))
    dropping.drop_paper(paper, (), key, county_id, actor=giver)


def _steps():  # type: ignore[no-untyped-def]
    answer = Feedback("handled", persons=1, kinds=("批评教育",), body="已处理，并要求举一反三。")
    return (
        (CLERK, lambda lead, actor: drafts.propose_lead(lead, actor=actor)),
        (
            HEAD,
            lambda lead, actor: drafts.approve_lead(lead, **_seen(lead, actor)),
        ),
        (CLERK, lambda lead, actor: delivery.issue_letter(lead, actor=actor, printer=PRINTER)),
        (
            CLERK,
            lambda lead, actor: delivery.deliver_lead(lead, kept=KEPT, **_seen(lead, actor)),
        ),
        (REGISTRAR, lambda lead, actor: delivery.sign_lead(lead, "正本一份", **_seen(lead, actor))),
        (REGISTRAR, _suggest),
        (OFFICER_HEAD, _decide),
        (REGISTRAR, lambda lead, actor: receiving.accept_lead(lead, actor=actor)),
        (REGISTRAR, _inform(Action.INFORM_INTAKE)),
        (
            REGISTRAR,
            lambda lead, actor: receiving.feed_back(lead, answer, actor=actor, printer=PRINTER),
        ),
        (REGISTRAR, _inform(Action.INFORM_RESULT)),
    )


def _suggest(lead: Lead, actor: Reader) -> object:
    said = Suggestion(
        Opinion.ACCEPT,
        "属本机关管辖，有具体事实，拟受理。",
        handler_id=actor.member_id,
        to_id=_member(OFFICER_HEAD).pk,
    )
    return suggestions.suggest_lead(lead, said, actor=actor)


def _decide(lead: Lead, actor: Reader) -> object:
    digest = suggestions.digest_of(lead, actor=actor)
    return suggestions.decide_lead(lead, actor=actor, digest=digest)


def _inform(action: Action):  # type: ignore[no-untyped-def]
    how = "电话告知，反映人没有异议。"
    return lambda lead, actor: reporters.inform_reporter(lead, action, how, actor=actor)


def _seen(lead: Lead, actor: Reader) -> dict[str, Any]:
    """Who signs, and what they were shown."""
    return {"actor": actor, "digest": drafts.digest_of(drafts.own_file(lead, actor), actor)}


def _dated(matter: Matter, found: datetime) -> Matter:
    values = {name: getattr(matter, name) for name in Matter.__dataclass_fields__}
    return Matter(**{**values, "found_on": found.date().isoformat()})


def _moment(days: WorkCalendar, now: datetime, ago: int) -> datetime:
    """Ten o'clock so many working days ago, never later than now."""
    day = now.date()
    while ago:
        day -= timedelta(days=1)
        ago -= days.is_working(day)
    return min(now.replace(year=day.year, month=day.month, day=day.day, hour=10, minute=0), now)


def _cadre(name: str) -> Cadre:
    return Cadre.objects.get(account=people.account_of(name))


def _viewer(name: str, at: datetime) -> Viewer:
    return viewers.build(_cadre(name), at=at)


def _member(name: str) -> Member:
    return Member.objects.select_related("office").get(cadre_id=_cadre(name).pk)


def _reader(keys: Keys, name: str, at: datetime) -> Reader:
    """The member with its key open, as in a browser of its own."""
    member, viewer = _member(name), _viewer(name, at)
    if name not in keys:
        secret = open_key(member, PASSPHRASE, HERE, actor=viewer)
        idle = timedelta(minutes=1)
        opening = openings.current(member, secret, HERE.session, HERE.agent, at=at, idle=idle)
        assert opening is not None
        keys[name] = openings.bundle(opening, secret)
    return seats.reader(viewer, member, keys[name])
