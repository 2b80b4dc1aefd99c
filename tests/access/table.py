"""Who gets what from every address: the code for each person of the cast, and for nobody.

An address that is not here fails the build. Where a method is not here, it is refused (405).
Posts carry no words: what is checked is who gets as far as the words (422), the state (409),
the action.
"""

from __future__ import annotations

from tests.access.codes import (
    AUDIT,
    BLIND,
    GROUP_KEEPERS,
    HANDLER,
    KEEPERS,
    LENDERS,
    OFFICE,
    OFFICES,
    PEOPLE_KEEPERS,
    PHONE_READERS,
    POSTERS,
    READERS,
    REGION,
    SECURITY,
    SENDERS,
    STRANGER,
    SYSTEM,
    UNIT,
    Codes,
    api,
    page,
)
from tests.access.table_actions import ARGUMENTS as ACTION_ARGUMENTS
from tests.access.table_actions import TABLE as OF_ACTIONS
from tests.access.table_asked import ASKED
from tests.access.table_bulletins import ARGUMENTS as BULLETIN_ARGUMENTS
from tests.access.table_bulletins import TABLE as OF_BULLETINS
from tests.access.table_calendar import ARGUMENTS as CALENDAR_ARGUMENTS
from tests.access.table_calendar import TABLE as OF_CALENDAR
from tests.access.table_clocks import CLOCKS
from tests.access.table_codes import ARGUMENTS as OF_CODES
from tests.access.table_codes import ROWS as CODES
from tests.access.table_drop import ARGUMENTS as OF_DROP
from tests.access.table_drop import ROWS as DROP
from tests.access.table_enterprise import ARGUMENTS as OF_ENTERPRISE
from tests.access.table_enterprise import ROWS as ENTERPRISE
from tests.access.table_evaluations import TABLE as OF_EVALUATIONS
from tests.access.table_inspections import ARGUMENTS as INSPECTION_ARGUMENTS
from tests.access.table_inspections import TABLE as OF_INSPECTIONS
from tests.access.table_ladder import ARGUMENTS as LADDER_ARGUMENTS
from tests.access.table_ladder import TABLE as OF_LADDER
from tests.access.table_letters import ARGUMENTS as LETTER_ARGUMENTS
from tests.access.table_letters import TABLE as OF_LETTERS
from tests.access.table_office_work import ARGUMENTS as OFFICE_WORK_ARGUMENTS
from tests.access.table_office_work import TABLE as OF_OFFICE_WORK
from tests.access.table_phones import TABLE as OF_PHONES
from tests.access.table_policies import ARGUMENTS as POLICY_ARGUMENTS
from tests.access.table_policies import TABLE as OF_POLICIES
from tests.access.table_ratings import ARGUMENTS as RATING_ARGUMENTS
from tests.access.table_ratings import TABLE as OF_RATINGS
from tests.access.table_related import ARGUMENTS_MATTERS, MATTERS
from tests.access.table_second import ARGUMENTS as SECOND_ARGUMENTS
from tests.access.table_second import TABLE as OF_SECOND
from tests.access.table_service_days import ARGUMENTS as SERVICE_DAY_ARGUMENTS
from tests.access.table_service_days import TABLE as OF_SERVICE_DAYS
from tests.access.table_subscriptions import ARGUMENTS as SUBSCRIPTION_ARGUMENTS
from tests.access.table_subscriptions import TABLE as OF_SUBSCRIPTIONS
from tests.access.table_uploads import ARGUMENTS as UPLOAD_ARGUMENTS
from tests.access.table_uploads import TABLE as OF_UPLOADS
from tests.access.table_warnings import ARGUMENTS as WARNING_ARGUMENTS
from tests.access.table_warnings import TABLE as OF_WARNINGS

