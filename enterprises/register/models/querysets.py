"""Composable questions about enterprises, assignments and visits."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import (
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    Window,
)
from django.db.models.expressions import BaseExpression
from django.db.models.functions import JSONObject, RowNumber

from cadres.encryption.models.encrypted_text import blind_keys
from cadres.people.rules import phones
from cadres.search.rules import character_pairs
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from enterprises.register.rules import visibility

if TYPE_CHECKING:
    from cadres.models import Posting
    from enterprises.coverage.models.assignments import Assignment
    from enterprises.register.models.enterprises import Alias, Contact, Enterprise  # noqa: F401
    from enterprises.visits.models.visits import Visit, VisitMember

Ids = BaseExpression | Collection[int]


class EnterpriseQuerySet(models.QuerySet["Enterprise"]):
    def visible_to(self, viewer: Viewer) -> EnterpriseQuerySet:
        return self.filter(visibility.enterprises_for(viewer))

    def matching(self, words: str, viewer: Viewer, *, near: Collection[Ids]) -> EnterpriseQuerySet:
        """Name, alias or code holds every pair of characters of the words.

        A whole phone number finds the enterprises whose phones the viewer may ask for: of others
        it would tell whose number it is. `near` are those of an upper app (selectors/nearness.py).
        """
        found = Q()
        for pair_set in filter(None, (character_pairs.pairs(word) for word in words.split())):
            found &= Q(pairs__contains=pair_set)
        return self.filter(found | self.of_phone(words, viewer, near=near))

    @staticmethod
    def of_phone(words: str, viewer: Viewer, *, near: Collection[Ids]) -> Q:
        """Whose phone the words are, among those that the viewer may ask for; or no condition."""
        keys = blind_keys(phones.asked_for(words))
        if not keys:
            return Q()
        called = _contacts().filter(phone_keys__overlap=keys).values("enterprise_id")
        return visibility.phones_for(viewer, near=near) & Q(pk__in=called)

    def active(self) -> EnterpriseQuerySet:
        return self.filter(is_active=True)

    def covered(self, on: date) -> EnterpriseQuerySet:
        """Somebody who can act covers it on the day, as `AssignmentQuerySet.acting`."""
        return self.filter(_covering(on))

    def uncovered(self, on: date) -> EnterpriseQuerySet:
        return self.filter(~_covering(on))

    def marked(self, *, is_own: bool) -> EnterpriseQuerySet:
        """Annotate `is_own`: whether these are what the viewer covers."""
        return self.annotate(is_own=Value(is_own))

    def with_last_contact(self) -> EnterpriseQuerySet:
        """Annotate `last_contact_on`, the day of the newest visit of anybody."""
        newest = _visits().filter(enterprise_id=OuterRef("pk")).order_by("-visited_on")
        return self.annotate(last_contact_on=Subquery(newest.values("visited_on")[:1]))

    def with_aliases(self) -> EnterpriseQuerySet:
        """Annotate `known_as`, the other names as `{"pk": …, "name": …}`."""
        found = _aliases().filter(enterprise_id=OuterRef("pk")).order_by("pk")
        said = JSONObject(pk="pk", name="name", until_on="until_on")
        return self.annotate(known_as=ArraySubquery(found.values(one=said)))

    def without_contact_since(self, day: date) -> EnterpriseQuerySet:
        later = _visits().filter(enterprise_id=OuterRef("pk"), visited_on__gte=day)
        return self.filter(~Exists(later))


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, viewer: Viewer) -> AssignmentQuerySet:
        return self.filter(visibility.assignments_for(viewer))

    def in_force(self, on: date) -> AssignmentQuerySet:
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=on), from_on__lte=on)

    def not_over(self, on: date) -> AssignmentQuerySet:
        """In force on the day, or planned to begin later."""
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=on))

    def of_cadres(self) -> AssignmentQuerySet:
        return self.filter(cadre__isnull=False)

    def serving(self, on: date) -> AssignmentQuerySet:
        """In force on the day: by those who can act then, and by county leaders (包联县领导)."""
        leader = Q(part="county_leader")  # Part.COUNTY_LEADER, whose module imports this one
        return self.in_force(on).filter(leader | Q(_holds_the_post(on)))

    def acting(self, on: date) -> AssignmentQuerySet:
        """In force on the day, by somebody who then holds the post of an assisting cadre.

        One who left, or whose post ended, sees nothing of the enterprise and helps nobody; nor does
        a county leader kept by name alone.
        """
        return self.in_force(on).filter(_holds_the_post(on))

    def cadre_ids(self) -> list[int]:
        """The cadres among them; county leaders kept by name alone are left out."""
        return list(self.of_cadres().values_list("cadre_id", flat=True).distinct())

    def enterprise_ids(self) -> list[int]:
        return list(self.values_list("enterprise_id", flat=True).distinct())


class VisitQuerySet(models.QuerySet["Visit"]):
    def visible_to(self, viewer: Viewer, *, near: Collection[Ids]) -> VisitQuerySet:
        """`near` are the enterprises that an upper app names (selectors/nearness.py)."""
        joined = _joined_by(viewer.cadre_id)
        return self.filter(visibility.visits_for(viewer, joined=joined, near=near))

    def of_cadre(self, cadre_id: int | None) -> VisitQuerySet:
        """Those the cadre took part in or wrote down."""
        return self.filter(Q(pk__any_of=_joined_by(cadre_id)) | Q(filed_by_id=cadre_id))

    def without(self, cadre_ids: Collection[int]) -> VisitQuerySet:
        """Those in which none of these cadres took part."""
        theirs = _members().filter(visit_id=OuterRef("pk"), cadre_id__in=cadre_ids)
        return self.filter(~Exists(theirs))

    def newest_of(self, enterprise_ids: Collection[int], count: int) -> VisitQuerySet:
        """The newest `count` visits of each of these enterprises."""
        place = Window(RowNumber(), "enterprise_id", order_by=("-visited_on", "-pk"))
        theirs = self.filter(enterprise_id__in=enterprise_ids)
        return theirs.annotate(place=place).filter(place__lte=count)

    def of_enterprises_matching(self, words: str) -> VisitQuerySet:
        """Name, alias or code of the enterprise holds every pair of characters of the words."""
        found = self
        for pair_set in filter(None, (character_pairs.pairs(word) for word in words.split())):
            found = found.filter(enterprise__pairs__contains=pair_set)
        return found

    def for_list(self) -> VisitQuerySet:
        # Names only: phones need not be decrypted, nor password hashes fetched, to show a list.
        members = _members().select_related("cadre", "unit").order_by("pk")
        named = members.only("visit_id", "cadre_id", "unit_id", "cadre__name", "unit__name")
        rows = self.select_related("enterprise", "enterprise__township")
        return rows.defer("enterprise__pairs").prefetch_related(Prefetch("members", queryset=named))


def _joined_by(cadre_id: int | None) -> ArraySubquery:
    """The ids of the visits in which the cadre took part.

    An array made once by a sub-query: the planner looks its ids up by the primary key, where a
    join over members in the OR would walk every visit.
    """
    return ArraySubquery(_members().filter(Q(cadre_id=cadre_id)).values("visit_id"))


def _covering(on: date) -> Exists:
    model: type[Assignment] = apps.get_model("enterprises", "Assignment")
    return Exists(model.objects.acting(on).filter(enterprise_id=OuterRef("pk")))


def _holds_the_post(on: date) -> Exists:
    """The cadre of an assignment held an assisting cadre's post that day, and had not left."""
    model: type[Posting] = apps.get_model("cadres", "Posting")
    held = model.objects.holding(Role.CADRE).filter(
        Q(to_on__isnull=True) | Q(to_on__gte=on),
        Q(cadre__left_on__isnull=True) | Q(cadre__left_on__gt=on),
        cadre_id=OuterRef("cadre_id"),
        from_on__lte=on,
    )
    return Exists(held)


def _aliases() -> QuerySet[Alias]:
    model: type[Alias] = apps.get_model("enterprises", "Alias")
    return model.objects.all()


def _contacts() -> QuerySet[Contact]:
    model: type[Contact] = apps.get_model("enterprises", "Contact")
    return model.objects.all()


def _visits() -> QuerySet[Visit]:
    model: type[Visit] = apps.get_model("enterprises", "Visit")
    return model.objects.all()


def _members() -> QuerySet[VisitMember]:
    model: type[VisitMember] = apps.get_model("enterprises", "VisitMember")
    return model.objects.all()
