"""Pages, sentences, notices, letters and the handbook speak as a county office does.

Each row is a word that was replaced, and what stands for it now. An exception says why the old
word is right where it stands.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.source import HOUSE, ROOT, files, nodes

# Anywhere in a sentence: the old word (a pattern) and the new one.
OLD = {
    "编号签发": "编号印发",
    "反映对象": "诉求人",
    "知情人": "授权阅知人",
    "(取消|不再|已经|自动)知情": "授权阅知",
    "密件": "工作秘密",
    "等它接手": "待该单位签收",
    "本单位用时": "承办时限",
    "带回意见": "登记会商（上级）意见",
    "提级返回": "提级意见反馈",
    "阶梯已走完|督办已走完": "督办程序已用尽",
    "工单被督办": "本单位承办事项已列入督办",
    "提请主任|主任处理": "提请裁定、裁定",
    "口头移送": "先行告知（当面）",
    "交承办人": "分办",
    "退回不受理": "不予受理",
    "锁上|打开钥匙|打开线索室": "解锁、锁定",
    "两把钥匙|三把钥匙|第二把钥匙": "双人确认",
    "现在没有任职": "尚未授予岗位权限",
    "收到并入": "并入重复件",
    "负责人过问": "请主要负责人研究督办",
    "绝不要求": "入企服务纪律",
    "谁为您服务": "包联服务人员",
    "乱填": "恶意填报",
    "提出人": "登记人",
    "可以重试": "可修改后重新办理",
    "已经报请上级协调": "只在报到上一级时说",
    "容错免责": "容错认定、暂停督办",
    "(?<!离开)座位": "成员身份",
    "收到此函|望周知|特此函告为盼": "请予函复",
}
# The whole label, button or heading.
OLD_LABELS = {"不发": "不予签发", "何人": "操作人", "锁上": "锁定"}
# Only in these folders.
OLD_IN = {
    ("cases/letters", "templates/cases/letters"): {
        "待签发": "待编号",
        "已签发|尚未签发|没有签发": "印发",
    },
    ("cases/tickets", "templates/cases/tickets"): {"^提出$": "登记"},
    # A named reporter is one of a lead; who asks for something to be solved is not.
    (
        *(
            "cases/tickets",
            "templates/cases/tickets",
            "cases/scan_codes",
            "templates/cases/scan_codes",
        ),
        *("cases/enterprise_side", "templates/cases/enterprise_side"),
    ): {"反映人": "诉求人"},
    # What the letters themselves say.
    ("cases/letters/rules", "cases/letters/exchange"): {"工单已|这张工单|该工单": "该事项"},
    ("cases/leads", "templates/cases/leads"): {"最长办理期限": "结果反馈期限", "^打开$": "解锁"},
}
# Path and old word: why it stands there.
EXCEPTIONS = {
    (
        "docs/handbook/leads.md",
        "容错免责",
    ): "names what stays in the discipline office's own system",
}


def test_no_replaced_word_came_back():
    found = [
        f"{where}：“{said}” → {OLD[old]}"
        for where, said in _sentences()
        for old in OLD
        if re.search(old, said) and (where.split(":")[0], old) not in EXCEPTIONS
    ]
    assert not found, "\n".join(found)


def test_no_replaced_label_came_back():
    found = [
        f"{where}：“{said}” → {OLD_LABELS[said]}"
        for where, said in _sentences()
        if said in OLD_LABELS and (where.split(":")[0], said) not in EXCEPTIONS
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("folders", OLD_IN)
def test_no_replaced_word_of_a_room_came_back(folders):
    found = [
        f"{where}：“{said}” → {new}"
        for where, said in _sentences()
        if where.startswith(folders)
        for old, new in OLD_IN[folders].items()
        if re.search(old, said) and (where.split(":")[0], old) not in EXCEPTIONS
    ]
    assert not found, "\n".join(found)


def test_each_exception_is_still_needed():
    said = {where.split(":")[0]: [] for where, _ in _sentences()}
    for where, text in _sentences():
        said[where.split(":")[0]].append(text)
    for path, old in EXCEPTIONS:
        assert any(re.search(old, text) for text in said.get(path, [])), (path, old)


@cache
def _sentences() -> tuple[tuple[str, str], ...]:
    return (*_of_code(), *_of_templates(), *_of_scripts(), *_of_handbook())


def _of_code() -> Iterator[tuple[str, str]]:
    """Chinese strings of the code; docstrings speak to programmers."""
    for path in files(*HOUSE):
        docs = {id(one) for one in _docstrings(nodes(path))}
        for node in nodes(path):
            said = node.value if isinstance(node, ast.Constant) else None
            if isinstance(said, str) and id(node) not in docs and _is_chinese(said):
                yield f"{_named(path)}:{node.lineno}", said.strip()


def _docstrings(found: Iterable[ast.AST]) -> Iterator[ast.Constant]:
    for node in found:
        body = getattr(node, "body", None)
        first = body[0] if isinstance(body, list) and body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            yield first.value


def _of_templates() -> Iterator[tuple[str, str]]:
    """What stands between tags, and what tags and attributes say."""
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", path.read_text(), flags=re.S)
        for said in re.split(r"<[^>]*>|{%[^%]*%}|{{[^}]*}}|\n", text):
            if _is_chinese(said):
                yield _named(path), said.strip()
        for said in re.findall(r'"([^"]*)"', text):
            if _is_chinese(said):
                yield _named(path), said.strip()


def _of_scripts() -> Iterator[tuple[str, str]]:
    for app in ("cadres", "enterprises", "cases", "cases/leads"):
        for path in sorted((ROOT / app / "static").rglob("*.js")):
            lines = re.sub(r"/\*.*?\*/|(?m:^\s*//.*$)", "", path.read_text(), flags=re.S)
            for said in lines.splitlines():
                if _is_chinese(said):
                    yield _named(path), said.strip()


def _of_handbook() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "docs" / "handbook").glob("*.md")):
        for said in path.read_text().splitlines():
            if _is_chinese(said):
                yield _named(path), said.strip()


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _is_chinese(said: str) -> bool:
    return re.search("[\u4e00-\u9fff]", said) is not None
