"""Patterns in both scripts: what is written in Simplified characters also finds Traditional text, without folding it.

Folding a text with OpenCC costs a hundred times what searching it does.
"""

from __future__ import annotations

from itertools import product

_FORMS = """
    万萬 与與 专專 业業 丛叢 东東 两兩 严嚴 个個 临臨 为為爲 丽麗 举舉 义義 乌烏 乐樂 乔喬 习習 乡鄉 书書 于於 云雲 亚亞 产產 仅僅 从從 们們 众眾衆 会會 传傳 体體 余餘 储儲 兰蘭
    关關 兴興 内內 册冊 写寫 军軍 农農 冯馮 决決 准準 几幾 凤鳳 击擊 划劃 刘劉 则則 刚剛 创創 删刪 别別 制製 剑劍 办辦 务務 动動 劳勞 势勢 区區 医醫 华華 协協 单單 卢盧 卫衛衞
    厂廠 厅廳 历歷 厉厲 厦廈 县縣 参參 双雙 发發髮 台臺 叶葉 号號 吁籲 后後 吕呂 听聽 吴吳 员員 周週 咨諮 咸鹹 团團 园園 围圍 国國 图圖 场場 块塊 声聲 处處 备備 复復複覆 头頭 娄婁
    娱娛 孙孫 学學 宁寧 宝寶 实實 审審 宫宮 宾賓 对對 导導 将將 尔爾 属屬 岛島 岩巖 岳嶽 巩鞏 布佈 帅帥 师師 带帶 干幹 并並併 广廣 庄莊 庆慶 应應 庞龐 废廢 开開 张張 强強 当噹當
    录錄録 征徵 忆憶 志誌 怀懷 态態 总總 户戶 托託 执執 扫掃 扬揚 护護 报報 担擔 拟擬 换換 据據 摄攝 数數 无無 旧舊 时時 晓曉 暂暫 术術 机機 权權 条條 来來 杨楊 构構 标標 核覈
    栾欒 档檔 桥橋 检檢 欢歡 欧歐 毕畢 气氣 汇匯彙 汉漢 汤湯 沈瀋 没沒 沪滬 注註 泸瀘 济濟 浏瀏 温溫 游遊 湾灣 滨濱 潍濰 点點 烟煙菸 热熱 牵牽 状狀 独獨 狱獄 环環 现現 电電 疗療
    盐鹽 监監 盖蓋 着著 码碼 碍礙 秘祕 称稱 税稅 窦竇 笔筆 筹籌 签簽籤 简簡 类類 粮糧 系係繫 纠糾 约約 级級 纪紀 纲綱 线線 练練 组組 细細 织織 终終 绍紹 经經 绕繞 给給 络絡 统統
    继繼 续續 维維 绵綿 综綜 绿綠 编編 缪繆 网網 罗羅 群羣 职職 联聯 肃肅 节節 芜蕪 苏蘇 范範 荆荊 荐薦 荣榮 药藥 获獲 萧蕭 萨薩 蒋蔣 蓝藍 蔺藺 补補 装裝 见見 观觀 规規 视視 览覽
    计計 订訂 认認 讨討 让讓 议議 讯訊 记記 讲講 许許 论論 设設 访訪 证證 评評 识識 诉訴 词詞 译譯 试試 话話 询詢 该該 详詳 语語 说說説 请請 诸諸 读讀 调調 谈談 谢謝 谭譚 负負
    财財 责責 贤賢 质質 贵貴 费費 贺賀 贾賈 资資 赏賞 赖賴 赛賽 赞贊 赣贛 赵趙 车車 轩軒 转轉 软軟 轻輕 载載 辅輔 辑輯 输輸 辕轅 辞辭 边邊 辽遼 迁遷 过過 运運 还還 这這 进進 违違
    连連 迟遲 适適 选選 邓鄧 邬鄔 邮郵 邹鄒 郁鬱 郑鄭 郸鄲 采採 释釋 里裏裡 钟鍾鐘 钱錢 铁鐵 银銀 链鏈 错錯 锡錫 键鍵 镇鎮 长長 门門 闫閆 闭閉 问問 间間 闵閔 闻聞 阅閱閲 阎閻 队隊
    阳陽 际際 陆陸 陈陳 陕陝 随隨 静靜 韦韋 韩韓 页頁 顶頂 项項 须須 顾顧 顿頓 预預 领領 频頻 题題 颜顏 馆館 馈饋 马馬 驻駐 骆駱 鱼魚 鲁魯 鲍鮑 鸡雞 鸣鳴 鸭鴨 麦麥 黄黃 齐齊 龙龍
    龚龔
"""
_OTHERS = {group[0]: group[1:] for group in _FORMS.split()}


def spellings(word: str) -> tuple[str, ...]:
    """``word``, in Simplified characters, in every mixture of the scripts: 奉贤 -> 奉贤, 奉賢.

    An alternation of whole words is found much faster in a long text than one of classes.
    """
    return tuple("".join(characters) for characters in product(*(c + _OTHERS.get(c, "") for c in word)))


def all_spellings(words: str) -> tuple[str, ...]:
    """Each of ``words`` (apart by blanks) in every mixture of the scripts."""
    return tuple(form for word in words.split() for form in spellings(word))


def any_word(words: str) -> str:
    """A pattern for any of ``words`` (apart by blanks), as they are, in either script."""
    return "|".join(all_spellings(words))


def either(pattern: str) -> str:
    """``pattern``, a regular expression in Simplified characters, with every character in either script.

    ``来源[:时]`` -> ``[来來]源[:时時]``. Characters that are the same in both scripts stay as they are.
    """
    parts: list[str] = []
    in_class = escaped = False
    for character in pattern:
        others = _OTHERS.get(character, "")
        parts.append(character + others if in_class or not others else f"[{character}{others}]")
        if not escaped:
            in_class = character == "[" or (in_class and character != "]")
        escaped = character == "\\" and not escaped
    return "".join(parts)


def one_of(words: str) -> str:
    """A pattern for any of ``words`` (apart by blanks), the longest that fits; to be put through :func:`either`.

    It looks at the first character before it tries them: most places of a text hold none.
    """
    longest_first = sorted(words.split(), key=len, reverse=True)
    first = "".join(dict.fromkeys(word[0] for word in longest_first))
    return f"(?=[{first}])(?:{'|'.join(longest_first)})"
