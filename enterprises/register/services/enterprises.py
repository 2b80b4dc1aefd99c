"""The register is kept: enterprises come on it, are renamed, and leave it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db import IntegrityError, transaction

from cadres.errors import Conflict, Invalid
from cadres.models import Region, RegionLevel
from cadres.search.rules import finding
from cadres.search.rules.character_pairs import pairs_of_all
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Alias, Enterprise, Size
from enterprises.register.rules import authority, credit_codes, enterprise_names
from enterprises.register.rules.enterprises import LONGEST_TAG, MOST_TAGS
from enterprises.register.selectors import enterprises


class Follower(Protocol):
    """Recomputes what an upper app keeps under the names of an enterprise."""

    def __call__(self, enterprise: Enterprise, *, actor: Viewer) -> None: ...


# Called in the same transaction after name or aliases changed: an upper app recomputes what it
# keeps under the enterprise's names. Filled in apps.ready().
on_renamed: list[Follower] = []

FIELDS = enterprises.FACTS
LONGEST_NAME = 120
TAGS_TOO_LONG = f"标签最多 {MOST_TAGS} 个，每个不超过 {LONGEST_TAG} 个字，用顿号分开。"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the register says of an enterprise."""

    name: str
    code: str
    county: Region
    township: Region | None = None
    industry: str = ""
    size: str = Size.UNKNOWN
    products: str = ""
    address: str = ""
    remark: str = ""
    tags: tuple[str, ...] = ()


@transaction.atomic
def add_enterprise(facts: Facts, *, actor: Viewer, aliases: Iterable[str] = ()) -> Enterprise:
    """An enterprise comes on the register of its county."""
    enterprise = drafted(facts, actor=actor)
    _save(enterprise, None)
    _write_aliases(enterprise, aliases)
    _reindex(enterprise)
    audit.record("enterprise.add", enterprise, actor=actor, code=enterprise.code)
    return enterprise


def drafted(facts: Facts, *, actor: Viewer) -> Enterprise:
    """Return the enterprise as it would come on the register, checked and not saved."""
    authority.check_keeps_register(actor, facts.county.pk)
    enterprise = Enterprise(county=facts.county, **_checked(facts))
    _check_code_is_free(enterprise)
    return enterprise


@transaction.atomic
def edit_enterprise(
    enterprise: Enterprise, facts: Facts, *, actor: Viewer, read: Read
) -> Enterprise:
    """The register is put right; a former name stays as an alias, so that ledgers still find it."""
    enterprise = _look_again(enterprise, actor)
    authority.check_keeps_register(actor, enterprise.county_id)
    given = edits.settle(
        enterprise,
        enterprises.facts(enterprise),
        _checked(facts),
        read=read,
        actor=actor,
        verbs=("enterprise.edit",),
    )
    changed = [field for field in FIELDS if getattr(enterprise, field) != given[field]]
    if not changed:
        return enterprise
    former = enterprise.name
    for field in changed:
        setattr(enterprise, field, given[field])
    _check_code_is_free(enterprise)
    _save(enterprise, changed)
    if "name" in changed:
        _write_aliases(enterprise, [former], until_on=actor.today)
    if {"name", "code"} & set(changed):
        _renamed(enterprise, actor)
    audit.record("enterprise.edit", enterprise, actor=actor, changed=changed)
    return enterprise


@transaction.atomic
def add_alias(enterprise: Enterprise, name: str, *, actor: Viewer) -> Enterprise:
    """Another name under which ledgers know the enterprise."""
    enterprise = _look_again(enterprise, actor)
    authority.check_keeps_register(actor, enterprise.county_id)
    alias = enterprise_names.enterprise_name(name)
    if not alias:
        raise Invalid("请填写别名。", {"name": "请填写别名。"})
    if len(alias) > LONGEST_NAME:
        raise Invalid("别名过长，请核对。", {"name": "别名过长，请核对。"})
    if _write_aliases(enterprise, [alias]):
        _renamed(enterprise, actor)
        audit.record("enterprise.add_alias", enterprise, actor=actor, alias=alias)
    return enterprise


@transaction.atomic
def remove_alias(enterprise: Enterprise, alias_id: int, *, actor: Viewer) -> Enterprise:
    """A wrong name is taken away."""
    enterprise = _look_again(enterprise, actor)
    authority.check_keeps_register(actor, enterprise.county_id)
    alias = enterprise.aliases.filter(pk=alias_id).first()
    if alias is None:
        raise Conflict("这个别名已经删除，请刷新页面。")
    alias.delete()
    _renamed(enterprise, actor)
    audit.record("enterprise.remove_alias", enterprise, actor=actor, alias=alias.name)
    return enterprise


@transaction.atomic
def deactivate_enterprise(enterprise: Enterprise, *, actor: Viewer, reason: str) -> Enterprise:
    """An enterprise that closed down or moved away leaves the lists; its history stays."""
    if not reason.strip():
        raise Invalid("请写明移出名录的原因。", {"reason": "请写明移出名录的原因。"})
    return _set_active(enterprise, False, "enterprise.deactivate", actor, reason=reason.strip())


