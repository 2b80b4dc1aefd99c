"""How the actions of letters are called in the trail."""

from __future__ import annotations

from cases.letters.rules.workflow import LetterVerb

VERBS = {
    **{f"letter.{verb.value}": f"文书：{verb.label}" for verb in LetterVerb},
    "letter.download": "下载文书",
    "letter.record_talk": "登记约谈记录",
    "letter.taken_back": "文书：十秒内撤回审批",
    "letter.export": "导出文书登记簿",
    "letter.set_bureau_style": "设置本单位发文名称和代字",
    "letter.set_style": "设置文书由谁印发",
    "letter.agree_to_faces": "同意使用代用字体",
}
