"""What a single line of a page is by itself: text, a heading, or a piece of the page's furniture.

Patterns see a line's key (stripped, NFKC, lower case: `pages.py`) and are written for both scripts (`scripts.py`).
"""

from __future__ import annotations

import re
from typing import Literal, cast

from .scripts import any_word, either, one_of

LineKind = Literal[
    "text", "heading", "spam", "caption", "contact", "navigation", "byline", "dateline", "field", "closing", "related"
]
"""``text`` is long or ends like a sentence; a ``heading`` doesn't. The rest is furniture. ``byline``: source, author,
date; ``dateline``: what is a byline only near the title; ``field``: a row of a government page's table; ``closing``: what
stands only behind an article; ``related``: the heading over headlines of other articles."""

ROLES = (
    "来源 文章来源 信息来源 稿件来源 本文来源 新闻来源 稿源 出处 作者 本期作者 原文作者 撰文 撰稿 执笔 文 图文 文字 文案 图 图片 摄影 摄像 采写 供稿 投稿 记者 本报记者 本网记者 "
    "实习记者 特约记者 见习记者 通讯员 实习生 编辑 实习编辑 值班编辑 本期编辑 网络编辑 视频编辑 图片编辑 微信编辑 新媒体编辑 执行编辑 美术编辑 责任编辑 内容编辑 责编 美编 主编 执行主编 本期主编 "
    "总编 总编辑 编审 审核 审校 审读 初审 复审 终审 一审 二审 三审 复核 签发 校对 监审 监制 总监制 策划 总策划 统筹 总统筹 制作 制图 设计 排版 出品 视频 剪辑 编导 发布者 发布人 录入 翻译 编译"
)
ROLE = one_of(ROLES)
"""Who did what on an article: what stands before the colon in a byline."""

DAY = (
    r"\d{4}(?:-\d{1,2}-\d{1,2}|年\d{1,2}月\d{1,2}日|[./]\d{1,2}[./]\d{1,2})"
    r"(?:\s*t?\s*(?:[上下]午|晚上?|凌晨|中午)?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:z|[+-]\d{2}:?\d{2}|[ap]m)?)?"
)
AGO = r"(?:刚刚|今天|昨天|前天|\d{1,2}\s*个?(?:秒钟?|分钟|小时|天|日|周|星期|月|年)之?前)"
_NAME = r"[\u3400-\u9fff·]{2,4}"

