"""What names begin with: the places of China, the surnames."""

from __future__ import annotations

import re

from .districts import DISTRICTS, short_name
from .scripts import all_spellings, any_word

_COUNTRIES = (
    "中国 中华 国家 全国 中央 美国 日本 韩国 英国 法国 德国 俄罗斯 加拿大 澳大利亚 新加坡 印度 意大利 联合国 欧盟"
)
COUNTRIES = frozenset(all_spellings(_COUNTRIES))
_REGIONS = (
    "中共 国务院 北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 "
    "甘肃 青海 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 台湾 长三角"
)
_CITIES = (
    "广州 深圳 珠海 汕头 佛山 东莞 中山 惠州 江门 湛江 肇庆 茂名 梅州 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 南京 苏州 无锡 常州 南通 扬州 镇江 泰州 徐州 盐城 淮安 "
    "连云港 宿迁 合肥 芜湖 蚌埠 安庆 黄山 阜阳 池州 福州 厦门 泉州 漳州 莆田 宁德 龙岩 三明 南平 南昌 九江 赣州 景德镇 济南 青岛 烟台 潍坊 淄博 临沂 日照 威海 德州 济宁 泰安 郑州 洛阳 开封 "
    "南阳 新乡 武汉 宜昌 襄阳 荆州 长沙 株洲 湘潭 衡阳 岳阳 常德 成都 绵阳 泸州 宜宾 德阳 南充 贵阳 遵义 昆明 大理 丽江 曲靖 西安 咸阳 宝鸡 延安 兰州 西宁 银川 乌鲁木齐 喀什 呼和浩特 包头 "
    "鄂尔多斯 南宁 桂林 柳州 北海 海口 三亚 拉萨 沈阳 大连 鞍山 长春 哈尔滨 大庆 石家庄 唐山 保定 邯郸 秦皇岛 张家口 廊坊 太原 大同 临汾"
)
PLACE = re.compile(any_word(f"{_COUNTRIES} {_REGIONS} {_CITIES} {' '.join(map(short_name, DISTRICTS))}"))
"""A region, a city or one of Shanghai's districts, in either script."""

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗凤方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐傅皮卞齐康伍余元顾孟"
    "黄穆萧尹姚邵汪祁毛米臧戴谈宋庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房裘缪解丁邓郁杭洪包左石崔吉龚程邢裴陆荣翁荀甄"
    "曲封芮储靳段富焦巴牧谷侯宁仇甘厉武符刘景詹束龙叶黎薄白怀蒲鄂索咸赖卓屠蒙池乔翟谭劳姬申冉桑桂牛边燕尚温庄柴瞿阎习艾鱼古易廖耿匡寇广欧沃利关荆游权盖桓岳肖佟敬"
    "佘付闫丛曾沙查苑隋于尼仝代揭晏栾丘亓冼麦帅巩苟邸敖练楚伊粟岩茅蔺佐闻逄宗郗原庹覃"
)
SURNAMES = frozenset(all_spellings(" ".join(_SURNAMES)))
COMPOUND_SURNAMES = frozenset(
    all_spellings("欧阳 上官 司马 诸葛 司徒 皇甫 尉迟 公孙 慕容 令狐 夏侯 东方 端木 轩辕 南宫 西门 宇文 呼延")
)