# What the ids in an address mean, where it is not the obvious thing of its app.
ARGUMENTS: dict[str, list[str]] = {
    "cadres:session-end": ["session"],
    "cadres:notice-open": ["notice"],
    "cadres:delegation-end": ["delegation"],
    "cadres:person-delegation-add": ["principal"],
    "cadres:calendar-reopen": ["missing"],
    "cadres:calendar-hours-withdraw": ["missing"],
    "cadres:limit-end": ["missing"],
    "cadres:once": ["missing"],
    "cadres:editing": ["editing_kind", "ticket"],
    "cases:saved-view-remove": ["missing"],
    "cases:wall-key-revoke": ["missing"],
    "api-saved-view-remove": ["missing"],
    "cadres:unit": ["unit"],
    "cadres:unit-edit": ["unit"],
    "cadres:unit-close": ["unit"],
    "cadres:unit-merge": ["unit"],
    "cadres:unit-split": ["unit"],
    "cadres:unit-reopen": ["unit"],
    "cadres:unit-webhook": ["unit"],
    "cadres:unit-webhook-remove": ["unit"],
    "enterprises:visit-detail": ["visit"],
    "cadres:feedback-detail": ["feedback"],
    "enterprises:visit-correct": ["visit"],
    "enterprises:visit-file": ["visit_file"],
    "enterprises:visit-file-small": ["visit_file"],
    "enterprises:contact-edit": ["contact"],
    "enterprises:contact-remove": ["contact"],
    "enterprises:contact-reveal": ["contact"],
    "enterprises:assignment-end": ["assignment"],
    "enterprises:cadre-portfolio": ["cadre"],
    "enterprises:alias-remove": ["enterprise", "alias"],
    "cases:attachment": ["attachment"],
    "cases:attachment-view": ["attachment"],
    "cases:attachment-small": ["attachment"],
    "cases:press-take-back": ["missing"],
    "cases:ticket-number": ["ticket_number"],
    "cases:confirm": ["token"],
    "api-enterprise-detail": ["enterprise"],
    "api-enterprise-contacts": ["enterprise"],
    "api-enterprise-visit-dates": ["enterprise"],
    "api-contact-reveal": ["contact"],
    "api-visit-detail": ["visit"],
    "cases:import-blank": ["ledger_kind"],
    "cases:import-columns": ["missing"],
    "cases:import-units": ["missing"],
    "cases:import-words": ["missing"],
    "cases:import-preview": ["missing"],
    "cases:import-commit": ["missing"],
    "cases:import-progress": ["missing"],
    "cases:refused-edit": ["missing"],
    "cases:refused-drop": ["missing"],
}
OBVIOUS = {
    "cadres": ["cadre"],
    "enterprises": ["enterprise"],
    "cases": ["ticket"],
    "drop": ["county"],
}

