"""How a letter speaks to its receiver and of its sender: 你局, 你委, 你镇; 我办, 我委."""

from __future__ import annotations

# How the name of an organ ends, and what it is called for short; the first that fits is taken.
CALLED = (
    *(("纪委监委", "委"), ("监察委员会", "委"), ("委员会", "委"), ("委", "委")),
    *(("人民政府办公室", "办"), ("政府办公室", "办"), ("办公室", "办"), ("助企办", "办")),
    *(("专班", "专班"), ("街道办事处", "街道"), ("镇人民政府", "镇"), ("乡人民政府", "乡")),
    *(("镇政府", "镇"), ("乡政府", "乡"), ("人民法院", "院"), ("人民检察院", "院")),
    *(("局", "局"), ("中心", "中心"), ("公司", "公司"), ("银行", "行"), ("支队", "支队")),
    *(("大队", "大队"), ("街道", "街道"), ("镇", "镇"), ("乡", "乡"), ("部", "部")),
)
UNIT, SEVERAL = "单位", "、"


def you(name: str) -> str:
    """你局, 你委; several are 各单位."""
    return f"各{UNIT}" if SEVERAL in name else f"你{_called(name)}"


def we(name: str) -> str:
    return f"我{_called(name)}"


def _called(name: str) -> str:
    plain = name.strip()
    return next((short for end, short in CALLED if plain.endswith(end)), UNIT)
