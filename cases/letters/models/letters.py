"""Letters (文书): drafted, approved, numbered and frozen, then sealed, delivered and answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.letters.rules.kinds import GATHERED, UNISSUED, Delivery, LetterKind, LetterState
from cases.letters.rules.organs import Organ

ISSUED = Q(state="issued")
NUMBERED = Q(
    serial__isnull=False,
    year__isnull=False,
    issued_at__isnull=False,
    issued_by__isnull=False,
    dated_on__isnull=False,
) & ~(Q(prefix="") | Q(number="") | Q(frozen_digest="") | Q(pdf="") | Q(pdf_digest=""))
UNNUMBERED = Q(
    serial__isnull=True,
    year__isnull=True,
    issued_at__isnull=True,
    dated_on__isnull=True,
    prefix="",
    number="",
    pdf="",
)


class Letter(models.Model):
    """One letter. Once it is issued, the database refuses to change what stands on it."""

    kind = models.CharField("文书种类", max_length=20, choices=LetterKind)
    # Which organ of the county writes it, in its own name and series of numbers.
    organ = models.CharField("发文机关", max_length=12, choices=Organ, default=Organ.OFFICE)
    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    ticket = models.ForeignKey(
        "cases.Ticket", models.PROTECT, null=True, related_name="letters", db_index=False
    )
    # The rung of the ladder that it puts on paper.
    step = models.ForeignKey(
        "cases.LadderStep", models.PROTECT, null=True, related_name="letters", db_index=False
    )
    # What 明察暗访 found, where the letter is about that.
    inspection = models.ForeignKey(
        "cases.Inspection", models.PROTECT, null=True, related_name="letters"
    )
    # The bad rating of a window, where the letter is about that.
    rating_case = models.ForeignKey(
        "cases.RatingCase", models.PROTECT, null=True, related_name="letters"
    )
    # Which bureau writes it, where one writes to another county's.
    sender = models.ForeignKey("cadres.Unit", models.PROTECT, null=True, related_name="+")
    # Who was named to read such a letter besides the two bureaus (`LetterReader` says by whom).
    reader_ids = models.JSONField(default=list, blank=True)
    unit = models.ForeignKey(
        "cadres.Unit", models.PROTECT, null=True, related_name="+", db_index=False
    )
    state = models.CharField("状态", max_length=10, choices=LetterState, default=LetterState.DRAFT)
    # The title stands on the sheet as well; here it is for lists.
    title = models.CharField("标题", max_length=200)
    sheet = models.JSONField()
    # As it was composed, with its reply days, once a person has reworded it; until then the sheet
    # is that. Empty: not known, so that nothing is written anew by itself.
    composed = models.JSONField(null=True, default=dict)
    # Of what a signature stands for (`composing.signed_digest`).
    digest = models.CharField(max_length=64)
    reply_days = models.PositiveSmallIntegerField("回复期限（工作日）", default=0)
    drafted_by = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    drafted_at = models.DateTimeField("草拟时间")
    # Whoever wrote any of it; none of them approves it. Not an array: the ladder drafts many at
    # once, and rows with arrays are inserted at three times the cost.
    author_ids = models.JSONField(default=list, blank=True)
    proposed_by = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    proposed_at = models.DateTimeField(null=True)

    # Fixed at issue.
    prefix = models.CharField("代字", max_length=20, blank=True, default="")
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    number = models.CharField("发文字号", max_length=40, blank=True, default="")
    dated_on = models.DateField("成文日期", null=True)
    issued_at = models.DateTimeField("印发时间", null=True)
    issued_by = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    template = models.CharField("版式版本", max_length=10, blank=True, default="")
    # SHA-256 of everything on the sheet, and of the file as it was printed.
    frozen_digest = models.CharField(max_length=64, blank=True, default="")
    pdf = models.FileField(upload_to="letters/%Y/%m/", blank=True, default="")
    pdf_digest = models.CharField(max_length=64, blank=True, default="")
    # In which faces the file is set, stand-ins included.
    faces = models.CharField("字体", max_length=300, blank=True, default="")
    reply_due_on = models.DateField("回复期限", null=True)
    # Both follow a newer calendar while the reply is owed: the sheet names working days, no date.
    calendar = models.PositiveIntegerField("日历版本", default=0)
    is_reply_provisional = models.BooleanField(default=False)

    # What happens to the paper afterwards; each is recorded once.
    sealed_at = models.DateTimeField("用印登记", null=True)
    sealed_by = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    delivered_on = models.DateField("送达日期", null=True)
    delivery = models.CharField("送达方式", max_length=10, choices=Delivery, blank=True, default="")
    receiver = models.CharField("签收人", max_length=40, blank=True, default="")
    delivered_by = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    # The signed slip (送达回执), where one was scanned.
    receipt = models.FileField(upload_to="letters/receipts/%Y/%m/", blank=True, default="")
    receipt_name = models.CharField(max_length=200, blank=True, default="")
    receipt_digest = models.CharField(max_length=64, blank=True, default="")
    # 签收 by a bureau that has its place here; another's receipt is recorded with the delivery.
    received_at = models.DateTimeField("签收时间", null=True)
    received_by = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    replied_on = models.DateField("回复日期", null=True)
    reply = models.TextField("回复", blank=True, default="")
    promised_on = models.DateField("承诺办结日期", null=True)
    reply_by = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    # The ladder released the unit from answering: what was demanded is done, or is another's now.
    excused_why = models.CharField("不用回复", max_length=100, blank=True, default="")
    voided_at = models.DateTimeField(null=True)
    void_why = models.TextField("撤销原因", blank=True, default="")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="letter_has_matter_and_unit",
                condition=Q(kind__in=["business_notice", *sorted(GATHERED)])
                | Q(organ="bureau", sender__isnull=False)
                | Q(kind__in=["request", "report"], ticket__isnull=False)
                | Q(unit__isnull=False)
                & (
                    Q(ticket__isnull=False)
                    | Q(inspection__isnull=False)
                    | Q(rating_case__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="letter_issued_is_numbered",
                condition=(ISSUED & NUMBERED) | (~ISSUED & UNNUMBERED),
            ),
            models.CheckConstraint(
                name="letter_proposed_by_somebody",
                condition=~Q(state__in=["proposed", "approved", "issued"])
                | Q(proposed_by__isnull=False, proposed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="letter_void_has_reason",
                condition=Q(state="void", voided_at__isnull=False) & ~Q(void_why="")
                | ~Q(state="void") & Q(voided_at__isnull=True, void_why=""),
            ),
            models.CheckConstraint(
                name="letter_sealed_is_issued",
                condition=Q(sealed_at__isnull=True) | ISSUED & Q(sealed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="letter_delivered_is_sealed",
                condition=Q(delivered_on__isnull=True, delivery="", receiver="", receipt="")
                | Q(delivered_on__isnull=False, sealed_at__isnull=False)
                & ~(Q(delivery="") | Q(receiver="")),
            ),
            models.CheckConstraint(
                name="letter_replied_was_asked",
                condition=Q(replied_on__isnull=True, reply="", promised_on__isnull=True)
                | ISSUED & Q(replied_on__isnull=False, reply_due_on__isnull=False) & ~Q(reply=""),
            ),
            models.UniqueConstraint(
                fields=["prefix", "year", "serial"],
                name="letter_number_once",
                condition=Q(serial__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["inspection", "kind"],
                name="letter_of_inspection_once",
                condition=Q(state__in=sorted(UNISSUED), inspection__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["rating_case"],
                name="letter_of_rating_once",
                condition=Q(state__in=sorted(UNISSUED), rating_case__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["step"], name="letter_of_step_once", condition=~Q(state="void")
            ),
            # Of one kind only one lies on an organ's desk at a time.
            models.UniqueConstraint(
                fields=["ticket", "kind", "organ"],
                name="letter_drafted_once",
                condition=Q(state__in=sorted(UNISSUED), step__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["county", "state", "-id"], name="letter_county_state"),
            models.Index(fields=["unit", "-id"], name="letter_to_unit", condition=ISSUED),
            models.Index(fields=["ticket"], name="letter_of_ticket"),
            models.Index(
                fields=["reply_due_on"],
                name="letter_reply_due",
                condition=ISSUED
                & Q(reply_due_on__isnull=False, replied_on__isnull=True, excused_why=""),
                include=["county", "unit"],
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.get_kind_display()}（{self.get_state_display()}）"


class LetterApproval(models.Model):
    """A decision on a letter; it holds for the words of `digest` alone, and is never changed."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="approvals")
    is_approved = models.BooleanField()
    signed_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+", db_index=False)
    principal = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    posting = models.ForeignKey(
        "cadres.Posting", models.PROTECT, null=True, related_name="+", db_index=False
    )
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    note = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="letter_refused_has_reason", condition=Q(is_approved=True) | ~Q(note="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.signed_by_id}"


class LetterSeries(models.Model):
    """The last number of a 代字 in a year; only the next one may follow, and only under a lock."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    prefix = models.CharField("代字", max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prefix", "year"], name="letter_series_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.prefix}〔{self.year}〕{self.last}"


class LetterStyle(models.Model):
    """Whether an organ of a county issues a kind of letter, and how it heads and numbers it.

    Without a row, the usual words stand.
    """

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField("文书种类", max_length=20, choices=LetterKind)
    organ = models.CharField("发文机关", max_length=12, choices=Organ, default=Organ.OFFICE)
    is_issuing = models.BooleanField("由本机关印发", default=True)
    issuer = models.CharField("发文机关", max_length=80)
    prefix = models.CharField("代字", max_length=20)
    contact = models.CharField("联系人", max_length=80, blank=True, default="")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "organ", "kind"], name="letter_style_once"),
            models.CheckConstraint(
                name="letter_style_is_whole", condition=~(Q(issuer="") | Q(prefix=""))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.prefix}"


class LetterFaces(models.Model):
    """The head of the office agrees that letters are issued in just these faces (代用字体)."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    faces = models.CharField("字体", max_length=300)
    agreed_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "faces"], name="letter_faces_agreed_once"),
            models.CheckConstraint(name="letter_faces_are_named", condition=~Q(faces="")),
        ]

    def __str__(self) -> str:
        return self.faces
