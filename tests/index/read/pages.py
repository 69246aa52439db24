"""Pages as Chinese sites make them: the layouts of nine kinds of site, with articles that were made up for the tests.

`PAGES[name]` is the markup and, line by line, what a person would call each line that can be seen.
"""

from __future__ import annotations

TITLE = "普陀区发布生命健康产业专项政策3.0版"
LEAD = "11月22日，普陀区在半马苏河会议中心发布生命健康产业专项政策3.0版，对落户企业最高给予三千万元支持，自2025年1月1日起施行。"
SECOND = "区商务委负责人介绍，新政策在原有版本上增加了对高端医疗器械和细胞治疗的支持条款，覆盖研发、临床、注册和生产四个环节。"
THIRD = "企业代表在会上表示，政策兑现的时间从六个月缩短到两个月，申报材料也由十二份减少到五份，企业的获得感明显增强。"
LAST = "下一步，普陀区将设立专项服务窗口，由专人负责政策解读，并在每个季度公布兑现情况，接受企业和社会的监督。"
CAPTION = "图为政策发布会现场"
OTHER = ("长宁区召开生命健康企业座谈会听取意见", "宝山区举办生物医药产业创新大会", "松江区协商生物医药产业集群建设")
TEASER = "记者从长宁区商务委获悉，区内八家企业的代表参加了座谈会，就产业政策的修订提出了二十多条意见和建议，相关部门将逐条研究…"

Lines = list[tuple[str, str]]
"""(label, the line's text)"""


def _menu(names: str) -> str:
    return (
        "<ul>"
        + "".join(f'<li>\n  <a href="/c/{number}">{name}</a>\n</li>' for number, name in enumerate(names.split()))
        + "</ul>"
    )


def _links(titles: tuple[str, ...]) -> str:
    return (
        "<ul>"
        + "".join(f'<li><a href="/n/{n}.html" target="_blank">{title}</a></li>' for n, title in enumerate(titles))
        + "</ul>"
    )


def _paragraphs(*texts: str) -> str:
    return "".join(f'<p style="text-indent: 2em;"><span style="font-size: 14px;">{text}</span></p>\n' for text in texts)


_BODY: Lines = [("body", text) for text in (LEAD, SECOND, THIRD, LAST)]
_MENU = "首页 新闻 财经 产业 视频 图片"
_MENU_LINES: Lines = [("navigation", name) for name in _MENU.split()]
_OTHERS: Lines = [("teaser", title) for title in OTHER]

