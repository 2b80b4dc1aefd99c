"""Who gets what from every address: the code for each person of the cast, and for nobody.

An address that is not here fails the build. Where a method is not here, it is refused (405).
Posts carry no words: what is checked is who gets as far as the words (422), the state (409),
the deed.
"""

from __future__ import annotations

from tests.access.world import NOBODY, PEOPLE

OFFICE = {"dispatcher", "caller", "office_head"}
STRANGER = {"stranger"}
OFFICES = OFFICE | STRANGER
UNIT = {"handler", "head"}
REGION = {"leader", "supervisor"}
HANDLER = {"handler"}
SYSTEM = {"sysadmin"}
SECURITY = {"secadmin"}
AUDIT = {"auditor"}
# Who sees the ticket in hand, and who does not.
SIGHTED = OFFICE | UNIT | REGION | {"liaison"}
BLIND = set(PEOPLE) - SIGHTED
COUNTY = set(PEOPLE) - STRANGER
KEEPERS = OFFICE | {"liaison"}
READERS = KEEPERS | REGION
PHONE_READERS = KEEPERS | UNIT
PEOPLE_KEEPERS = OFFICE | SYSTEM
POSTERS = PEOPLE_KEEPERS | SECURITY
LENDERS = {"head", "office_head", "leader"}

Codes = dict[str, int]


def page(*given: tuple[int, set[str]], rest: int, nobody: int = 302) -> Codes:
    """Codes for the people named, the rest of the cast, and nobody (sent to sign in)."""
    codes = dict.fromkeys(PEOPLE, rest) | {NOBODY: nobody}
    for code, people in given:
        codes |= dict.fromkeys(people, code)
    return codes


def api(*given: tuple[int, set[str]], rest: int, nobody: int = 403) -> Codes:
    return page(*given, rest=rest, nobody=nobody)


# What the ids in an address mean, where it is not the obvious thing of its app.
ARGUMENTS: dict[str, list[str]] = {
    "cadres:session-end": ["session"],
    "cadres:notice-open": ["notice"],
    "cadres:posting-end": ["posting"],
    "cadres:delegation-end": ["delegation"],
    "cadres:person-delegation-add": ["principal"],
    "cadres:calendar-reopen": ["missing"],
    "cadres:limit-end": ["missing"],
    "cadres:unit": ["unit"],
    "cadres:unit-edit": ["unit"],
    "cadres:unit-close": ["unit"],
    "cadres:unit-reopen": ["unit"],
    "enterprises:visit-detail": ["visit"],
    "enterprises:visit-correct": ["visit"],
    "enterprises:contact-edit": ["contact"],
    "enterprises:contact-remove": ["contact"],
    "enterprises:contact-reveal": ["contact"],
    "enterprises:assignment-end": ["assignment"],
    "enterprises:cadre-portfolio": ["cadre"],
    "enterprises:alias-remove": ["enterprise", "alias"],
    "cases:measure-finish": ["ticket", "measure"],
    "cases:attachment": ["attachment"],
    "cases:confirm": ["token"],
    "api-enterprise-detail": ["enterprise"],
    "api-enterprise-contacts": ["enterprise"],
    "api-enterprise-visit-dates": ["enterprise"],
    "api-contact-reveal": ["contact"],
    "api-visit-detail": ["visit"],
    "api-ticket-finish-measure": ["ticket", "measure"],
    "cases:import-columns": ["missing"],
    "cases:import-units": ["missing"],
    "cases:import-preview": ["missing"],
    "cases:import-commit": ["missing"],
    "cases:import-progress": ["missing"],
    "cases:refused-edit": ["missing"],
    "cases:refused-drop": ["missing"],
}
OBVIOUS = {"cadres": ["cadre"], "enterprises": ["enterprise"], "cases": ["ticket"]}

