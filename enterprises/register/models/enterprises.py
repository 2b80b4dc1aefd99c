"""For whom: the register of enterprises (企业名录), their other names and their contacts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from cadres.encryption.models.encrypted_text import EncryptedTextField
from cadres.models import Written
from cadres.search.models.find_texts import find_index
from enterprises.register.models.querysets import EnterpriseQuerySet
from enterprises.register.rules.enterprises import LONGEST_TAG, Size

# By its name the statistics of words are asked.
FIND_INDEX = "enterprise_found"


class Enterprise(Written):
    """A registered enterprise, known by its 统一社会信用代码."""

    name = models.CharField("企业名称", max_length=120)
    code = models.CharField("统一社会信用代码", max_length=18, unique=True)
    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+")
    township = models.ForeignKey(
        "cadres.Region", models.PROTECT, related_name="+", null=True, blank=True
    )
    industry = models.CharField("行业类别", max_length=60, blank=True, default="")
    size = models.CharField("企业规模", max_length=20, choices=Size, default=Size.UNKNOWN)
    # None: nobody has said; NO_TAGS: it bears none.
    tags = ArrayField(
        models.CharField(max_length=LONGEST_TAG), verbose_name="企业标签", default=list, blank=True
    )
    products = models.CharField("主要产品", max_length=200, blank=True, default="")
    address = models.CharField("地址", max_length=200, blank=True, default="")
    remark = models.CharField("备注", max_length=200, blank=True, default="")
    is_active = models.BooleanField("在册", default=True)
    # An enterprise that stood twice, or became part of another (合并): its names lead there.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    # Search words of name, aliases and code: cadres.search.rules.character_pairs.
    pairs = ArrayField(models.IntegerField(), default=list, editable=False)
    # Lines by which a thumb finds it: cadres.search.rules.finding.
    find_text = models.TextField(blank=True, default="", editable=False)

    # Annotated by `with_last_contact()` and `with_aliases()`.
    last_contact_on: date | None
    known_as: list[dict[str, Any]]
    # Annotated by `selectors.find`: one of those that the viewer covers.
    is_own: bool

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["county", "township"], name="enterprise_county_township"),
            models.Index(fields=["name"], name="enterprise_name"),
            GinIndex(fields=["pairs"], name="enterprise_pairs"),
            find_index(FIND_INDEX),
        ]
        constraints = [
            models.CheckConstraint(
                name="enterprise_merged_is_off_the_register",
                condition=Q(merged_into__isnull=True) | Q(is_active=False),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another name (曾用名、别称) under which ledgers know the enterprise."""

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="aliases")
    name = models.CharField("别名", max_length=120)
    # Of a name that the enterprise bore itself (曾用名): the last day on which it did.
    until_on = models.DateField("停用", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enterprise", "name"], name="alias_once")]
        indexes = [models.Index(fields=["name"], name="alias_name")]

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """A person at the enterprise (企业联系人); the phone is encrypted, revealing it is recorded."""

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="contacts")
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务", max_length=60, blank=True, default="")
    # As it was written, remarks and all: cadres.people.rules.phones.
    phone = EncryptedTextField("电话", blank=True, default="")
    # By which each of its numbers is found, with and without area code.
    phone_keys = ArrayField(models.CharField(max_length=64), default=list, editable=False)
    is_primary = models.BooleanField("主要联系人", default=True)
    find_text = models.TextField(blank=True, default="", editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise"],
                name="contact_primary_once",
                condition=Q(is_primary=True),
            )
        ]
        indexes = [
            GinIndex(fields=["phone_keys"], name="contact_phone_keys"),
            find_index("contact_found"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def county_id(self) -> int:
        return self.enterprise.county_id
