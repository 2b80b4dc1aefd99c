"""The places of made data: a province with its cities and counties, and names for townships."""

from __future__ import annotations

PROVINCE = "河南省"

# City: its counties, districts and county-level cities.
CITIES = {
    "南阳市": (
        "南召县 方城县 西峡县 镇平县 内乡县 淅川县 社旗县 唐河县 新野县 桐柏县 宛城区 卧龙区 邓州市"
    ),
    "郑州市": "中原区 二七区 管城区 金水区 上街区 惠济区 中牟县 巩义市 荥阳市 新密市 新郑市 登封市",
    "开封市": "龙亭区 顺河区 鼓楼区 禹王台区 祥符区 杞县 通许县 尉氏县 兰考县",
    "洛阳市": (
        "老城区 西工区 瀍河区 涧西区 偃师区 孟津区 洛龙区 新安县 栾川县 嵩县 汝阳县 宜阳县 洛宁县"
        " 伊川县"
    ),
    "平顶山市": "新华区 卫东区 石龙区 湛河区 宝丰县 叶县 鲁山县 郏县 舞钢市 汝州市",
    "安阳市": "文峰区 北关区 殷都区 龙安区 安阳县 汤阴县 滑县 内黄县 林州市",
    "鹤壁市": "鹤山区 山城区 淇滨区 浚县 淇县",
    "新乡市": (
        "红旗区 卫滨区 凤泉区 牧野区 新乡县 获嘉县 原阳县 延津县 封丘县 卫辉市 辉县市 长垣市"
    ),
    "焦作市": "解放区 中站区 马村区 山阳区 修武县 博爱县 武陟县 温县 沁阳市 孟州市",
    "濮阳市": "华龙区 清丰县 南乐县 范县 台前县 濮阳县",
    "许昌市": "魏都区 建安区 鄢陵县 襄城县 禹州市 长葛市",
    "漯河市": "源汇区 郾城区 召陵区 舞阳县 临颍县",
    "三门峡市": "湖滨区 陕州区 渑池县 卢氏县 义马市 灵宝市",
    "商丘市": "梁园区 睢阳区 民权县 睢县 宁陵县 柘城县 虞城县 夏邑县 永城市",
    "信阳市": "浉河区 平桥区 罗山县 光山县 新县 商城县 固始县 潢川县 淮滨县 息县",
    "周口市": "川汇区 淮阳区 扶沟县 西华县 商水县 沈丘县 郸城县 太康县 鹿邑县 项城市",
    "驻马店市": "驿城区 西平县 上蔡县 平舆县 正阳县 确山县 泌阳县 汝南县 遂平县 新蔡县",
    "济源市": "济源示范区",
}

TOWNSHIPS = (
    "城关 云阳 白河 石桥 龙泉 青山 太平 皇路 南河 北岭 东湖 西河 马市 乔端 板山"
    " 柳林 大营 小店 杨集 王楼 张湾 刘店 高庙 陈留 观音 三官 清水 红石 凤凰 金桥"
).split()


def counties_of(city: str) -> list[str]:
    return CITIES[city].split()


def short_name(county: str) -> str:
    """Return 南召 of 南召县; a name of two characters stays whole (滑县)."""
    return county[:-1] if len(county) > 2 else county


def number_prefix(county: str) -> str:
    """Return the 字头 of the county's tickets; no two counties of the province share one."""
    return f"{short_name(county)}助企"


def township_names(count: int) -> list[str]:
    """Return the first `count` names; a seat, towns, townships, and streets last."""
    ends = ("镇", "乡", "镇", "乡", "街道")
    return [f"{TOWNSHIPS[i]}{'镇' if i == 0 else ends[i % 5]}" for i in range(count)]