_BYLINE = (
    rf"\W*{ROLE}(?:[\s/、&]*{ROLE})*\s*[:|丨/]",
    r"\W*(?:发布|发表|更新|发稿|上传|录入|刊发|刊登|创建|公开|发文|成文|生成|印发|提交|添加|编辑)(?:时间|日期)\s*[:|丨]",
    r"(?:admin|管理员)\S{0,20}(?:\s|$)|原创\s+\S+(?:\s|$)|\W?原标题\s*:",
    rf"{DAY}\s*(?:(?:来源|作者)\s*:.*|发表于.{{0,20}})$|\d{{4}}-\d{{1,2}}-\d{{1,2}} \d{{1,2}}:\d{{2}}(?::\d{{2}})?$",
    rf"《\s*\S{{2,10}}\s*》\s*\(\s*{DAY}\s*(?:第?\s*\w{{1,4}}\s*版)?\s*\)",  # 《人民日报》(2023年08月30日 第10版)
)
_DATELINE = (
    rf"[(\[【]?{DAY}[)\]】]?(?:\s[^。;!?]{{0,30}})?$|【[^】]{{1,20}}】\s*{DAY}",
    rf"{AGO}(?:\s*\d{{1,2}}:\d{{2}})?(?:[\s·|(][^。]{{0,30}})?$|\d{{1,2}}[-/]\d{{1,2}}(?:\s+\d{{1,2}}:\d{{2}})?$",
    r"(?:时间|日期)\s*[:|丨]|今天是\s*\d{4}年",  # 时间: also stands in the text of an invitation
)
_FIELD = (
    r"[\[【]?\s*(?:索\s?引\s?号|发文(?:机关|单位|字号|日期)|发文号|文\s*号|文件编号|主题分类|主\s?题\s?词|有效性|文件状态"
    r"|(?:公开|发布)(?:属性|类别|方式|范围|主体|时限|机构|日期)|制[发定]机关|(?:信息|体裁|组配|服务对象)分类"
    r"|(?:生成|成文|印发|公布|实施|施行|生效|废止|失效)日期|效力状态|有效期至|内容概述|责任部门|信息名称|登记号|名\s*称|标\s*题)\s*[\]】]?\s*"
)
_CLOSING = (
    r"[(\[【]\s*(?:责任编辑|责编|编辑)\s*[:/|丨]|(?:责任编辑|责编)\s*[:/|丨\s]|[上下]一[篇条则](?:[\s:(|>]|$)",
    r"(?:(?:我要)?(?:举报|纠错)|【纠错】|返回(?:列表|首页|顶部)|关闭窗口|打印本页|分享(?:到|至|给朋友))\W*$|\W*(?:the )?end\W*$|\(完\)$",
    r"返回搜狐|更多精彩内容请|(?:平台|新浪|网易)声明|notice: the content above|政府网站找错|放大字体|[讚赞]$|发布于\s*:|(?:(?:发表|网友|最新|我要|热门|全部|所有|精彩)评论|共?\d+条评论)(?:\W|\d|$)",
)
_DECLARATION = (r"(?:版权|免责|特别|郑重)(?:声明|提示|说明)\s*[:|]|声明\s*:",)
_WORDS = (
    "首页 评论 分享 转发 点赞 赞 在看 收藏 喜欢 打赏 打印 字号 字体 大 中 小 大中小 繁体 简体 登录 注册 搜索 手机版 客户端 网站地图 设为首页 加入收藏 联系我们 关于我们 网站首页 "
    "本文链接 原文链接 文章链接 链接地址 网址 阅读原文 阅读全文 查看原文 写留言 写评论 返回 微信 微博 新浪微博 朋友圈 浏览次数 浏览量 浏览 阅读量 阅读数 阅读 点击数 点击量 点击次数 人气 次 听新闻 语音播报 "
    "无障碍 无障碍浏览 长者模式 适老版 二维码 来源链接 相关附件 附件下载 关键词 关键字 标签 精选留言 留言 广告 展开 收起 展开全文 关闭 举报 政务公开 扫一扫 更多 图文无关 打印本页 关闭窗口 我要反馈 意见反馈"
)
_CHANNELS = (
    "首页 新闻 资讯 时政 财经 体育 娱乐 科技 社会 国际 国内 军事 房产 汽车 教育 图片 视频 健康 评论 文化 旅游 专题"
)
_NAVIGATION = (
    rf"[上下]一页(?:[\s:(|>\d]|$)|\W*(?:{one_of(_WORDS)}\d*(?:\W+\d*|$))+$|(?:{one_of(_CHANNELS)}(?:\W+|$)){{3}}",
    r"(?:您?(?:当前|现在|目前)?(?:的|所在)?|你的)位置\s*:|首页[\s>»/|-]|\[责任编辑:|(?:关键词|标签)\s",
    r"(?:(?:文章|本文)?关键[词字]|标签|tags?|评论|分享|字号|字体|(?:本文|原文|文章|来源)链接|链接地址|网址|收录于(?:合集|话题)|浏览(?:次数|量)|阅读[量数]?"
    r"|点击[数量]?|人气|专题|相关附件)(?:\s*[:(|]|\s+[#\d])",
    r"©|\(c\)|copyright\b|(?:主办|承办|协办)(?:单位)?\s*:.{0,40}(?:承办|协办|电话|地址|备案|维护)",
)
_NOTICE = (  # furniture that may be a sentence
    r"\*?(?:(?:如需|欢迎)?转载(?:此文|请|须|必须)|(?:如需|欢迎)转载|未经.{0,20}(?:转载|摘编|复制|使用)|(?:本站|本网).{0,24}(?:转载|授权|许可|立场|删除|责任))|违法和?不良信息",
    r"(?:(?:以上|文章|部分|本文)?(?:内容|图片|图文).{0,8}来(?:自|源于?)(?:网络|互联网)|本文转自\S{2,16}$|本文(?:系|由|转自|转载自).{0,30}(?:发布|转载|授权|原创|独家))",
    r"点击(?:查看|阅读)更多|点击.{0,8}(?:蓝字|关注|阅读原文|进入直播间?).{0,10}$|(?:欢迎)?关注(?:我们|[本该]?公众号)\W*$|分享让更多人看到",
    r"(?:长按|扫描|扫码|识别(?=.{0,4}码)|微信扫一扫|扫一扫).{0,14}(?:二维码|关注|识别|访问|分享|打开)|微信扫一扫\W*$",
    r"(?:向上|继续)滑动看|轻点两下|预览时标签|(?:打开|下载)\S{0,8}(?:app|客户端)\W*$",
)
_RELATED = (
    r"\W*(?:(?:相关|更多|其[他它]|同类|热门|热点|最新|推荐|精彩|今日|图片|头条|随机|编辑|[为给]您|[为给]你|本周|往期|延伸|拓展|近期|本类|本站)\s?"
    r"(?:文章|知识|阅读|新闻|推荐|信息|链接|资讯|报道|专题|解读|热点|精选|精彩|回顾|点击|排行|关注|头条|热文|稿件|动态|视频|图集)|猜[你您]喜欢|大家都?(?:还)?在看"
    r"|(?:还|也)看了|喜欢此内容的人还喜欢|(?:新闻|点击|阅读|热点|文章|热门)?排行榜?|(?:24|48)小时(?:热文|热榜|排行)|热搜榜?|政策解读|相关(?:政策解读|政策|文件))\W*(?:更多\W*|换一换\W*)?$",
)
_CAPTION = (
    r"\W*(?:图片?|数据图|资料图片?|配图|题图|视频截图|网络图片?|(?:数据|资料)?图片仅供参考)\W*$|[▲△↑▼↓]\s*\S.{0,80}$",
    r"(?:图[说为注]|图\s?\d+(?=[\s:、.-]|$)|图\s*[:、]|[上下左右]图为|组图|(?:数据|资料)图\s*[:(]|图片?(?:说明|来源|源)\s*[:/]|图[源自]\s?\S)\s*[:、]?\S.{0,80}$",
)
_CONTACT = (
    r"(?:电\s?话|邮\s?箱|手\s?机|联\s?系\s?人|热\s?线|传\s?真|邮\s?编|e-?mail|qq群?|微信|(?:通讯|联系)地址|(?:咨询|服务|监督|举报|投诉|报名)(?:电话|热线|邮箱))\s*:",
)


