"""Who of the room gets what from its addresses: a line per address, a code per person.

An address without a line fails the build. Where a method has no code, it is refused (405). Posts
carry no words: what is checked is who gets as far as the form (200, 422), the state (409), the
action.
"""

from __future__ import annotations

# The lead is a proposal of the clerk's. Who of the sender's side reads it; who is a member, and
# for whom it does not exist; who has come with the key shut.
READERS = ("clerk", "deputy", "head")
BLIND = ("custodian", "registrar", "officer", "officer_head", "concerned")
SHUT = "shut"
EVERYBODY = (*READERS, *BLIND, SHUT)

Codes = dict[str, int]


def row(code: int, *, blind: int | None = None, shut: int = 302, **others: int) -> Codes:
    """`code` for readers, `blind` for members for whom the lead does not exist."""
    codes = dict.fromkeys(READERS, code)
    codes |= dict.fromkeys(BLIND, code if blind is None else blind)
    return codes | {SHUT: shut} | others


def of_those(people: set[str], code: int, rest: int) -> Codes:
    """`code` for these, `rest` for every other member."""
    return row(rest) | dict.fromkeys(people, code)


def of_seat(rest: int, **others: int) -> Codes:
    """An address of a colleague's seat (the custodian's): not there for the other side."""
    return row(rest) | dict.fromkeys(("registrar", "officer", "officer_head"), 404) | others


def of_lead(code: int, **others: int) -> Codes:
    """An address of the lead: not there for whoever is no reader of it."""
    return row(code, blind=404, **others)


