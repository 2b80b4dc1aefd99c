"""The demo county in words: places, units, people, enterprises, problems. All of it is made up."""

from __future__ import annotations

from dataclasses import dataclass

from cadres.models import UnitKind
from cadres.viewers.rules.roles import Role

COUNTY = "南召县"
PREFIX = "南召助企"
ABOVE = ("河南省", "南阳市")
TOWNSHIPS = (
    "城关镇", "留山镇", "云阳镇", "皇路店镇", "南河店镇", "板山坪镇", "乔端镇", "白土岗镇",
    "城郊乡", "小店乡", "皇后乡", "太山庙乡", "石门乡", "四棵树乡", "马市坪乡", "崔庄乡",
)  # fmt: skip

OFFICE = "南召县助企办"
POWER, LAND = "南召县供电公司", "南召县自然资源局"
INDUSTRY, LABOUR = "南召县工业和信息化局", "南召县人力资源和社会保障局"
FINANCE, NATURE = "南召县金融工作服务中心", "南召县生态环境局南召分局"
# Units that help others, and that others think are meant.
HELPERS = (INDUSTRY, LAND)
MARKET, DATA = "南召县市场监督管理局", "南召县政务服务和大数据中心"
CENTRE = "南召县政务服务中心"
# One goes to the bureau of industry, but for its part of science.
INVESTMENT, SCIENCE = "南召县招商服务中心", "南召县科学技术局"
TASK_FORCE, TOWN, YUNYANG = "营商环境工作专班", "城关镇人民政府", "云阳镇人民政府"

# Name, kind, the unit above; a township's government stands in its township.
UNITS = (
    ("南召县人民政府", UnitKind.LEADERSHIP, ""),
    (OFFICE, UnitKind.OFFICE, ""),
    (TASK_FORCE, UnitKind.TASK_FORCE, OFFICE),
    ("南召县委县政府督查室", UnitKind.INSPECTORATE, ""),
    ("南召县纪委监委", UnitKind.DISCIPLINE, ""),
    (INDUSTRY, UnitKind.DEPARTMENT, ""),
    (LAND, UnitKind.DEPARTMENT, ""),
    (LABOUR, UnitKind.DEPARTMENT, ""),
    (FINANCE, UnitKind.DEPARTMENT, ""),
    (NATURE, UnitKind.DEPARTMENT, ""),
    (MARKET, UnitKind.DEPARTMENT, ""),
    (DATA, UnitKind.DEPARTMENT, ""),
    (POWER, UnitKind.COMPANY, ""),
    (TOWN, UnitKind.TOWNSHIP, ""),
    (YUNYANG, UnitKind.TOWNSHIP, ""),
    (CENTRE, UnitKind.DEPARTMENT, ""),
    (INVESTMENT, UnitKind.DEPARTMENT, ""),
)

