"""For whom: the register, coverage, visits, codes."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

from cadres.models.fields import EncryptedTextField

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)
ENTERPRISE_SIZE = [
    ("above_scale", "规上"), ("below_scale", "规下"), ("small", "小微"), ("sole", "个体"),
    ("unknown", "未填"),
]  # fmt: skip
ASSIGNMENT_PART = [("chief", "首席服务员"), ("county_leader", "包联县领导"), ("liaison", "联络员")]
VISIT_MANNER = [("on_site", "实地走访"), ("phone", "电话联系"), ("online", "线上沟通")]
VISIT_PURPOSE = [
    ("needs", "了解诉求"), ("policy", "宣讲政策"), ("follow_up", "跟进问题"), ("invited", "企业邀请"),
    ("other", "其他"),
]  # fmt: skip


class Migration(migrations.Migration):
    initial = True
    dependencies = [("cadres", "0001_schema")]
    operations = [
        migrations.CreateModel(
            name="OfficeLine",
            fields=[
                ID,
                (
                    "county",
                    models.OneToOneField(
                        on_delete=models.PROTECT, related_name="+", to="cadres.region"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="机关全称")),
                (
                    "phone",
                    models.CharField(
                        blank=True, default="", max_length=20, verbose_name="办公电话"
                    ),
                ),
                (
                    "reports_a_day",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="每家企业每天扫码反映"
                    ),
                ),
                (
                    "basis",
                    models.CharField(default="县助企办设定", max_length=200, verbose_name="依据"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reports_a_day__gt", 0)),
                        name="office_line_takes_something",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Enterprise",
            fields=[
                ID,
                ("name", models.CharField(max_length=120, verbose_name="企业名称")),
                (
                    "code",
                    models.CharField(max_length=18, unique=True, verbose_name="统一社会信用代码"),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="+", to="cadres.region"
                    ),
                ),
                (
                    "township",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
                (
                    "industry",
                    models.CharField(
                        blank=True, default="", max_length=60, verbose_name="行业类别"
                    ),
                ),
                (
                    "size",
                    models.CharField(
                        choices=ENTERPRISE_SIZE,
                        default="unknown",
                        max_length=20,
                        verbose_name="企业规模",
                    ),
                ),
                (
                    "products",
                    models.CharField(
                        blank=True, default="", max_length=200, verbose_name="主要产品"
                    ),
                ),
                (
                    "address",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="地址"),
                ),
                (
                    "remark",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="备注"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="在册")),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="merged",
                        to="enterprises.enterprise",
                    ),
                ),
                (
                    "pairs",
                    ArrayField(
                        base_field=models.IntegerField(), default=list, editable=False, size=None
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["county", "township"], name="enterprise_county_township"),
                    models.Index(fields=["name"], name="enterprise_name"),
                    GinIndex(fields=["pairs"], name="enterprise_pairs"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True), ("is_active", False), _connector="OR"
                        ),
                        name="enterprise_merged_is_off_the_register",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ID,
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=models.CASCADE,
                        related_name="assignments",
                        to="enterprises.enterprise",
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "leader_name",
                    models.CharField(
                        blank=True, default="", max_length=40, verbose_name="县领导姓名"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=ASSIGNMENT_PART,
                        default="chief",
                        max_length=20,
                        verbose_name="包联角色",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="包联起")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="包联止")),
            ],
            options={
                "indexes": [models.Index(fields=["cadre", "from_on"], name="assignment_cadre")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cadre__isnull", False),
                            models.Q(("leader_name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="assignment_names_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="assignment_ends_after_it_begins",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("cadre__isnull", False), ("to_on__isnull", True)),
                        fields=("enterprise", "cadre", "part"),
                        name="assignment_open_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("cadre__isnull", True), ("to_on__isnull", True)),
                        fields=("enterprise", "leader_name"),
                        name="assignment_leader_open_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EnterpriseCode",
            fields=[
                ID,
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="codes", to="enterprises.enterprise"
                    ),
                ),
                ("token", models.CharField(max_length=20, unique=True, verbose_name="二维码编号")),
                ("issued_at", models.DateTimeField(verbose_name="启用时间")),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="停用时间"),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True, default="", max_length=200, verbose_name="停用原因"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("enterprise",),
                        name="enterprise_code_current_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revoked_at__isnull", True),
                            ("revoked_at__gte", models.F("issued_at")),
                            _connector="OR",
                        ),
                        name="enterprise_code_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revoked_at__isnull", True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="enterprise_code_ended_has_reason",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Alias",
            fields=[
                ID,
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=models.CASCADE,
                        related_name="aliases",
                        to="enterprises.enterprise",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="别名")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="停用")),
            ],
            options={
                "indexes": [models.Index(fields=["name"], name="alias_name")],
                "constraints": [
                    models.UniqueConstraint(fields=("enterprise", "name"), name="alias_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ID,
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=models.CASCADE,
                        related_name="contacts",
                        to="enterprises.enterprise",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                (
                    "post",
                    models.CharField(blank=True, default="", max_length=60, verbose_name="职务"),
                ),
                ("phone", EncryptedTextField(blank=True, default="", verbose_name="电话")),
                (
                    "phone_keys",
                    ArrayField(
                        base_field=models.CharField(max_length=64),
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                ("is_primary", models.BooleanField(default=True, verbose_name="主要联系人")),
            ],
            options={
                "indexes": [GinIndex(fields=["phone_keys"], name="contact_phone_keys")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_primary", True)),
                        fields=("enterprise",),
                        name="contact_primary_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ID,
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="visits", to="enterprises.enterprise"
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="+", to="cadres.region"
                    ),
                ),
                (
                    "manner",
                    models.CharField(
                        choices=VISIT_MANNER, default="on_site", max_length=20, verbose_name="方式"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=VISIT_PURPOSE, default="needs", max_length=20, verbose_name="目的"
                    ),
                ),
                ("visited_on", models.DateField(verbose_name="日期")),
                ("summary", models.TextField(blank=True, default="", verbose_name="情况摘要")),
                (
                    "filed_by",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("filed_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["enterprise", "-visited_on"], name="visit_enterprise_on"),
                    models.Index(fields=["county", "-visited_on"], name="visit_county_on"),
                    models.Index(fields=["-visited_on", "-id"], name="visit_on"),
                    models.Index(fields=["filed_by", "-visited_on"], name="visit_filer_on"),
                ]
            },
        ),
        migrations.CreateModel(
            name="VisitMember",
            fields=[
                ID,
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="members", to="enterprises.visit"
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="visits", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=models.PROTECT, related_name="+", to="cadres.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("visit", "cadre"), name="visit_member_once")
                ]
            },
        ),
    ]
