"""Who acts: units, cadres (the users), and their postings from–to."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from cadres.encryption.models.encrypted_text import EncryptedTextField
from cadres.pages.models.written import Written
from cadres.people.models.querysets import PostingQuerySet
from cadres.people.rules.units import UnitKind
from cadres.search.models.find_texts import find_index
from cadres.viewers.models.id_arrays import IdArrayField
from cadres.viewers.rules.roles import Role


class Unit(Written):
    """A unit (单位) of a region; `path` lists unit ids from the top to itself as `/3/17/`."""

    region = models.ForeignKey("cadres.Region", models.PROTECT, related_name="units")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="units_below"
    )
    path = models.CharField(max_length=200, default="")
    name = models.CharField("单位名称", max_length=80)
    # The name without county and without 人民政府 and the like, by which ledgers are matched.
    name_key = models.CharField(max_length=80, default="")
    # By which the one box finds it, under former names too.
    find_text = models.TextField(blank=True, default="", editable=False)
    kind = models.CharField("类别", max_length=20, choices=UnitKind, default=UnitKind.DEPARTMENT)
    is_active = models.BooleanField("在用", default=True)
    # A unit that was closed because another took over all of its work (撤并).
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "name"], name="unit_name_once_per_region"),
            models.CheckConstraint(
                name="unit_merged_is_closed",
                condition=Q(merged_into__isnull=True) | Q(is_active=False),
            ),
        ]
        indexes = [
            models.Index(fields=["path"], name="unit_path", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["region", "name_key"], name="unit_region_name_key"),
            find_index("unit_found"),
        ]

    def __str__(self) -> str:
        return self.name


class UnitName(models.Model):
    """A name that a unit bore before (曾用名); ledgers of that time still find the unit by it."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="former_names")
    name = models.CharField("曾用名", max_length=80)
    name_key = models.CharField(max_length=80)
    # From when it held is known only where the name before it ended here.
    from_on = models.DateField("启用", null=True, blank=True)
    until_on = models.DateField("停用")

    class Meta:
        ordering = ["-until_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="unit_name_ends_after_it_begins",
                condition=Q(from_on__isnull=True) | Q(from_on__lte=F("until_on")),
            )
        ]
        indexes = [models.Index(fields=["name_key"], name="unit_former_name_key")]

    def __str__(self) -> str:
        return self.name


class CadreManager(BaseUserManager["Cadre"]):
    def get_by_natural_key(self, username: str | None) -> Cadre:
        return self.get(account=username)


class Cadre(Written, AbstractBaseUser):
    """A person with an account; who leaves keeps the history and loses the door."""

    account = models.CharField("账号", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=40)
    name_pinyin = models.CharField(max_length=120, default="", blank=True)
    find_text = models.TextField(blank=True, default="", editable=False)
    phone = EncryptedTextField("手机号", default="", blank=True)
    # Where notices are mailed; the person alone sets it.
    email = EncryptedTextField("电子邮箱", default="", blank=True)
    phone_key = models.CharField(max_length=64, default="", blank=True)
    is_active = models.BooleanField("可登录", default=True)
    must_change_password = models.BooleanField(default=False)
    password_changed_at = models.DateTimeField(null=True, blank=True)
    left_on = models.DateField("离岗日期", null=True, blank=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "account"
    REQUIRED_FIELDS = ["name"]

    objects = CadreManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["phone_key"],
                name="cadre_phone_once",
                # Whoever leaves gives the number free: a SIM card of the unit stays with the desk.
                condition=~Q(phone_key="") & Q(is_active=True),
            ),
        ]
        indexes = [
            models.Index(fields=["name"], name="cadre_name"),
            # Whoever types the sound of a name in full.
            models.Index(
                fields=["name_pinyin"], name="cadre_sound", opclasses=["varchar_pattern_ops"]
            ),
            find_index("cadre_found"),
        ]

    def __str__(self) -> str:
        return self.name


class Posting(Written):
    """One person in one unit in one role, from–to; several at once are usual."""

    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="postings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="postings")
    role = models.CharField("角色", max_length=20, choices=Role)
    title = models.CharField("职务", max_length=60, blank=True, default="")
    from_on = models.DateField("任职起")
    to_on = models.DateField("任职止", null=True, blank=True)
    # Of a county leader: which units the post oversees (分管), by the county's division of work.
    oversees = IdArrayField(db_default=[])

    objects = PostingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="posting_ends_after_it_begins",
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
            ),
            models.UniqueConstraint(
                fields=["cadre", "unit", "role"],
                name="posting_open_once",
                condition=Q(to_on__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["unit", "role"], name="posting_unit_role")]

    def __str__(self) -> str:
        return f"{self.cadre} · {self.unit} · {self.get_role_display()}"


class OneTimeCode(models.Model):
    """A printed code (一次性口令) for the first sign-in or a reset; only its digest is kept."""

    cadre = models.ForeignKey(Cadre, models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=128)
    # Of a code given by two administrators: the other half, printed by the second.
    second_digest = models.CharField(max_length=128, default="", blank=True)
    issued_by = models.ForeignKey(Cadre, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cadre"], name="code_open_once", condition=Q(used_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.cadre} 的一次性口令"


class SignIn(models.Model):
    """One open session of a person, so that they can see and end it."""

    cadre = models.ForeignKey(Cadre, models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    address = models.GenericIPAddressField(null=True, blank=True)
    device = models.CharField(max_length=200, blank=True, default="")
    signed_in_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["cadre", "-seen_at"], name="signin_cadre_seen")]

    def __str__(self) -> str:
        return f"{self.cadre} {self.signed_in_at:%F %H:%M}"