TABLE: dict[str, Codes] = {
    "GET health-live": page(rest=200, nobody=200),
    "POST health-live": page(rest=200, nobody=200),
    "GET health-ready": page(rest=200, nobody=200),
    "POST health-ready": page(rest=200, nobody=200),
    "GET api-schema": api(rest=200),
    "GET api-docs": page(rest=200),
    "GET api-me": api(rest=200),
    "GET api-notices": api(rest=200),
    "POST api-notices": api(rest=200),
    "GET api-search": api(rest=422),
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
    "GET api-figures": api(rest=422),
    "GET api-figures-compared": api(rest=422),
    "GET api-definitions": api(rest=200),
    "GET api-ticket-list": api(rest=200),
    "POST api-ticket-list": api(rest=422),
    "GET api-ticket-detail": api((404, BLIND), rest=200),
    "POST api-ticket-link": api((200, SENDERS), (404, BLIND), rest=403),
    "GET api-category-list": api(rest=200),
    "GET api-ticket-source-list": api(rest=200),
    "GET api-saved-view-list": api(rest=200),
    "POST api-saved-view-list": api(rest=422),
    "POST api-saved-view-remove": api(rest=404),
    "GET cadres:once": page(rest=200, nobody=200),
    "GET cadres:sign-in": page(rest=302, nobody=200),
    "POST cadres:sign-in": page(rest=302, nobody=200),
    "GET cadres:first-sign-in": page(rest=200, nobody=200),
    "POST cadres:first-sign-in": page(rest=200, nobody=200),
    "GET cadres:profile": page(rest=200),
    "GET cadres:password": page(rest=200),
    "POST cadres:password": page(rest=200),
    "GET cadres:sessions": page(rest=200),
    "POST cadres:session-end": page((302, HANDLER), rest=404),
    "POST cadres:editing": page((404, BLIND), rest=200),
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
    "GET cadres:person-code": page(rest=302),
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
    "GET cadres:unit-list": page(rest=200),
    "GET cadres:unit-add": page((200, SYSTEM), rest=403),
    "POST cadres:unit-add": page((200, SYSTEM), rest=403),
    "GET cadres:unit": page((404, STRANGER), rest=200),
    "GET cadres:unit-edit": page((200, SYSTEM), (404, STRANGER), rest=403),
    "POST cadres:unit-edit": page((200, SYSTEM), (404, STRANGER), rest=403),
    "GET cadres:unit-merge": page((200, SYSTEM), (404, STRANGER), rest=403),
    "POST cadres:unit-merge": page((422, SYSTEM), (404, STRANGER), rest=403),
    "GET cadres:unit-split": page((200, SYSTEM), (404, STRANGER), rest=403),
    "POST cadres:unit-split": page((422, SYSTEM), (404, STRANGER), rest=403),
    "POST cadres:unit-close": page((404, STRANGER), (409, SYSTEM), rest=403),
    "POST cadres:unit-reopen": page((302, SYSTEM), (404, STRANGER), rest=403),
    "GET cadres:unit-webhook": page((200, GROUP_KEEPERS), (404, STRANGER), rest=403),
    "POST cadres:unit-webhook": page((200, GROUP_KEEPERS), (404, STRANGER), rest=403),
    "POST cadres:unit-webhook-remove": page((422, GROUP_KEEPERS), (404, STRANGER), rest=403),
    "GET cadres:exports": page(rest=200),
    "POST cadres:exports": page(rest=404),
    "GET cadres:export-file": page(rest=404),
    "GET cadres:jobs": page((200, SYSTEM), rest=403),
    "GET cadres:deliveries": page((200, SYSTEM), rest=403),
    "GET cadres:notice-choices": page(rest=200),
    "POST cadres:notice-choices": page(rest=200),
    "GET cadres:email": page(rest=200),
    "POST cadres:email": page(rest=200),
    "GET cadres:codes": page((200, OFFICES | {"head", "secadmin"}), rest=403),
    "GET cadres:code-sheets": page(rest=302),
    "POST cadres:code-sheets": page(rest=302),
    "GET cadres:trail": page((200, AUDIT), rest=403),
    "GET cadres:calendar": page((200, OFFICES | SYSTEM), rest=403),
    "GET cadres:calendar-load": page((200, SYSTEM), rest=403),
    "POST cadres:calendar-load": page((422, SYSTEM), rest=403),
    "GET cadres:calendar-closures": page((200, SYSTEM), rest=403),
    "POST cadres:calendar-closures": page((200, SYSTEM), rest=403),
    "POST cadres:calendar-reopen": page((404, OFFICES | SYSTEM), rest=403),
    "GET cadres:calendar-hours": page((200, OFFICES | SYSTEM), rest=403),
    "POST cadres:calendar-hours": page((422, SYSTEM), rest=403),
    "POST cadres:calendar-hours-withdraw": page((404, SYSTEM), rest=403),
    "GET cadres:limits": page((200, OFFICES | SYSTEM), rest=403),
    "GET cadres:limit-change": page((200, SYSTEM), rest=403),
    "POST cadres:limit-change": page((200, SYSTEM), rest=403),
    "GET cadres:limit-end": page((404, SYSTEM), rest=403),
    "POST cadres:limit-end": page((404, SYSTEM), rest=403),
    "GET cadres:limit-preset": page((200, SYSTEM), rest=403),
    "POST cadres:limit-preset": page((200, SYSTEM), rest=403),
    "GET cadres:feedback": page(rest=200),
    "POST cadres:feedback": page(rest=422),
    "GET cadres:feedback-detail": page((200, OFFICE | HANDLER), rest=404),
    "POST cadres:feedback-detail": page((422, OFFICE | HANDLER), rest=404),
    "GET enterprises:visit-list": page(rest=200),
    "GET enterprises:visit-new": page(rest=200),
    "GET enterprises:visit-form": page(
        (403, REGION | {"centre", "officer", "sysadmin", "secadmin", "auditor"}),
        (404, STRANGER),
        rest=200,
    ),
    "POST enterprises:visit-form": page(
        (403, REGION | {"centre", "officer", "sysadmin", "secadmin", "auditor"}),
        (404, STRANGER),
        rest=422,
    ),
    "GET enterprises:visit-companions": page(
        (403, REGION | {"centre", "officer", "sysadmin", "secadmin", "auditor"}),
        (404, STRANGER),
        rest=200,
    ),
    "GET enterprises:visit-file": page((200, READERS | UNIT), rest=404),
    "GET enterprises:visit-file-small": page((200, READERS | UNIT), rest=404),
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
    "GET enterprises:enterprise-merge": page((200, OFFICE), (404, STRANGER), rest=403),
    "POST enterprises:enterprise-merge": page((422, OFFICE), (404, STRANGER), rest=403),
    "GET enterprises:enterprise-split": page((200, OFFICE), (404, STRANGER), rest=403),
    "POST enterprises:enterprise-split": page((422, OFFICE), (404, STRANGER), rest=403),
    "GET enterprises:enterprise-split-look": page((302, OFFICE), (404, STRANGER), rest=403),
    "POST enterprises:enterprise-split-look": page((422, OFFICE), (404, STRANGER), rest=403),
    "POST enterprises:enterprise-deactivate": page((200, OFFICE), (404, STRANGER), rest=403),
    "POST enterprises:enterprise-reactivate": page((404, STRANGER), (409, OFFICE), rest=403),
    "GET enterprises:alias-new": page((200, OFFICE), (404, STRANGER), rest=403),
    "POST enterprises:alias-new": page((200, OFFICE), (404, STRANGER), rest=403),
    "POST enterprises:alias-remove": page((302, OFFICE), (404, STRANGER), rest=403),
    "GET enterprises:contact-new": page((200, KEEPERS), (404, STRANGER), rest=403),
    "POST enterprises:contact-new": page((200, KEEPERS), (404, STRANGER), rest=403),
    "GET enterprises:assignment-new": page((200, OFFICE), (404, STRANGER), rest=403),
    "POST enterprises:assignment-new": page((200, OFFICE), (404, STRANGER), rest=403),
    "GET cadres:search": page(rest=200),
    "GET cases:desk": page(rest=200),
    "GET cases:ticket-list": page(rest=200),
    "POST cases:ticket-list-layout": page(rest=302),
    "GET cases:saved-views": page(rest=200),
    "GET cases:saved-view-new": page(rest=200),
    "POST cases:saved-view-new": page(rest=422),
    "POST cases:saved-view-remove": page(rest=404),
    "GET cases:ticket-next": page((404, BLIND), rest=302),
    "GET cases:ticket-previous": page((404, BLIND), rest=302),
    "GET cases:ticket-export": page(rest=200),
    "GET cases:ticket-new": page((200, STRANGER | KEEPERS), rest=403),
    "POST cases:ticket-new": page((200, STRANGER | KEEPERS), rest=403),
    "GET cases:ticket-new-person": page((200, OFFICES), rest=403),
    "GET cases:ticket-suggest": page((302, OFFICES), rest=403),
    "POST cases:ticket-suggest": page((200, OFFICES), rest=403),
    "POST cases:ticket-new-person": page((422, OFFICES), rest=403),
    "GET cases:ticket-detail": page((404, BLIND), rest=200),
    "GET cases:ticket-number": page((404, BLIND), rest=302),
    "GET cases:ticket-print": page((404, BLIND), rest=200),
    "GET cases:ticket-due": page((404, BLIND), rest=200),
    # It is no suggestion: nothing is noted of its use.
    "GET cases:ticket-in-use": page((409, OFFICE | UNIT), (404, BLIND), rest=403),
    "POST cases:ticket-in-use": page((409, OFFICE | UNIT), (404, BLIND), rest=403),
    "POST cases:ticket-phone": page((403, REGION), (404, BLIND), rest=200),
    "GET cases:ticket-link": page((200, SENDERS), (404, BLIND), rest=403),
    "POST cases:ticket-link": page((302, SENDERS), (404, BLIND), rest=403),
    "GET cases:ticket-link-made": page((302, SENDERS), (404, BLIND), rest=403),
    "GET cases:dispatch-preview": page((404, BLIND), rest=409),
    "GET cases:dispatch-desk": page((200, OFFICES), rest=403),
    "GET cases:proposal-accuracy": page((200, OFFICES), rest=403),
    "GET cases:dispatch-pane": page((200, OFFICE), (404, STRANGER), rest=403),
    "GET cases:attachment": page((404, BLIND), rest=200),
    "GET cases:attachment-view": page((404, BLIND), rest=200),
    "GET cases:attachment-small": page((404, BLIND), rest=200),
    "GET cases:completion": page(rest=200),
    "GET cases:completion-rows": page(rest=200),
    "GET cases:completion-workbook": page(rest=200),
    "GET cases:completion-disputes": page(rest=422),
    "GET cases:tables": page(rest=200),
    "GET cases:table-rows": page(rest=404),
    "GET cases:tables-workbook": page(rest=200),
    "GET cases:definitions": page(rest=200),
    "GET cases:import-list": page((200, OFFICES), rest=403),
    "GET cases:import-new": page((200, OFFICES), rest=403),
    "POST cases:import-new": page((422, OFFICES), rest=403),
    "GET cases:import-blank": page((200, OFFICES), rest=404),
    "GET cases:import-columns": page(rest=404),
    "POST cases:import-columns": page(rest=404),
    "GET cases:import-units": page(rest=404),
    "POST cases:import-units": page(rest=404),
    "GET cases:import-words": page(rest=404),
    "POST cases:import-words": page(rest=404),
    "GET cases:import-preview": page(rest=404),
    "POST cases:import-commit": page(rest=404),
    "GET cases:refused-list": page((200, OFFICES), rest=403),
    "GET cases:refused-edit": page(rest=404),
    "POST cases:refused-edit": page(rest=404),
    "POST cases:refused-drop": page(rest=404),
    "GET cases:refused-download": page((404, OFFICES), rest=403),
    "GET cases:confirm-thanks": page(rest=200, nobody=200),
    "GET cases:confirm": page(rest=200, nobody=200),
    "POST cases:confirm": page(rest=422, nobody=422),
    "POST cadres:sign-out": page(rest=302),
}
TABLE |= CLOCKS | CODES | ENTERPRISE | OF_ACTIONS | MATTERS | ASKED | OF_LADDER | OF_LETTERS
TABLE |= OF_SERVICE_DAYS
TABLE |= OF_INSPECTIONS | OF_CALENDAR | OF_OFFICE_WORK | OF_BULLETINS | OF_EVALUATIONS
TABLE |= OF_SUBSCRIPTIONS
TABLE |= OF_UPLOADS | OF_PHONES | OF_POLICIES
ARGUMENTS |= OF_CODES | OF_ENTERPRISE | ACTION_ARGUMENTS | ARGUMENTS_MATTERS | LADDER_ARGUMENTS
TABLE |= OF_SECOND
ARGUMENTS |= LETTER_ARGUMENTS | SECOND_ARGUMENTS | UPLOAD_ARGUMENTS
ARGUMENTS |= SERVICE_DAY_ARGUMENTS
ARGUMENTS |= POLICY_ARGUMENTS | INSPECTION_ARGUMENTS | CALENDAR_ARGUMENTS | OFFICE_WORK_ARGUMENTS
ARGUMENTS |= BULLETIN_ARGUMENTS | SUBSCRIPTION_ARGUMENTS
TABLE |= DROP
ARGUMENTS |= OF_DROP
TABLE |= OF_WARNINGS
ARGUMENTS |= WARNING_ARGUMENTS
TABLE |= OF_RATINGS
ARGUMENTS |= RATING_ARGUMENTS
