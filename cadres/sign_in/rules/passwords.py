"""What a password must be; codes are made elsewhere, by chance."""

from __future__ import annotations

from cadres.errors import Invalid
from cadres.people.rules import accounts
from cadres.submissions.rules.typed_values import is_digits

SHORTEST = 10
KINDS_WANTED = 3
HELP = "至少 10 位，大写字母、小写字母、数字、符号四种中至少三种，不含账号、手机号或姓名拼音。"
# Shorter pieces would forbid passwords by accident.
SHORTEST_PIECE = 4


def check(password: str, *, account: str, phone: str, name: str) -> None:
    """Raise Invalid with what is wrong; the password itself is never repeated."""
    sentence = _fault(password, (account, phone, accounts.pinyin(name)))
    if sentence:
        raise Invalid(sentence, {"new_password": sentence})


def _fault(password: str, own: tuple[str, ...]) -> str:
    if len(password) < SHORTEST:
        return f"密码至少 {SHORTEST} 位，现在是 {len(password)} 位。"
    if _kinds(password) < KINDS_WANTED:
        return "密码要含大写字母、小写字母、数字、符号四种中的至少三种。"
    plain = password.lower()
    if any(len(piece) >= SHORTEST_PIECE and piece.lower() in plain for piece in own):
        return "密码不能含有自己的账号、手机号或姓名拼音。"
    return ""


def _kinds(password: str) -> int:
    tests = (str.isupper, str.islower, is_digits, lambda letter: not letter.isalnum())
    return sum(any(test(letter) for letter in password) for test in tests)