HEADS = {"head", "officer_head"}
# Who decides on its side; the concerned one is an approver for all other leads.
DECIDERS = HEADS | {"deputy", "concerned"}
STUB_KEEPERS = DECIDERS | {"registrar"}
TABLE: dict[str, Codes] = {
    "GET desk": row(200),
    "POST search": row(200),
    "GET once": row(200, shut=200),
    # A side is brought into use once, and this one is.
    "GET found": row(404, shut=404),
    "POST found": row(404, shut=404),
    "GET key": row(302, shut=200),
    "POST key": row(302, shut=200),
    "GET key-new": row(302),
    "POST key-new": row(302),
    "GET key-close": row(405, shut=405),
    "POST key-close": row(302),
    "GET members": row(200),
    "GET member-add": of_those(DECIDERS, 200, 403),
    "POST member-add": of_those(DECIDERS, 422, 403),
    "GET member": of_seat(200),
    # The custodian has a key, and it was confirmed.
    "GET member-code": of_seat(403),
    "POST member-code": of_seat(403, head=422),
    "GET member-confirm": of_seat(403),
    "POST member-confirm": of_seat(422),
    "GET letterhead": of_those(HEADS, 200, 403),
    "POST letterhead": of_those(HEADS, 422, 403),
    "GET other": row(200),
    "POST other": row(422),
    "GET member-grant": of_seat(403),
    "POST member-grant": of_seat(403, head=422, deputy=422, concerned=422),
    "GET member-duty": of_seat(403, head=200),
    "POST member-duty": of_seat(403, head=422),
    "GET member-custodian": of_seat(403, head=200),
    "POST member-custodian": of_seat(403, head=422),
    "GET member-reporters": of_seat(403),
    "POST member-reporters": of_seat(403, custodian=302),
    "GET member-permit": of_seat(403, head=200),
    "POST member-permit": of_seat(403, head=302),
    "GET member-permit-leaver": of_seat(403, head=200, deputy=200, concerned=200),
    "POST member-permit-leaver": of_seat(403, head=302, deputy=302, concerned=302),
    "GET member-end": of_seat(403, head=200),
    "POST member-end": of_seat(403, head=302),
    "GET member-hand-over": of_seat(403, head=200, custodian=200),
    "POST member-hand-over": of_seat(403, head=422, custodian=422),
    "GET restore": row(200, shut=200),
    "POST restore": row(422, shut=422),
    "GET passphrase": row(200, shut=200),
    "POST passphrase": row(422, shut=422),
    "GET recovery": of_those(HEADS, 200, 403),
    "POST recovery": of_those(HEADS, 422, 403),
    "GET me": row(200),
    "GET relative-add": row(200),
    "POST relative-add": row(422),
    "GET trail": of_those(DECIDERS, 200, 403),
    "GET candidates": row(200),
    "GET candidate-rules": row(200),
    "GET candidate-rule": of_those({"head"}, 200, 403),
    "POST candidate-rule": of_those({"head"}, 200, 403),
    "GET dropped": row(200),
    "GET drop-box": of_those({"officer_head"}, 200, 403),
    "POST drop-box": of_those({"officer_head"}, 422, 403),
    "GET register": row(200),
    "GET register-workbook": row(200),
    "GET figures": row(200),
    "POST unit-rows": row(200),
    "GET quarterly": of_those(DECIDERS, 200, 403),
    "GET quarterly-make": of_those(DECIDERS, 200, 403),
    "POST quarterly-make": of_those(DECIDERS, 200, 403),
    "GET askings": row(200),
    "GET glass": row(200),
    "POST glass": row(422),
    "GET stubs": of_those(STUB_KEEPERS, 200, 403),
    "GET stub-add": of_those(STUB_KEEPERS, 200, 403),
    "POST stub-add": of_those(STUB_KEEPERS, 422, 403),
    # Nobody reported this one, and nothing of the kind is there.
    "POST reporter": row(404),
    "GET reporter-ask": of_lead(200),
    "POST reporter-ask": of_lead(422),
    "GET reporter-hand-over": of_lead(200),
    "POST reporter-hand-over": of_lead(403),
    **dict.fromkeys(
        (
            "GET relative-withdraw",
            "POST relative-withdraw",
            "GET candidate-take",
            "POST candidate-take",
            "GET candidate-dismiss",
            "POST candidate-dismiss",
            "GET paper",
            "GET paper-file",
            "GET paper-take",
            "POST paper-take",
            "GET paper-lay-aside",
            "POST paper-lay-aside",
            "GET quarterly-list",
            "GET quarterly-paper",
            "GET asking",
            "POST asking-seen",
            "GET asking-grant",
            "POST asking-grant",
            "GET asking-refuse",
            "POST asking-refuse",
            "GET asking-confirm",
            "POST asking-confirm",
            "GET asking-decline",
            "POST asking-decline",
            "GET stub-why",
            "GET stub-pdf",
            "GET stub-docx",
            "GET stub-hand-on",
            "POST stub-hand-on",
            "GET stub-confirm",
            "POST stub-confirm",
        ),
        row(404),
    ),
    "GET new": of_those({"officer"}, 403, 200),
    "POST new": of_those({"officer"}, 403, 200),
    "GET detail": of_lead(200),
    "GET why": of_lead(200),
    # It has not been delivered: there is no record of a paper yet.
    "GET archive": row(404),
    "POST archive": row(404),
    # It is no draft any more.
    "GET edit": of_lead(409),
    "POST edit": of_lead(409),
    "GET file-add": of_lead(200),
    "POST file-add": of_lead(422),
    "GET file": of_lead(200),
    "POST file-remove": of_lead(409),
    # No letter has been issued yet.
    "GET letter-pdf": of_lead(404),
    "GET letter-docx": of_lead(404),
    "GET reader-add": of_lead(200),
    "POST reader-add": of_lead(422),
    "GET form-pdf": of_lead(200),
    "GET form-docx": of_lead(200),
    "GET reader-end": of_lead(200),
    "POST reader-end": of_lead(302, clerk=403),
    "GET reader-exclude": of_lead(200),
    "POST reader-exclude": of_lead(302, clerk=403),
    "GET recuse": of_lead(200),
    "POST recuse": of_lead(302),
    # The verb is `approve`: for those who decide and did not draft it.
    "GET action": of_lead(200, clerk=409),
    "POST action": of_lead(422, clerk=403),
}

# After the receipt: who drafted it keeps number, dates and code; those who take it read it.
GONE = {"clerk": 404, "registrar": 200}
AFTER_SIGNING: dict[str, dict[str, int]] = {
    "GET detail": {"clerk": 200, "registrar": 200, "officer": 404, "custodian": 404},
    "GET file": GONE | {"officer": 404},
    "GET letter-pdf": GONE | {"officer": 404},
    "GET letter-docx": GONE | {"officer": 404},
    "GET edit": {"clerk": 409, "registrar": 409, "officer": 404},
}