TABLE: dict[str, Codes] = {
    "GET health-live": page(rest=200, nobody=200),
    "POST health-live": page(rest=200, nobody=200),
    "GET health-ready": page(rest=200, nobody=200),
    "POST health-ready": page(rest=200, nobody=200),
    "GET api-schema": api(rest=200, nobody=200),
    "GET api-docs": api(rest=200, nobody=200),
    "GET api-me": api(rest=200),
    "GET api-notices": api(rest=200),
    "POST api-notices": api(rest=200),
    "GET api-units": api(rest=200),
    "GET api-people": api(rest=200),
    "GET api-due": api(rest=422),
    "GET api-enterprise-list": api(rest=200),
    "GET api-enterprise-detail": api((404, STRANGER), rest=200),
    "GET api-enterprise-contacts": api((404, STRANGER), rest=200),
    "GET api-enterprise-visit-dates": api((404, STRANGER), rest=200),
    "POST api-contact-reveal": api((200, PHONE_READERS), (404, STRANGER), rest=403),
    "GET api-assignment-list": api(rest=200),
    "GET api-visit-list": api(rest=200),
    "POST api-visit-list": api(rest=422),
    "GET api-visit-detail": api((200, READERS | UNIT), rest=404),
    "GET api-completion": api(rest=422),
    "GET api-ticket-list": api(rest=200),
    "POST api-ticket-list": api(rest=422),
    "GET api-ticket-detail": api((404, BLIND), rest=200),
    "POST api-ticket-accept": api((404, BLIND), rest=409),
    "POST api-ticket-approve": api((404, BLIND), rest=409),
    "POST api-ticket-call-back": api((404, BLIND), rest=422),
    "POST api-ticket-correct": api((404, BLIND), rest=422),
    "POST api-ticket-dispatch-to-unit": api((404, BLIND), rest=422),
    "POST api-ticket-finish-measure": api((404, BLIND), rest=422),
    "POST api-ticket-link": api((404, BLIND), rest=409),
    "POST api-ticket-measures": api((404, BLIND), rest=422),
    "POST api-ticket-note": api((404, BLIND), rest=422),
    "POST api-ticket-object-to": api((404, BLIND), rest=422),
    "POST api-ticket-recall": api((404, BLIND), rest=422),
    "POST api-ticket-resolve": api((404, BLIND), rest=422),
    "POST api-ticket-send-back": api((404, BLIND), rest=422),
    "POST api-ticket-void": api((404, BLIND), rest=422),
    "GET api-category-list": api(rest=200),
    "GET cadres:sign-in": page(rest=302, nobody=200),
    "POST cadres:sign-in": page(rest=302, nobody=200),
    "GET cadres:first-sign-in": page(rest=200, nobody=200),
    "POST cadres:first-sign-in": page(rest=200, nobody=200),
    "GET cadres:profile": page(rest=200),
    "GET cadres:password": page(rest=200),
    "POST cadres:password": page(rest=200),
    "GET cadres:sessions": page(rest=200),
    "POST cadres:session-end": page((302, HANDLER), rest=404),
    "GET cadres:inbox": page(rest=200),
    "POST cadres:notices-read": page(rest=302),
    "GET cadres:notice-open": page((302, HANDLER), rest=404),
    "GET cadres:people": page(rest=200),
    "GET cadres:person-add": page((200, OFFICES | SYSTEM), rest=403),
    "POST cadres:person-add": page((200, OFFICES | SYSTEM), rest=403),
    "GET cadres:person": page((404, STRANGER), rest=200),
    "GET cadres:person-edit": page((200, PEOPLE_KEEPERS), (404, STRANGER), rest=403),
    "POST cadres:person-edit": page((200, PEOPLE_KEEPERS), (404, STRANGER), rest=403),
    "GET cadres:person-leave": page((200, PEOPLE_KEEPERS), (404, STRANGER), rest=403),
    "POST cadres:person-leave": page((200, PEOPLE_KEEPERS), (404, STRANGER), rest=403),
    "GET cadres:person-return": page((404, STRANGER), rest=200),
    "POST cadres:person-return": page((404, STRANGER), rest=200),
    "POST cadres:person-phone": page((200, OFFICE | UNIT), (404, STRANGER), rest=403),
    "POST cadres:person-unlock": page((302, SECURITY), (404, STRANGER), rest=403),
    "POST cadres:person-code": page(
        (200, OFFICE | {"head", "secadmin"}), (404, STRANGER), rest=403
    ),
    "GET cadres:posting-add": page((200, POSTERS), (404, STRANGER), rest=403),
    "POST cadres:posting-add": page((200, POSTERS), (404, STRANGER), rest=403),
    "GET cadres:delegation-add": page((200, LENDERS), rest=403),
    "POST cadres:delegation-add": page((200, LENDERS), rest=403),
    "GET cadres:person-delegation-add": page(
        (200, {"head", "office_head", "sysadmin"}), (404, STRANGER), rest=403
    ),
    "POST cadres:person-delegation-add": page(
        (200, {"head", "office_head", "sysadmin"}), (404, STRANGER), rest=403
    ),
    "POST cadres:delegation-end": page(
        (302, {"head", "handler"}), (403, {"office_head", "sysadmin"}), rest=404
    ),
    "GET cadres:posting-end": page((200, POSTERS), (404, STRANGER), rest=403),
    "POST cadres:posting-end": page((200, POSTERS), (404, STRANGER), rest=403),
    "GET cadres:unit-list": page(rest=200),
    "GET cadres:unit-add": page((200, SYSTEM), rest=403),
    "POST cadres:unit-add": page((200, SYSTEM), rest=403),
    "GET cadres:unit": page((404, STRANGER), rest=200),
    "GET cadres:unit-edit": page((200, SYSTEM), (404, STRANGER), rest=403),
    "POST cadres:unit-edit": page((200, SYSTEM), (404, STRANGER), rest=403),
    "POST cadres:unit-close": page((404, STRANGER), (409, SYSTEM), rest=403),
    "POST cadres:unit-reopen": page((302, SYSTEM), (404, STRANGER), rest=403),
    "GET cadres:codes": page((200, OFFICES | {"head", "secadmin"}), rest=403),
    "POST cadres:code-sheets": page(rest=302),
    "GET cadres:trail": page((200, AUDIT), rest=403),
    "GET cadres:calendar": page((200, OFFICES | SYSTEM), rest=403),
    "GET cadres:calendar-load": page((200, SYSTEM), rest=403),
    "POST cadres:calendar-load": page((422, SYSTEM), rest=403),
    "GET cadres:calendar-closures": page((200, SYSTEM), rest=403),
    "POST cadres:calendar-closures": page((200, SYSTEM), rest=403),
    "POST cadres:calendar-reopen": page((404, OFFICES | SYSTEM), rest=403),
    "GET cadres:limits": page((200, OFFICES | SYSTEM), rest=403),
    "GET cadres:limit-change": page((200, SYSTEM), rest=403),
    "POST cadres:limit-change": page((200, SYSTEM), rest=403),
    "GET cadres:limit-end": page((404, SYSTEM), rest=403),
    "POST cadres:limit-end": page((404, SYSTEM), rest=403),
    "GET cadres:limit-preset": page((200, SYSTEM), rest=403),
    "POST cadres:limit-preset": page((200, SYSTEM), rest=403),
    "GET enterprises:visit-list": page(rest=200),
    "GET enterprises:visit-new": page(rest=200),
    "GET enterprises:visit-form": page(
        (403, REGION | {"officer", "sysadmin", "secadmin", "auditor"}), (404, STRANGER), rest=200
    ),
    "POST enterprises:visit-form": page(
        (403, REGION | {"officer", "sysadmin", "secadmin", "auditor"}), (404, STRANGER), rest=200
    ),
    "GET enterprises:visit-detail": page((200, READERS | UNIT), rest=404),
    "GET enterprises:visit-correct": page((200, KEEPERS), (403, REGION | UNIT), rest=404),
    "POST enterprises:visit-correct": page((200, KEEPERS), (403, REGION | UNIT), rest=404),
    "GET enterprises:contact-edit": page((200, KEEPERS), (404, STRANGER), rest=403),
    "POST enterprises:contact-edit": page((200, KEEPERS), (404, STRANGER), rest=403),
    "GET enterprises:contact-remove": page((200, KEEPERS), (404, STRANGER), rest=403),
    "POST enterprises:contact-remove": page((302, KEEPERS), (404, STRANGER), rest=403),
    "POST enterprises:contact-reveal": page((200, PHONE_READERS), (404, STRANGER), rest=403),
    "GET enterprises:coverage": page((200, OFFICES | REGION), rest=403),
    "GET enterprises:workload": page((200, OFFICES), rest=403),
    "GET enterprises:assignment-end": page((200, OFFICE), (404, STRANGER), rest=403),
    "POST enterprises:assignment-end": page((200, OFFICE), (404, STRANGER), rest=403),
    "GET enterprises:hand-over": page((200, OFFICES), rest=403),
    "POST enterprises:hand-over": page((200, OFFICES), rest=403),
    "GET enterprises:portfolio": page(rest=200),
    "GET enterprises:cadre-portfolio": page((200, HANDLER), rest=404),
    "GET enterprises:enterprise-list": page(rest=200),
    "GET enterprises:enterprise-new": page((200, OFFICES), rest=403),
    "POST enterprises:enterprise-new": page((200, OFFICES), rest=403),
    "GET enterprises:enterprise-detail": page((404, STRANGER), rest=200),
    "GET enterprises:enterprise-edit": page((200, OFFICE), (404, STRANGER), rest=403),
    "POST enterprises:enterprise-edit": page((200, OFFICE), (404, STRANGER), rest=403),
    "GET enterprises:enterprise-deactivate": page((200, OFFICE), (404, STRANGER), rest=403),
    "POST enterprises:enterprise-deactivate": page((200, OFFICE), (404, STRANGER), rest=403),
    "POST enterprises:enterprise-reactivate": page((404, STRANGER), (409, OFFICE), rest=403),
    "GET enterprises:alias-new": page((200, OFFICE), (404, STRANGER), rest=403),
    "POST enterprises:alias-new": page((200, OFFICE), (404, STRANGER), rest=403),
    "POST enterprises:alias-remove": page((302, OFFICE), (404, STRANGER), rest=403),
    "GET enterprises:contact-new": page((200, KEEPERS), (404, STRANGER), rest=403),
    "POST enterprises:contact-new": page((200, KEEPERS), (404, STRANGER), rest=403),
    "GET enterprises:assignment-new": page((200, OFFICE), (404, STRANGER), rest=403),
    "POST enterprises:assignment-new": page((200, OFFICE), (404, STRANGER), rest=403),
    "GET cases:desk": page(rest=200),
    "GET cases:ticket-list": page(rest=200),
    "GET cases:ticket-export": page(rest=200),
    "GET cases:ticket-new": page((200, STRANGER | KEEPERS), rest=403),
    "POST cases:ticket-new": page((200, STRANGER | KEEPERS), rest=403),
    "GET cases:ticket-new-person": page((200, OFFICES), rest=403),
    "POST cases:ticket-new-person": page((200, OFFICES), rest=403),
    "GET cases:ticket-detail": page((404, BLIND), rest=200),
    "GET cases:ticket-print": page((404, BLIND), rest=200),
    "GET cases:ticket-due": page((404, BLIND), rest=200),
    "POST cases:ticket-phone": page((403, REGION), (404, BLIND), rest=200),
    "GET cases:ticket-link": page((404, BLIND), rest=409),
    "POST cases:ticket-link": page((404, BLIND), rest=409),
    "GET cases:dispatch-preview": page((404, BLIND), rest=409),
    "GET cases:measure-finish": page((200, HANDLER), (404, BLIND), rest=403),
    "POST cases:measure-finish": page((404, BLIND), rest=422),
    "GET cases:ticket-accept": page((404, BLIND), rest=409),
    "POST cases:ticket-accept": page((404, BLIND), rest=409),
    "GET cases:ticket-dispatch": page((404, BLIND), rest=409),
    "POST cases:ticket-dispatch": page((404, BLIND), rest=422),
    "GET cases:ticket-resolve": page((200, HANDLER), (404, BLIND), rest=403),
    "POST cases:ticket-resolve": page((404, BLIND), rest=422),
    "GET cases:ticket-approve": page((404, BLIND), rest=409),
    "POST cases:ticket-approve": page((404, BLIND), rest=409),
    "GET cases:ticket-send-back": page((404, BLIND), rest=409),
    "POST cases:ticket-send-back": page((404, BLIND), rest=422),
    "GET cases:ticket-call-back": page((404, BLIND), rest=409),
    "POST cases:ticket-call-back": page((404, BLIND), rest=422),
    "GET cases:ticket-measure": page((200, HANDLER), (404, BLIND), rest=403),
    "POST cases:ticket-measure": page((404, BLIND), rest=422),
    "GET cases:ticket-note": page((200, HANDLER), (404, BLIND), rest=403),
    "POST cases:ticket-note": page((404, BLIND), rest=422),
    "GET cases:ticket-object": page((404, BLIND), rest=409),
    "POST cases:ticket-object": page((404, BLIND), rest=422),
    "GET cases:ticket-recall": page((404, BLIND), rest=409),
    "POST cases:ticket-recall": page((404, BLIND), rest=422),
    "GET cases:ticket-correct": page(
        (200, OFFICE), (403, UNIT | {"liaison", "leader", "supervisor"}), rest=404
    ),
    "POST cases:ticket-correct": page((404, BLIND), rest=422),
    "GET cases:ticket-void": page((404, BLIND), rest=409),
    "POST cases:ticket-void": page((404, BLIND), rest=422),
    "GET cases:dispatch-desk": page((200, OFFICES), rest=403),
    "GET cases:dispatch-pane": page((200, OFFICE), (404, STRANGER), rest=403),
    "GET cases:attachment": page((404, BLIND), rest=200),
    "GET cases:completion": page(rest=200),
    "GET cases:completion-rows": page(rest=200),
    "GET cases:completion-workbook": page(rest=200),
    "GET cases:import-list": page((200, OFFICES), rest=403),
    "GET cases:import-new": page((200, OFFICES), rest=403),
    "POST cases:import-new": page((422, OFFICES), rest=403),
    "GET cases:import-columns": page(rest=404),
    "POST cases:import-columns": page(rest=404),
    "GET cases:import-units": page(rest=404),
    "POST cases:import-units": page(rest=404),
    "GET cases:import-preview": page(rest=404),
    "POST cases:import-commit": page(rest=404),
    "GET cases:refused-list": page((200, OFFICES), rest=403),
    "GET cases:refused-edit": page(rest=404),
    "POST cases:refused-edit": page(rest=404),
    "POST cases:refused-drop": page(rest=404),
    "GET cases:refused-download": page((404, OFFICES), rest=403),
    "GET cases:confirm-thanks": page(rest=200, nobody=200),
    "GET cases:confirm": page(rest=200, nobody=200),
    "POST cases:confirm": page(rest=200, nobody=200),
    "POST cadres:sign-out": page(rest=302),
}

# The ladder has its rows in a file of its own; they stand on the words above.
from tests.access import table_ladder  # noqa: E402

ARGUMENTS |= table_ladder.ARGUMENTS
TABLE |= table_ladder.TABLE