# The county leader, and the units that the leader oversees.
LEADER, OVERSEEN = "刘洋", (OFFICE, TASK_FORCE, INDUSTRY, DATA, POWER, CENTRE, INVESTMENT)


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody of the demo; `tries` is what to try as this person, for the table of sign-ins.

    Who has not come in yet still waits for a printed code.
    """

    name: str
    unit: str
    role: Role
    title: str = ""
    tries: str = ""
    has_come: bool = True


PLAYERS = (
    Player("郭建国", OFFICE, Role.OFFICE_HEAD, "主任", "看全县进度、人员和包联分工"),
    Player("陈静", OFFICE, Role.OFFICE_CLERK, "科员", "在交办台交办新工单、撤回交办"),
    Player("赵敏", OFFICE, Role.OFFICE_CLERK, "科员", "给待确认的工单打电话回访（非本人交办的）"),
    Player("张伟", INDUSTRY, Role.CADRE, "科员", "用手机看今日、记走访、提问题、发确认链接"),
    Player("刘芳", TOWN, Role.CADRE, "副镇长"),
    Player("王磊", YUNYANG, Role.CADRE, "经济发展办主任"),
    Player("李明", MARKET, Role.CADRE, "股长"),
    Player("杨帆", LABOUR, Role.CADRE, "科员"),
    Player("李娟", POWER, Role.UNIT_CLERK, "营销部专责", "签收、登记举措、反馈进展、提交办结"),
    Player("王强", POWER, Role.UNIT_HEAD, "经理", "审核办理结果：通过或退回补办"),
    Player("宋涛", LAND, Role.UNIT_CLERK, "科员"),
    Player("高峰", LAND, Role.UNIT_HEAD, "局长"),
    Player("许婷", FINANCE, Role.UNIT_CLERK, "科员"),
    Player("邓军", FINANCE, Role.UNIT_HEAD, "主任"),
    Player("韩梅", LABOUR, Role.UNIT_CLERK, "股长"),
    Player("罗斌", LABOUR, Role.UNIT_HEAD, "局长"),
    Player("谢敏", NATURE, Role.UNIT_CLERK, "科员"),
    Player("曹阳", NATURE, Role.UNIT_HEAD, "局长"),
    Player("袁媛", INDUSTRY, Role.UNIT_CLERK, "科员"),
    Player("潘志", INDUSTRY, Role.UNIT_HEAD, "局长"),
    Player(
        "孙涛",
        "南召县委县政府督查室",
        Role.SUPERVISOR,
        "科员",
        "登记明察暗访、发督办提示函和督办函",
    ),
    Player("刘洋", "南召县人民政府", Role.LEADER, "副县长", "看全县情况，一页打印"),
    Player("周正", "南召县纪委监委", Role.OFFICER, "科员", "在线索室签收、拟办、反馈；看不到工单"),
    Player(
        "何清", "南召县纪委监委", Role.OFFICER_HEAD, "室主任", "线索室负责人：成员、延期、季度清单"
    ),
    Player("蒋欣", YUNYANG, Role.UNIT_CLERK, "科员", has_come=False),
    Player("魏然", MARKET, Role.UNIT_CLERK, "科员", has_come=False),
    Player("吴刚", DATA, Role.SYSTEM_ADMIN, "工程师", "维护单位、人员、日历和时限"),
    Player("郑洁", DATA, Role.SECURITY_ADMIN, "工程师", "设置角色、发放一次性口令、解锁账号"),
    Player("冯远", DATA, Role.AUDIT_ADMIN, "工程师", "查审计记录：谁、何时、做了什么"),
    Player(
        "韩松",
        "南召县委县政府督查室",
        Role.SUPERVISOR_HEAD,
        "主任",
        "审批督办提示函、督办函，看明察暗访台账",
    ),
    Player("秦岚", MARKET, Role.UNIT_CLERK, "科员", "县际协查：移送案件线索、商请执法协助"),
    Player("沈涛", MARKET, Role.UNIT_HEAD, "局长", "审批县际协查文书，设置本单位代字"),
    Player("柳青", CENTRE, Role.CENTRE_CLERK, "科员", "窗口评价：核实差评、草拟交办函、反馈评价人"),
    Player("梁洁", CENTRE, Role.CENTRE_CLERK, "科员", "窗口评价：回访、发布公示（没有经手的）"),
    Player("龙海", CENTRE, Role.CENTRE_HEAD, "主任", "审批交办函、审定公示稿、裁定申诉"),
    Player("任洁", INVESTMENT, Role.UNIT_CLERK, "科员"),
    Player("田勇", INVESTMENT, Role.UNIT_HEAD, "主任"),
)

# Name, industry, products: forty enterprises on made-up names.
_TRADES = (
    ("艾草制品", "制造业", "艾条、艾灸贴"),
    ("柞蚕丝绸", "制造业", "柞蚕丝、丝毯"),
    ("苗木花卉", "农林牧渔业", "辛夷、玉兰苗木"),
    ("石材", "制造业", "大理石板材"),
    ("食用菌", "农林牧渔业", "香菇、木耳"),
    ("机械制造", "制造业", "矿山机械配件"),
    ("建材", "制造业", "预拌混凝土"),
    ("中药材", "制造业", "辛夷花、山茱萸"),
    ("物流", "交通运输、仓储和邮政业", "公路货运"),
    ("文旅开发", "住宿和餐饮业", "民宿、漂流"),
)
_NAMES = ("恒信达", "瑞丰源", "宏远泰", "金桂园")
ENTERPRISES = tuple(
    (f"南召县{name}{trade}有限公司", industry, products)
    for name in _NAMES
    for trade, industry, products in _TRADES
)
CONTACTS = (
    "方国栋", "田秀英", "卢建军", "丁晓燕", "范志强", "石慧", "姚卫东", "谭丽", "廖红", "熊伟",
)  # fmt: skip
MOBILE = "139037{:05d}"


@dataclass(frozen=True, slots=True)
class Matter:
    """A kind of problem: who answers for it, and how it is usually solved."""

    category: str
    unit: str
    title: str
    text: str
    measures: tuple[str, ...]
    evidence: str
    result: str


MATTERS = (
    Matter(
        "用电用气用水", POWER, "厂区变压器容量不足",
        "厂区现有变压器容量不足，夏季高峰时设备停机，申请增容 315 千伏安。",
        ("现场勘查，确定增容方案", "更换变压器并送电"),
        "供电方案答复单已送达企业，送电单双方签字。",
        "变压器已更换并送电，企业两条生产线恢复满负荷运行。",
    ),
    Matter(
        "用电用气用水", POWER, "园区线路频繁跳闸",
        "所在线路近一个月跳闸 4 次，影响连续生产，请检修线路。",
        ("排查线路缺陷，清理树障", "更换老化开关"),
        "检修记录和更换前后照片已存档。",
        "线路缺陷已消除，连续运行正常，已与企业约定停电提前告知。",
    ),
    Matter(
        "用地保障", LAND, "扩建用地手续办理缓慢",
        "二期扩建 12 亩用地已上报，组卷材料多次补正，请协调加快办理。",
        ("专人指导补正组卷材料", "会同乡镇完成勘测定界"),
        "组卷材料已齐备并上报市局，有收件回执。",
        "用地报批材料已上报并取得收件回执，已告知企业后续环节和时间。",
    ),
    Matter(
        "融资需求", FINANCE, "流动资金贷款到期周转困难",
        "300 万元流动资金贷款下月到期，续贷审批时间长，希望协调银行。",
        ("组织银企对接，落实续贷方案", "协调担保公司增信"),
        "银行续贷批复已出具。", "续贷 300 万元已获批，利率下调 0.4 个百分点。",
    ),
    Matter(
        "用工需求", LABOUR, "旺季缺普工和缝纫工",
        "订单增加，缺普工 30 人、熟练工 12 人，请帮助招聘。",
        ("发布用工信息，组织专场招聘", "对接职业学校安排实习"),
        "招聘会签到表和录用名单已收存。", "专场招聘录用 37 人，职业学校安排 10 名学生跟岗。",
    ),
    Matter(
        "环保手续", NATURE, "环评变更不清楚怎么办",
        "生产线改造后不清楚是否需要重新办理环评，担心影响投产。",
        ("上门核对改造内容", "指导填报变更材料"),
        "现场核查表和办理指南已交企业。", "经核查属登记管理，已指导企业在线完成登记。",
    ),
    Matter(
        "惠企政策", INDUSTRY, "技改补贴申报条件不清楚",
        "新上自动化设备 260 万元，想了解技改补贴申报条件和时间。",
        ("送政策上门，逐条核对条件",),
        "政策清单和申报时间表已送企业。", "符合申报条件，已协助完成线上填报。",
    ),
    Matter(
        "拖欠账款", INDUSTRY, "配套货款逾期未付",
        "为某项目供货 86 万元，逾期 5 个月未付，多次催要未果。",
        ("约谈付款单位，核对往来账", "商定分期付款计划"),
        "双方签字的付款计划已收存。", "已促成签订分期付款计划，首期 40 万元到账。",
    ),
)  # fmt: skip
# Closed on paper (纸面销号), as the flags find it: a want of three parts of which one is left out,
# an answer that only passes it on, and one that was written for something else.
ON_PAPER = (
    Matter(
        "用电用气用水", POWER, "厂区供电三件事请一并解决",
        "一、请给二车间增容 200 千伏安；二、请把厂门口压住道路的电线杆迁走；"
        "三、请核对去年多收的力调电费并退还。",
        ("现场勘查二车间负荷", "办理增容手续并送电"),
        "送电单双方签字。",
        "二车间已增容 200 千伏安并送电；厂门口电线杆已列入本月迁改计划，由供电所落实。",
    ),
    Matter(
        "用工需求", LABOUR, "盼帮助解决职工住宿",
        "外地职工 26 人租房难，盼协调县里的公租房。",
        ("联系住房保障部门",), "转办单已留存。",
        "贵公司反映的问题已收悉，已转相关部门研究处理，感谢您对我们工作的支持。",
    ),
    Matter(
        "融资需求", FINANCE, "流动资金贷款到期周转困难",
        "200 万元流动资金贷款下月到期，续贷审批时间长，希望协调银行。",
        ("组织银企对接，落实续贷方案",), "银行对接记录已存档。",
        "已组织银企对接会，农商行、邮储银行与贵公司当面沟通，后续由客户经理一对一跟进服务。",
    ),
    Matter(
        "融资需求", FINANCE, "设备融资租赁手续费偏高",
        "新购数控机床走融资租赁，租赁公司收取的手续费和保证金偏高，请帮助核实是否合规。",
        ("核实收费依据",), "沟通记录已存档。",
        "已组织银企对接会，农商行、邮储银行与贵公司当面沟通，后续由客户经理一对一跟进服务。",
    ),
)  # fmt: skip
# Told to the hotline (12345) by somebody who asked for no enterprise.
CALLER = "周女士"
CALLS = (
    Matter(
        "用工需求", LABOUR, "返乡后想在本县企业就业",
        "从外地返乡，会缝纫，想了解本县有哪些企业招工、工资待遇如何。",
        ("提供招工企业名单并推荐面试",), "推荐记录已登记。", "已推荐两家企业面试。",
    ),
    Matter(
        "环保手续", NATURE, "反映石材加工粉尘",
        "住处附近石材加工厂作业时粉尘较大，希望督促采取防尘措施。",
        ("现场检查，督促安装喷淋并密闭作业",),
        "检查记录和整改照片已存档。", "企业已加装喷淋并密闭作业，已向来电人反馈。",
    ),
)  # fmt: skip