def _kinds(**sources: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for the beginning of a line, with a group for each kind; where several fit, the first counts."""
    return re.compile(either("|".join(f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in sources.items())))


_SENTENCE = _kinds(caption=_CAPTION, closing=_DECLARATION, contact=_CONTACT, navigation=_NOTICE)
_FRAGMENT = _kinds(
    caption=_CAPTION,
    closing=(*_CLOSING, *_DECLARATION),
    contact=_CONTACT,
    related=_RELATED,
    navigation=(*_NAVIGATION, *_NOTICE),
    field=(rf"{_FIELD}(?:[:|\t].*)?$",),
    byline=_BYLINE,
    dateline=_DATELINE,
)
# What tells a line's kind without standing at its beginning: the pattern is tried where one of the words is there.
_MARK = re.compile(
    any_word(
        "的相关 版权所有 icp 公网安备 网站标识码 rights 独家稿件 蓝字关注 > 记者 通讯员 编辑 责编 校对 审核 主编 监制 作者 实习生"
    )
)
_MARKED = _kinds(
    related=(r".{0,80}的相关(?:文章|新闻|阅读)$",),
    navigation=(
        r"[^>]{1,20} ?> ?[^>]{1,20} ?>|[^>]{1,20} > (?:正文|内容|详情)|.{0,60}版权所有\W*$|\S{0,6}独家稿件|.{0,6}蓝字关注.{0,10}$",
        r".{0,30}(?:icp[备证]|公网安备|网站标识码|all rights reserved)",
    ),
    byline=(
        rf"\W*[^\s,。]{{0,8}}?(?:记者|通讯员|实习生)(?:[\s:/、]+{_NAME}){{1,6}}\W*$|记者{_NAME}\s*/.{{0,8}}报[道导]$",
        r"[(【][^\s,。]{0,8}?(?:记者|通讯员)[^。;!?,]{2,24}[)】]$",
        rf"[^\s,。]{{0,4}}?(?:责任编辑|编辑|责编|校对|审核|主编|监制|作者)(?:\s+{_NAME}){{1,4}}$",
    ),
)
_DAY_LAST = re.compile(rf"[^\s。|·]{{2,12}}\s*[\s|·]\s*{DAY}$")
_BARE_FIELD = re.compile(either(rf"{_FIELD}[:|]?$"))
_CREDIT = re.compile(either(r"(?:[\s/)(][^\s。]{1,10}\s?摄|记者[^。,]{2,14}摄|供图|资料图片?|视频截图)\s*[)】]?$"))
_CREDIT_ENDS = tuple("摄攝图圖片)】")
_CONTACT_WORDS = re.compile(
    any_word("微信号 微信/手机 手机号 联系电话 咨询热线 招商热线 网站联系邮箱 投稿邮箱 商务合作")
    + either("|扫一扫加.*微信")
)
_ASKING = re.compile(either(r"(?:请|如|欢迎|想|添加|加|有意|需要|长按|或).{0,60}$"))
_NUMBER = re.compile(r"(?<!\d)(?:1[3-9]\d{9}(?!元)|\d{3,4}[ -]\d{3,4}[ -]?\d{3,4})(?!\d)\D{0,10}$")
_SPAM_WORDS = re.compile(
    either(r"欧美|日韩|亚洲|久久|一区二区|精品|天堂|中文字幕|色综合|无码|成人|彩票|博彩|老虎机|代开发票")
)
_ONLY_SPAM = re.compile(any_word("久久 一区二区 色综合 无码 老虎机 代开发票"))  # 欧美日韩及亚洲市场对比 is a heading
_SPAM_CHARACTERS = 20
_CLOSERS = "”’」』)"


def kind_of(key: str) -> LineKind:
    """The kind of the line with this key; ``""``, a long line, is text."""
    if not key:
        return "text"
    if key.rstrip(_CLOSERS).endswith(("。", "!", "?", ";")):
        match = _SENTENCE.match(key)
        return cast("LineKind", match.lastgroup) if match else "contact" if _asks(key) else "text"
    if len(key) >= _SPAM_CHARACTERS and _ONLY_SPAM.search(key) and len(_SPAM_WORDS.findall(key)) >= 3:
        return "spam"
    if key.endswith(_CREDIT_ENDS) and _CREDIT.search(key):
        return "caption"
    match = _FRAGMENT.match(key) or (_MARKED.match(key) if _MARK.search(key) else None)
    if match:
        return cast("LineKind", match.lastgroup)
    if key[-1].isdigit() and _DAY_LAST.match(key):
        return "dateline"
    if "。" not in key and (_CONTACT_WORDS.search(key) or _NUMBER.search(key)):
        return "contact"
    return "text" if key.rstrip(_CLOSERS).endswith((":", "...")) else "heading"


def _asks(sentence: str) -> bool:
    """Whether a sentence asks to call or to write, and is no more than one."""
    return "。" not in sentence[:-1] and bool(_ASKING.match(sentence) and _CONTACT_WORDS.search(sentence))


def is_bare_field(key: str) -> bool:
    """Whether a line is only the name of a government table's row: its value stands on the next one."""
    return bool(_BARE_FIELD.match(key))
