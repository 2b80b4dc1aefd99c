"""Where a line of a letter may be broken in Word: its lists of what begins and ends no line.

A date or a figure with its unit holds together by these lists, not by hidden signs: programs show
such signs as boxes where their fonts lack them.
"""

from __future__ import annotations

import re

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from cases.letters.rules.wording import unbroken

# A longer word without a place to break would run out of the page: addresses, digests.
LONG_WORD = re.compile(r"[!-~]{20,}")
ZERO_WIDTH_SPACE = "\u200b"


def lay_down(document: Document) -> None:
    """Say to the program which signs begin and end no line."""
    lists = (
        ("w:noLineBreaksAfter", unbroken.NO_END + unbroken.DATE_END),
        ("w:noLineBreaksBefore", unbroken.NO_START + unbroken.DATE_START),
    )
    for name, signs in lists:
        said = OxmlElement(name)
        said.set(qn("w:lang"), "zh-CN")
        said.set(qn("w:val"), "".join(dict.fromkeys(signs)))
        document.settings.element.insert_element_before(said, *AFTER)


def loosened(words: str) -> str:
    return LONG_WORD.sub(lambda found: ZERO_WIDTH_SPACE.join(found.group()), words)


# What stands behind the lists among the settings, in the order of the schema.
AFTER = (
    *("w:savePreviewPicture", "w:doNotValidateAgainstSchema", "w:saveInvalidXml"),
    *("w:ignoreMixedContent", "w:alwaysShowPlaceholderText", "w:doNotDemarcateInvalidXml"),
    *("w:saveXmlDataOnly", "w:useXSLTWhenSaving", "w:saveThroughXslt", "w:showXMLTags"),
    *("w:alwaysMergeEmptyNamespace", "w:updateFields", "w:hdrShapeDefaults", "w:footnotePr"),
    *("w:endnotePr", "w:compat", "w:docVars", "w:rsids", "m:mathPr", "w:attachedSchema"),
    *("w:themeFontLang", "w:clrSchemeMapping", "w:doNotIncludeSubdocsInStats", "w:shapeDefaults"),
    *("w:decimalSymbol", "w:listSeparator"),
)