GOVERNMENT = (
    f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<title>{TITLE}</title>
<meta name="SiteName" content="上海市普陀区人民政府"><meta name="ColumnName" content="投资动态">
<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2024-11-28 09:53">
<meta name="ContentSource" content="区商务委"><meta name="author" content="">
<meta name="url" content="http://www.shpt.example.cn/art/2024/11/28/art_1.html">
<script>$(document).ready(function(e) {{ alert("不是文字"); }});</script><style>.x {{color:red}}</style></head>
<body><div class="top">{_menu(_MENU)}</div><div class="pos">您的位置：<a href="/">首页</a> &gt; <a href="/t">投资动态</a></div>
<div class="main"><div class="title">{TITLE}</div><div class="info">发布时间：2024-11-28 09:53 来源：区商务委 浏览次数：<span>132</span></div>
<div id="zoom">{_paragraphs(LEAD, SECOND)}<p style="text-align:center"><img src="/1.jpg" alt="图"></p>
<p style="text-align:center">{CAPTION}</p>{_paragraphs(THIRD, LAST)}</div>
<div class="tools">【<a href="#">打印本页</a>】【<a href="#">关闭窗口</a>】</div></div>
<div class="foot">版权所有：上海市普陀区人民政府 沪ICP备00000000号<br>联系电话：021-00000000</div></body></html>""",
    [*_MENU_LINES, ("navigation", "您的位置：首页 > 投资动态"), ("title", TITLE),
     ("navigation", "发布时间：2024-11-28 09:53 来源：区商务委 浏览次数：132"), *_BODY[:2], ("caption", CAPTION), *_BODY[2:],
     ("navigation", "【打印本页】【关闭窗口】"), ("navigation", "版权所有：上海市普陀区人民政府 沪ICP备00000000号"),
     ("contact", "联系电话：021-00000000")],
)  # fmt: skip

TABLES = (
    f"""<html><head><title>{TITLE} 东区办事处_某某网</title><meta name="generator" content="ZN">
<meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head>
<body bgcolor="#FFFFFF"><center><table width="950"><tbody><tr><td><iframe src="/top.html">旧浏览器</iframe>
<table><tbody><tr bgcolor="#F5F5F5"><td height="24">&nbsp;　现在位置： <a href="/i">首页</a> &gt;&gt; <a href="/l">东区新闻</a> &gt;&gt; 正文</td></tr></tbody></table>
<div style="display:none;">看不见的专题名称</div><input type="hidden" value="{TITLE}">
<table width="90%"><tbody><tr><td><div align="center"><span class="Title"><b><!-- begin -->{TITLE}<!-- end --></b></span><br>
<font color="#C30000">　来源于：<!-- begin -->东区办事处<!-- end --></font></div></td></tr>
<tr align="left"><td style="font-size:14px"><p>{LEAD}</p><p><img src="/2.jpg"><br></p><p>{SECOND}</p><p>{THIRD}</p><p>{LAST}</p></td></tr>
<tr><td align="center"><font color="#666666">发布日期：<!-- b -->2019-03-06<!-- e -->
                  责任编辑：<!-- b -->龙慧<!-- e --></font></td></tr>
<tr align="right"><td>【<a href="javascript:window.print();">打印本页</a>】【<a href="javascript:window.close();">关闭窗口</a>】</td></tr>
</tbody></table></td></tr></tbody></table></center></body></html>""",
    [("navigation", "现在位置： 首页 >> 东区新闻 >> 正文"), ("title", TITLE), ("navigation", "来源于：东区办事处"), *_BODY,
     ("navigation", "发布日期：2019-03-06 责任编辑：龙慧"), ("navigation", "【打印本页】【关闭窗口】")],
)  # fmt: skip

PORTAL = (
    f"""<html><head><meta charset="utf-8"><title>{TITLE}--财经--某某网</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="某某网">
<meta property="article:published_time" content="2024-11-28T12:23:00+08:00"><meta name="author" content="网友">
<link rel="canonical" href="https://news.example.com/2024/1128/1.html"></head>
<body><nav>{_menu(_MENU)}</nav><h1 class="logo"><a href="/">某某网</a></h1>
<div class="text_con"><h1>{TITLE}</h1><div class="info">2024年11月28日12:23 &nbsp; 来源：<a href="http://xh.example.com">新华社</a></div>
<div class="box_con">{_paragraphs(LEAD, SECOND)}<figure><img src="3.jpg"><figcaption>{CAPTION}</figcaption></figure>
{_paragraphs(THIRD, LAST)}<div class="edit">(责编：王某、李某)</div></div>
<div class="share">分享让更多人看到</div>
<div class="box_read"><h2>推荐阅读</h2><div class="hdNews"><p><a href="/4"><strong>{OTHER[0]}</strong></a><br>{TEASER}<i><a href="/4">【详细】</a></i></p></div></div>
<div class="box_news"><h2>相关新闻</h2>{_links(OTHER[1:])}</div></div>
<div class="right"><h2>热点排行</h2><ol><li><a href="/5">5月网友留言超4万项 各地领导干部答复</a></li></ol></div>
<footer><p>Copyright © 1997-2024 by www.example.com. all rights reserved</p></footer></body></html>""",
    [*_MENU_LINES, ("navigation", "某某网"), ("title", TITLE), ("navigation", "2024年11月28日12:23 \u00a0 来源：新华社"), *_BODY[:2],
     ("caption", CAPTION), *_BODY[2:], ("navigation", "(责编：王某、李某)"), ("navigation", "分享让更多人看到"),
     ("navigation", "推荐阅读"), ("teaser", OTHER[0]), ("teaser", TEASER + "【详细】"), ("navigation", "相关新闻"), *_OTHERS[1:],
     ("navigation", "热点排行"), ("teaser", "5月网友留言超4万项 各地领导干部答复"),
     ("navigation", "Copyright © 1997-2024 by www.example.com. all rights reserved")],
)  # fmt: skip

SOCIETY = (
    f"""<html xmlns="http://www.w3.org/1999/xhtml"><head><meta charset="utf-8"><title>新闻动态--某某学会官网</title></head>
<body><div class="header"><p><a href="/e">English</a> <a href="/">中文版</a></p><div><input type="text" placeholder="请输入"> <a href="#">搜索</a></div></div>
<div class="header_nav">{_menu(_MENU)}</div><div class="se_nav"><h3>首页 - 新闻动态</h3></div>
<div class="news_left"><h5>{TITLE}</h5><div class="ly"><b title="发布时间">发布时间：2019-05-18</b> <i>来源：某某学会</i> </div>
<div class="detailCon">{_paragraphs(LEAD, SECOND, THIRD)}<p><img src="7.jpg"></p>{_paragraphs(LAST)}</div>
<div class="xq_footer"><p>上一篇：<a href="/8">{OTHER[0]}</a></p><a href="/" class="ret">返回首页</a></div></div>
<div class="news_right"><h4>联系我们</h4><p>地 址：某市某区某路1号</p><p>邮政编码：000000</p><h4>新闻排行榜</h4>{_links(OTHER[1:])}</div>
<div class="fot">版权所有：© 2001-2012 某某学会<br>备案号码：某ICP备00000000号</div></body></html>""",
    [("navigation", "English 中文版"), ("navigation", "搜索"), *_MENU_LINES, ("navigation", "首页 - 新闻动态"), ("title", TITLE),
     ("navigation", "发布时间：2019-05-18 来源：某某学会"), *_BODY, ("teaser", f"上一篇：{OTHER[0]}"), ("navigation", "返回首页"),
     ("navigation", "联系我们"), ("navigation", "地 址：某市某区某路1号"), ("navigation", "邮政编码：000000"), ("navigation", "新闻排行榜"),
     *_OTHERS[1:], ("navigation", "版权所有：© 2001-2012 某某学会"), ("navigation", "备案号码：某ICP备00000000号")],
)  # fmt: skip

BLOG = (
    f"""<!doctype html><html lang="zh-CN"><head><meta charset="UTF-8"><title>{TITLE} – 产业观察</title>
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"NewsArticle","headline":"{TITLE}",
"datePublished":"2024-11-28T12:23:05+08:00","author":{{"@type":"Person","name":"张晓鸣"}},"publisher":{{"@type":"Organization","name":"产业观察"}}}}]}}</script>
</head><body class="post"><header class="site"><a href="/">产业观察</a></header>
<article><header class="entry-header"><h1 class="entry-title">{TITLE}</h1><time datetime="2024-11-28T12:23:05+08:00">2024-11-28</time></header>
<div class="entry-content"><p>{LEAD}</p><p>{SECOND}</p><h2>企业怎么看</h2><p>{THIRD}</p><blockquote><p>{LAST}</p></blockquote></div>
<footer>标签：<a href="/t/1">政策</a></footer></article>
<section class="related"><h3>相关文章</h3>{_links(OTHER)}</section>
<section class="comments"><h3>3 条评论</h3><p>网友甲：写得好，支持一下这个政策，希望早日落地。</p></section></body></html>""",
    [("navigation", "产业观察"), ("title", TITLE), ("navigation", "2024-11-28"), *_BODY[:2], ("body", "企业怎么看"), *_BODY[2:],
     ("navigation", "标签：政策"), ("navigation", "相关文章"), *_OTHERS, ("navigation", "3 条评论"),
     ("navigation", "网友甲：写得好，支持一下这个政策，希望早日落地。")],
)  # fmt: skip

OLD = (
    f"""<html><head><title>{TITLE}</title></head><body><table><tr><td>{_menu("首页 新闻")}</td></tr><tr><td><font size=5>{TITLE}</font></td></tr>
