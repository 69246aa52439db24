"""Notices that nobody published: enough sentences of a few words each that no two notices are alike by chance."""

from __future__ import annotations

from random import Random

from bench.copies import Text

_WHO = (
    "街道办事处",
    "商务部门",
    "产业园区",
    "行业协会",
    "科研院所",
    "重点企业",
    "社区学校",
    "服务中心",
    "专项小组",
    "评审专家",
)
_HOW = ("联合", "分批", "重点", "持续", "率先", "统筹", "协同", "稳步", "集中", "定向")
_DOES = ("推进", "支持", "建设", "培育", "完善", "试点", "开放", "引进", "评估", "改造")
_WHAT = ("氢能产业", "老旧小区", "集成电路", "养老服务", "数字贸易", "绿色建筑", "文化旅游", "智能制造", "生物医药", "轨道交通",
         "垃圾分类", "人才公寓", "夜间经济", "航运物流", "农业科技", "公共充电桩", "滨水空间", "检验检测")  # fmt: skip
_PART = ("平台", "项目", "示范区", "实验室", "基金", "标准", "人才队伍", "应用场景", "公共服务", "基础设施")
_SO = (
    "取得阶段成果",
    "进入验收阶段",
    "将公布细则",
    "获得居民好评",
    "仍需加大投入",
    "成为全年重点",
    "得到各方响应",
    "形成长效机制",
)


def notice(seed: int, sentences: int = 24) -> Text:
    """A notice of about 30 characters a sentence, with a number in every third."""
    random = Random(seed)
    body = "".join(_sentence(random, number) for number in range(sentences))
    return Text(f"关于{random.choice(_DOES)}{random.choice(_WHAT)}{random.choice(_PART)}的情况通报", body)


def _sentence(random: Random, number: int) -> str:
    parts = (_WHO, _HOW, _DOES, _WHAT, _PART)
    counted = f"{random.randint(3, 900)}个" if number % 3 == 0 else ""
    return "".join(random.choice(part) for part in parts) + f"{counted},{random.choice(_WHAT)}{random.choice(_SO)}。"
