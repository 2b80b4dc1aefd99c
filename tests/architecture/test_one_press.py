"""An action that fires on one press is taken back, asks first, or binds nobody but who pressed."""

from __future__ import annotations

import re

from tests.architecture import source

FORM = re.compile(r'<form\b[^>]*\bmethod="post"[^>]*>.*?</form>', re.S)
# What somebody chooses or writes before the press.
ASKS = re.compile(
    r"_field\.html|partials/_form\.html|<select|<textarea|\{% control|\{\{ (?:form|field)\b"
    r'|<input(?![^>]*type="hidden")|data-bulk'
)
ADDRESS = re.compile(r"\{% url '([a-z]+:[a-z-]+)'|\{\{ ?([a-z_.]+)")
# Done by `cases.tickets.services.taking_back.press`: for ten seconds it can be taken back.
TAKEN_BACK = {
    "cases:ticket-approve",
    "cases:ticket-sign-draft",
    "cases:ticket-",  # the three grants, on their cards
    "cases:ladder-issue",
    "cases:letter-action",
    "button.url",  # 签收, the one direct button of a ticket
}
BINDS_NOBODY = {
    "cadres:code-sheets": "printed at a desk; the page says what it ends, and is shown again",
    "cadres:exports": "makes a file for oneself",
    "cadres:notices-read": "marks one's own notices",
    "cadres:person-phone": "shows a number, and records that it did",
    "cadres:person-unlock": "opens what wrong passwords had shut",
    "cadres:second-withdraw": "takes back one's own proposal",
    "cadres:session-end": "ends one's own session",
    "cadres:sign-out": "signs out",
    "cadres:unit-close": "opened again by the same button",
    "cadres:unit-webhook-remove": "set again at any time; nobody is asked for anything",
    "cases:subscription-remove": "ends messages to oneself, or those that one has set up oneself",
    "cases:bulk-preview": "looks at what many tickets would become",
    "cases:business-notice-file": "makes a file for oneself",
    "cases:confirm-acknowledge": "says that one has read what stands above it",
    "cases:follow-answer": "leads to the page that asks; a new link replaces it",
    "cases:import-commit": "stands below its preview",
    "cases:inspection-letter": "a draft, which its author withdraws",
    "cases:letter-draft": "a draft, which its author withdraws",
    "cases:rating-file-take-in": "stands below its preview",
    "cases:rating-letter": "a draft, which its author withdraws",
    "cases:rating-rater": "shows who gave a rating, and records that it did",
    "cases:recount": "stands below its preview",
    "cases:saved-view-remove": "filters and no rows; saved again from the same list",
    "cases:ticket-link": "stands below what it ends; a new link replaces it",
    "enterprises:alias-remove": "written down again at any time",
    "enterprises:booking-join": "a plan of one's own, which one leaves again",
    "enterprises:contact-reveal": "shows a number, and records that it did",
    "enterprises:enterprise-split-look": "goes back to what was chosen; nothing is done",
    "enterprises:enterprise-reactivate": "taken off the register again at any time",
    "request.path": "a page that asks before it deletes",
    "reveal": "shows a number, and records that it did",
    "undo": "takes an action back",
}


def _one_press() -> set[str]:
    found = set()
    for page in sorted(source.ROOT.glob("templates/**/*.html")):
        name = str(page.relative_to(source.ROOT / "templates"))
        # The room asks in its own way; a page of a used key repeats what was typed.
        if name.startswith(("cases/leads/", "cadres/submissions/")):
            continue
        text = page.read_text()
        for form in FORM.finditer(text):
            before = text[: form.start()]
            asks_first = before.count("<details") > before.count("</details>")
            if not asks_first and not ASKS.search(form[0]):
                action = re.search(r'action="([^"]*)"', form[0])[1]
                found.add(next(filter(None, ADDRESS.search(action).groups())))
    return found


def test_every_action_of_one_press_is_known():
    assert _one_press() == TAKEN_BACK | BINDS_NOBODY.keys()