<tr><td>2024-11-28 来源:新民网</td></tr><tr><td><font>&nbsp;&nbsp;&nbsp;&nbsp;{LEAD}<br><br>　　{SECOND}<br>　　{THIRD}<br>　　{LAST}</font></td></tr>
<tr><td>相关链接：<br><a href=1>{OTHER[0]}</a><br><a href=2>{OTHER[1]}</a></td></tr></table></body></html>""",
    [("navigation", "首页"), ("navigation", "新闻"), ("title", TITLE), ("navigation", "2024-11-28 来源:新民网"), *_BODY,
     ("navigation", "相关链接："), *_OTHERS[:2]],
)  # fmt: skip

SIDEBAR = (
    f"""<html><head><title>{TITLE}_产业_某网</title></head><body><div class=l><h4>热点推荐</h4>{_links(OTHER)}<div>{TEASER}</div></div>
<div class=c><div class=t>{TITLE}</div><div>2024年11月28日 10:11 某报</div><div class=art><div>{LEAD}</div><div>{SECOND}</div>
<div><strong>一、支持方向</strong></div><div>{THIRD}</div><div>{LAST}</div><div>（记者 张三）</div></div>
<div>责任编辑：李四</div><div>声明：本文不代表本站立场。</div></div></body></html>""",
    [("navigation", "热点推荐"), *(("navigation", title) for title in OTHER), ("navigation", TEASER), ("title", TITLE),
     ("navigation", "2024年11月28日 10:11 某报"), *_BODY[:2], ("body", "一、支持方向"), *_BODY[2:],
     ("navigation", "（记者 张三）"), ("navigation", "责任编辑：李四"), ("navigation", "声明：本文不代表本站立场。")],
)  # fmt: skip

NOTICE = (
    f"""<html><head><title>关于印发《普陀区政策》的通知</title></head><body><div class=nav><a href=/>首页</a>><a href=/x>公开</a></div>