@transaction.atomic
def reactivate_enterprise(enterprise: Enterprise, *, actor: Viewer) -> Enterprise:
    """It is back on the register."""
    return _set_active(enterprise, True, "enterprise.reactivate", actor)


def take_names(enterprise: Enterprise, other: Enterprise, *, actor: Viewer) -> None:
    """Every name of the other leads to this one, and whatever hangs on names follows."""
    names = other.aliases.values_list("name", flat=True)
    _write_aliases(enterprise, [other.name, *names], until_on=actor.today)
    _renamed(enterprise, actor)


def follow_new_name(enterprise: Enterprise, *, actor: Viewer) -> None:
    """Search words and whatever else hangs on the names follow names that a ledger gave."""
    _renamed(enterprise, actor)


def _look_again(enterprise: Enterprise, actor: Viewer) -> Enterprise:
    # Lock by key first; then, in a second statement, read through visibility.
    Enterprise.objects.select_for_update(no_key=True).filter(pk=enterprise.pk).values_list(
        "pk"
    ).first()
    return enterprises.fetch(enterprise.pk, seen_by=actor)


def _checked(facts: Facts) -> dict[str, object]:
    name, code = enterprise_names.enterprise_name(facts.name), credit_codes.credit_code(facts.code)
    problems = {
        "name": "" if name else "请填写企业名称。",
        "code": f"{fault}。" if (fault := credit_codes.code_fault(code)) else "",
        "size": "" if facts.size in Size.values else "请从列表中选择企业规模。",
        "tags": "" if _are_short(facts.tags) else TAGS_TOO_LONG,
        "township": "" if _lies_in(facts) else "请选择本县的乡镇。",
    }
    given: dict[str, object] = {
        "name": name,
        "code": code,
        "township": facts.township,
        "size": facts.size,
        "industry": facts.industry.strip(),
        "products": facts.products.strip(),
        "address": facts.address.strip(),
        "remark": facts.remark.strip(),
        "tags": list(facts.tags),
    }
    too_long = [field for field in given if _is_too_long(field, given[field])]
    problems |= dict.fromkeys(too_long, "内容过长，请精简。")
    fields = {field: sentence for field, sentence in problems.items() if sentence}
    if fields:
        raise Invalid("".join(fields.values()), fields)
    return given


def _lies_in(facts: Facts) -> bool:
    town = facts.township
    return town is None or (
        town.level == RegionLevel.TOWNSHIP and town.parent_id == facts.county.pk
    )


def _are_short(tags: tuple[str, ...]) -> bool:
    return len(tags) <= MOST_TAGS and all(len(one) <= LONGEST_TAG for one in tags)


def _is_too_long(field: str, value: object) -> bool:
    most = getattr(Enterprise._meta.get_field(field), "max_length", None)
    return isinstance(value, str) and most is not None and len(value) > most


def _check_code_is_free(enterprise: Enterprise) -> None:
    others = Enterprise.objects.filter(code=enterprise.code).exclude(pk=enterprise.pk)
    if others.exists():
        raise _code_taken()


def _code_taken() -> Conflict:
    sentence = "这个统一社会信用代码已经登记过，请先在名录中查找这家企业。"
    return Conflict(sentence, {"code": sentence})


def _save(enterprise: Enterprise, fields: list[str] | None) -> None:
    # Two people may register the same code at once; the constraint decides who was first.
    try:
        with transaction.atomic():
            enterprise.save(force_insert=fields is None, update_fields=fields)
    except IntegrityError as error:
        raise _code_taken() from error


def _write_aliases(
    enterprise: Enterprise, names: Iterable[str], until_on: date | None = None
) -> int:
    aliases = enterprise.aliases.values_list("name", flat=True)
    known = {enterprise_names.name_key(name) for name in (enterprise.name, *aliases)}
    wanted = {
        enterprise_names.name_key(name): enterprise_names.enterprise_name(name) for name in names
    }
    fresh = [
        Alias(enterprise=enterprise, name=wanted[key], until_on=until_on)
        for key in wanted
        if key not in known
    ]
    return len(Alias.objects.bulk_create([alias for alias in fresh if alias.name]))


def _renamed(enterprise: Enterprise, actor: Viewer) -> None:
    _reindex(enterprise)
    for follow in on_renamed:
        follow(enterprise, actor=actor)


def _reindex(enterprise: Enterprise) -> None:
    names = [enterprise.name, *enterprise.aliases.values_list("name", flat=True)]
    enterprise.pairs = pairs_of_all(enterprise.code, *names)
    enterprise.find_text = finding.find_text(names, enterprise.code)
    enterprise.save(update_fields=["pairs", "find_text"])


def _set_active(
    enterprise: Enterprise, is_active: bool, verb: str, actor: Viewer, **detail: str
) -> Enterprise:
    enterprise = _look_again(enterprise, actor)
    authority.check_keeps_register(actor, enterprise.county_id)
    if is_active and enterprise.merged_into is not None:
        raise Conflict(f"{enterprise}已并入{enterprise.merged_into}，不能恢复。")
    if enterprise.is_active == is_active:
        raise Conflict("这家企业的在册状态已经改变，请刷新页面。")
    enterprise.is_active = is_active
    enterprise.save(update_fields=["is_active"])
    audit.record(verb, enterprise, actor=actor, **detail)
    return enterprise
