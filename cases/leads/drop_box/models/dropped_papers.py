"""What was dropped into the room (密封投递), and the box as each county has set it."""

from __future__ import annotations

from django.db import models

from cases.leads.drop_box.rules import dropped_papers
from cases.leads.drop_box.rules.dropped_papers import State
from cases.leads.procedure.models.people import Member
from cases.leads.procedure.rules.vocabulary import Side


class DropBox(models.Model):
    """投递箱 of a county as it was set; without a row it is open, at the receiver's side."""

    county_id = models.BigIntegerField(unique=True)
    side = models.CharField(max_length=10, choices=Side, default=Side.RECEIVER)
    is_open = models.BooleanField(default=True)
    a_day = models.PositiveSmallIntegerField(default=dropped_papers.USUAL_A_DAY)
    basis = models.CharField(max_length=200)
    set_by_id = models.BigIntegerField(null=True)
    set_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"drop box of {self.county_id}"


class DroppedPaper(models.Model):
    """One paper: the number of its receipt and its day. All else lies locked in its folder."""

    county_id = models.BigIntegerField()
    side = models.CharField(max_length=10, choices=Side)
    number = models.CharField(max_length=dropped_papers.FIGURES, unique=True)
    # Under the key of the form, which is kept nowhere: a second press is known by it.
    content_mark = models.CharField(max_length=64)
    received_on = models.DateField()
    state = models.CharField(max_length=5, choices=State, default=State.OPEN)
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["county_id", "side", "state"], name="dropped_county_side_state")
        ]

    def __str__(self) -> str:
        return f"投递{dropped_papers.printed(self.number)}"


class DroppedReader(models.Model):
    """For whom of the side a paper exists at all; whom it names is not among them."""

    paper = models.ForeignKey(DroppedPaper, models.PROTECT, related_name="readers")
    member = models.ForeignKey(Member, models.PROTECT, related_name="dropped")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "member"], name="dropped_reader_once"),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} → {self.member_id}"
