"""Names of units, people and enterprises; everybody and everything in them is made up."""

from __future__ import annotations

from random import Random

from cadres.models import UnitKind

OFFICE = "助企办"
INSPECTORATE = "委督查室"
DISCIPLINE = "纪委监委"
LEADERSHIP = "人民政府"
PLATFORM = "助企平台运行中心"
SERVICES = "政务服务和大数据局"

# Units of a county that handle tickets, the most called upon first.
DEPARTMENTS = (
    "工业和信息化局 自然资源局 住房和城乡建设局 财政局 市场监督管理局 人力资源和社会保障局"
    " 发展和改革委员会 生态环境局 交通运输局 税务局 政务服务和大数据局 金融工作服务中心"
    " 商务局 农业农村局 应急管理局"
    " 城市管理局 水利局 科学技术局 林业局 消防救援大队 公安局 司法局 人民法院 卫生健康委员会"
    " 教育体育局 文化广电和旅游局 审计局 医疗保障局"
).split()
COMPANIES = "供电公司 自来水公司 燃气公司".split()
TASK_FORCES = "融资服务专班 用地保障专班 清欠账款专班".split()
# A unit below another: the parent is named by its place in DEPARTMENTS.
BELOW = (("不动产登记中心", 1), ("公路事业发展中心", 8))

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红鑫波斌海宁燕峰凯浩梅琳俊志民建国新春晓佳宇文博晨"
    "东生永庆忠林松柏山河金银铁石永康宏远中正立德才学思源清廉勤俭和顺安泰"
)
POSTS = "科员 股长 副股长 副主任 办公室主任 四级主任科员 副局长 三级主任科员".split()

FANCY = "恒信昌鑫盛凌荣霞天草云玉金中龙艾豫达宏瑞翔泰祥朝嘉康利顺宛鹤信豫安凌永丰华源百和通四海兴旺"
ENDINGS = ("有限公司", "有限责任公司", "专业合作社", "股份有限公司", "厂")
# Trade, what it makes, and the word for it in the name.
TRADES = (
    ("制造业", "艾条、艾灸贴", "艾草制品"),
    ("制造业", "预拌混凝土", "建材"),
    ("制造业", "香菇酱", "食品"),
    ("制造业", "矿山机械配件", "机械制造"),
    ("批发和零售业", "日用百货", "商贸"),
    ("农林牧渔业", "辛夷、玉兰苗木", "苗木花卉"),
    ("制造业", "柞蚕丝", "柞蚕丝绸"),
    ("采矿业", "花岗岩板材", "石材"),
    ("交通运输、仓储和邮政业", "公路货运", "物流"),
    ("制造业", "植物酵素", "生物科技"),
    ("农林牧渔业", "食用菌", "农业科技"),
    ("住宿和餐饮业", "民宿", "旅游开发"),
    ("建筑业", "房建施工", "建筑工程"),
    ("制造业", "服装加工", "服饰"),
    ("制造业", "玉雕件", "玉雕工艺"),
    ("制造业", "光伏组件", "新能源"),
    ("制造业", "电子元器件", "电子科技"),
    ("制造业", "包装纸箱", "包装印刷"),
    ("制造业", "耐火材料", "耐材"),
    ("制造业", "石英坩埚", "石英材料"),
)


def person_name(rng: Random) -> str:
    """Common surnames come up more often, as they do."""
    surname = SURNAMES[int(len(SURNAMES) * rng.random() ** 1.8)]
    first = GIVEN[int(len(GIVEN) * rng.random())]
    if rng.random() < 0.25:
        return surname + first
    return surname + first + GIVEN[int(len(GIVEN) * rng.random())]


def enterprise_name(rng: Random, place: str, city: str, trade: int) -> str:
    """南召县昌鑫艾草制品有限公司: a place, two letters of fancy, the trade, the legal form."""
    where = (place, city[:-1], "河南")[min(2, int(rng.random() * 3.2))]
    fancy = FANCY[int(len(FANCY) * rng.random())] + FANCY[int(len(FANCY) * rng.random())]
    ending = ENDINGS[int(len(ENDINGS) * rng.random() ** 2.5)]
    return f"{where}{fancy}{TRADES[trade][2]}{ending}"


def unit_kinds() -> list[tuple[str, UnitKind]]:
    """Return the units of a county that handle tickets, without its townships."""
    return [
        *((name, UnitKind.DEPARTMENT) for name in DEPARTMENTS),
        *((name, UnitKind.COMPANY) for name in COMPANIES),
        *((name, UnitKind.TASK_FORCE) for name in TASK_FORCES),
        *((name, UnitKind.DEPARTMENT) for name, _ in BELOW),
    ]