<h1>关于印发《普陀区政策》的通知</h1><table><tr><td>索引号：</td><td>AA123</td><td>发布日期：</td><td>2024-11-28</td></tr></table>
<div id=zoom><p>各街道办事处：</p><p>{LEAD}</p><p>第一条　{SECOND}</p><p>第二条　{THIRD}</p>
<table><tr><th>项目</th><th>标准</th></tr><tr><td>研发</td><td>三千万元</td></tr><tr><td>临床</td><td>五百万元</td></tr></table>
<p>{LAST}</p><p>普陀区人民政府</p><p>2024年11月28日</p><p>附件：1.申报指南</p></div><div class=foot>主办：某某 沪ICP备1号</div></body></html>""",
    [("navigation", "首页>公开"), ("title", "关于印发《普陀区政策》的通知"), ("navigation", "索引号：\tAA123\t发布日期：\t2024-11-28"),
     ("body", "各街道办事处："), ("body", LEAD), ("body", f"第一条　{SECOND}"), ("body", f"第二条　{THIRD}"), ("body", "项目\t标准"),
     ("body", "研发\t三千万元"), ("body", "临床\t五百万元"), ("body", LAST), ("body", "普陀区人民政府"), ("navigation", "2024年11月28日"),
     ("body", "附件：1.申报指南"), ("navigation", "主办：某某 沪ICP备1号")],
)  # fmt: skip

WECHAT = (
    f"""<html><head><meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="微信公众平台">
<meta property="og:article:author" content="张三"></head><body id="activity-detail"><div id="js_article"><h1 id="activity-name">{TITLE}</h1>
<div id="meta_content"><span>原创</span> <span>张三</span> <a href="javascript:void(0);">上海普陀</a> <em>2024-11-28 10:11</em></div>
<div id="js_content" style="visibility: hidden; opacity: 0;"><section><section><span>{LEAD}</span></section></section><p><br></p>
<section><span>{SECOND}</span></section><section><p>{THIRD}</p></section><section style="display:none">不可见</section><p>{LAST}</p>
<section><span>END</span></section></div></div><div>微信扫一扫<br>关注该公众号</div></body></html>""",
    [("title", TITLE), ("navigation", "原创 张三 上海普陀 2024-11-28 10:11"), *_BODY, ("navigation", "END"), ("navigation", "微信扫一扫"),
     ("navigation", "关注该公众号")],
)  # fmt: skip

PAGES: dict[str, tuple[str, Lines]] = {
    "government": GOVERNMENT, "tables": TABLES, "portal": PORTAL, "society": SOCIETY, "blog": BLOG, "old": OLD, "sidebar": SIDEBAR,
    "notice": NOTICE, "wechat": WECHAT,
}  # fmt: skip
