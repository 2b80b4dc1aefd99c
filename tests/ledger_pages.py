"""A ledger on its way through the pages, as an office takes it."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cases.ledgers.exchange import upload_steps
from cases.ledgers.rules.imports import AT_WORK, Stage
from cases.ledgers.web.imports import ASKS
from cases.models import ImportBatch


def run() -> None:
    """The worker's work."""
    upload_steps.run_next(timezone.now(), lambda batch, step: None)


def upload(office, content: bytes, kind: str, name: str = "台账.xlsx") -> ImportBatch | str:
    """Return the batch that was read, or the sentence by which its file was not taken in."""
    form = office.get(reverse("cases:import-new")).context["form"]
    given = {
        "kind": kind,
        "file": SimpleUploadedFile(name, content),
        "county": form.fields["county"].initial.pk,
    }
    answer = office.post(reverse("cases:import-new"), given)
    if answer.status_code == 422:
        return " ".join(answer.context["form"].errors.get("__all__", [])) or str(
            answer.context["form"].errors
        )
    run()
    return ImportBatch.objects.latest("pk")


def choose(office, batch: ImportBatch, **said: str):
    """Send the columns as they were found, and what is said beside."""
    address = reverse("cases:import-columns", args=[batch.pk])
    form = office.get(address).context["form"]
    found = {name: field.initial for name, field in form.fields.items() if field.initial}
    answer = office.post(address, found | said)
    run()
    batch.refresh_from_db()
    return answer


def answer_all(office, batch: ImportBatch, **said: str) -> list[str]:
    """Go where the preview leads, say there what is proposed and what is told; name the pages."""
    pages = []
    while batch.stage in ASKS:
        pages.append(page := ASKS[Stage(batch.stage)])
        address = reverse(page, args=[batch.pk])
        assert address in shown(office, batch)
        context = office.get(address).context
        form = context.get("form") or context["answers"]
        found = {name: field.initial or "" for name, field in form.fields.items()}
        answer = office.post(address, found | {key: said[key] for key in said if key in found})
        assert answer.status_code == 302, answer.context.get("form").errors
        batch.refresh_from_db()
        while batch.stage in AT_WORK:
            run()
            batch.refresh_from_db()
    return pages


def finish(office, batch: ImportBatch) -> ImportBatch:
    """Take what is proposed about units, check, and bring the ledger in."""
    if batch.stage == Stage.UNITS:
        say_units(office, batch)
    run()
    commit(office, batch)
    run()
    batch.refresh_from_db()
    return batch


def say_units(office, batch: ImportBatch, **said: str):
    """Send what is proposed about units, on a page that was opened just now."""
    address = reverse("cases:import-units", args=[batch.pk])
    return office.post(address, said | {"read": read_of(office, batch)})


def commit(office, batch: ImportBatch, **more: str):
    """Let it be written as the check shows it just now."""
    address = reverse("cases:import-commit", args=[batch.pk])
    return office.post(address, more | {"read": read_of(office, batch)})


def read_of(office, batch: ImportBatch) -> str:
    return str(office.get(reverse("cases:import-preview", args=[batch.pk])).context["read"])


def shown(office, batch: ImportBatch) -> str:
    return office.get(reverse("cases:import-preview", args=[batch.pk])).content.decode()
