"""The domain's refusals as pages say them: back in the form, with the status that fits."""

from __future__ import annotations

from django import forms

from cadres.errors import Absent, Conflict, DomainError, Invalid, NotPermitted, WrongState
from cadres.submissions.rules.edits import EditedMeanwhile
from cadres.submissions.web import edit_forms

STATUS: dict[type[DomainError], int] = {
    Absent: 404,
    NotPermitted: 403,
    Invalid: 422,
    WrongState: 409,
    Conflict: 409,
}


def status_of(refused: DomainError) -> int:
    """Return the status of HTTP by which a refusal is answered, on every page and by the API."""
    return next(status for kind, status in STATUS.items() if isinstance(refused, kind))


def say(form: forms.Form, refused: DomainError) -> None:
    """Each field's word beside the field; what concerns none, above the form."""
    known = {name: word for name, word in refused.fields.items() if name in form.fields}
    is_edited = isinstance(refused, EditedMeanwhile)
    if is_edited:
        edit_forms.show_again(form, refused)
    for name, word in known.items():
        form.add_error(name, word)
    if is_edited or not known:
        form.add_error(None, _above(refused, known.keys()))


def _above(refused: DomainError, beside: object) -> str:
    """What is said above the form; words of a field that the form has not stand here too."""
    if not isinstance(refused, EditedMeanwhile):
        return refused.message
    rest = [word for name, word in refused.fields.items() if name not in beside]  # type: ignore[operator]
    return "".join([refused.message, *rest])
