"""Words that say that something did not happen, or may not.

The scope of a negation is that of NegEx (Chapman et al., 2001, doi:10.1006/jbin.2001.1029):
what follows a denying word in the same clause, up to a few words further; what stands
inside a phrase ("not interested") belongs to it, and what only looks like a negation ("no
problem", 毫不犹豫) denies nothing. ``scope.py`` says what each list does.
"""

from .words import word_set

# Not, within a few words.
DENYING = """
不太 不怎么 不 没 没有 未 暂无 并无 毫无 再无 暂没 勿 请勿 尚未 未能 无 无法 别 并未
并非 不能 不会 不想 不愿 不肯 不要 不再 从未 还没 没能 没法 没说 拒绝 放弃 取消 终止
忘 忘记 来不及 没来得及 不是 不用 不必 不敢 不打算 没打算 不准
doubt not no never without cannot neither nor refuse decline reject cancel forget
forgot forgotten nobody nothing fail yet_to unable hardly
"""
# Looks like a negation, or like another doubt, and is none.
HARMLESS = """
都说好 要的 没问题 没有问题 没什么问题 没啥问题 没意见 没有意见 没什么意见 没异议 没有异议
无异议 无意见 没啥意见 没想到 没得说 没话说 不错 不但 不仅 不光 不只 不得不 毫不犹豫
毫不 不再犹豫 不犹豫 二话不说 二话没说 没犹豫 不久 没多久 没过多久 没几天 差不多 不断
不管 不论 无论 无疑 没压价 没还价 没砍价 没讲价 没怎么还价 不变 没变 不含 无误
无需再谈 不用再谈 不满 不足 不到 不高 不贵 不算 不低 不少 不多 不小 不等 不同 不明
没争议 无争议 没有争议 按要求 按客户要求 按对方要求 应客户要求 根据客户要求
按照客户要求 按他们要求 按照要求 根据要求 按上次 按之前 按原来 照之前 按照之前 年前
月前 天前 主要 重要 想法 会议 会上 开会 上会 机会 社会 展会 工会 会员 差额
no_problem no_objection not_only no_doubt without_hesitation without_delay no_change
no_issue no_further no_question no_hesitation not_just no_complaint no_time_to_lose
without_haggle without_discount without_negotiate without_change without_issue
without_comment
"""
# Open for all: nobody knows.
OPEN = """
是否 可能 也许 或许 兴许 说不定 估计 不确定 不一定 未必 还不知道 不知道 不清楚 说不准
大概率 没准 搞不好 万一 到底 究竟
whether might may maybe perhaps possibly probably not_sure unsure not_know not_clear
no_idea not_certain
"""
# On a condition: it and what follows in the sentence has not happened.
SUPPOSING = """
如果 假如 要是 倘若 一旦 万一 若 假设 若是 如若 如能 若能 的话 只要 除非
if unless suppose provided assuming in_case as_long_as
"""
# The same at the beginning of a clause.
SUPPOSING_FIRST = "等 等到 once until as_soon_as should"
# The condition comes after what depends on it.
PROVIDED = "前提 前提是 条件是 除非 unless provided on_condition subject_to"
# Somebody else says so, or it only seems so.
HEARSAY = """
据 透露 听说 据说 据悉 传闻 传言 传 好像 似乎 貌似 看似 据传 风声 小道消息 听人说
听人讲 听同行说 听别人说 前台说 门卫说 保安说 同行说 朋友说 别人说 邻居说 司机说
有人说 听行政讲 同行讲 朋友讲 听前台讲 听前台说 听同事说 同事说 同事讲 听朋友说 网上说
都说 有消息说 有传言 道听途说 风闻 外面传 圈内传 行业里传
hear heard hearsay rumour rumor rumoured apparently seem seemingly reportedly
allegedly supposedly looks_like sounds_like word_is friend_say colleague_say
neighbour_say receptionist_say somebody_say someone_say gossip grapevine
"""
# It is not certain; said behind it, of the whole sentence.
UNCONFIRMED = """
不可信 谣言 是假的 不属实 还不确定 不太确定 还不清楚 还不好说 还没核实 还未证实
真假不明 不知道真的假的 还没确认 没有确认 没确认 未确认 待确认 有待确认 待核实 未核实
没核实 不知真假 真假不知 不知道真假 不确定真假 不知是真是假 未经证实 消息不准 有待证实
还没证实 不知道是不是真的
to_be_confirmed unconfirmed not_confirmed not_verified unverified not_sure_it_is_true
not_sure_if_it_is_true
"""
# A wish is no fact: what is won or lost must have happened.
WISHING = """
还 尚 等到 本来要 希望 期待 期望 盼 盼着 指望 大概 考虑 犹豫 纠结 想 打算 计划 准备 问
问问 询问 打听 能否 可否 什么时候 何时 几时 啥时候 怎么 怎样 提醒 争取 力争 建议 劝
说服 动员 预计 预估 应该 应该会 感觉 看来 看样子 有望 有戏 差点 差一点 险些 快要 就要
即将 将要 将会 会 有机会 才能 才会 才肯 才愿意 才可以 方可 不排除 目标 担心 怕 害怕
避免 防止 以免 生怕 等 等着 等待 等候 就等 只等 待 求 催 催促 不见得 难说 不好说
保不齐 一定 急着 着急 暂时 暂 暂且 先不 原则上 倾向 倾向于 尽量 敦促 督促 推动 推进
促成 如何 怎么样 能不能 会不会 要不要 可不可以 是不是 有没有 想要 有意 有意向
hope want wish plan ask wonder could should would consider expect remind likely
unlikely intend aim try tempt tend seek need must lean think guess believe chance wait
await push chase convince persuade how afraid worry fear risk threaten almost nearly
before pending ready_to_talk about_to until when for_now currently
"""
# Who will lose us has decided so; who will buy has not bought.
INTENDING = "要 快 快要 将 will be_go_to shall"
# The same, said behind it.
WISHING_AFTER = """
可能 要等 得等 还得 还要 需等 还需 估计 恐怕 再说 再议 再定 再谈 再 才 才能 才会 才肯
才可以 待定 可能性 几率 概率 还早 与否 不好说 难说 说不准 不一定 未定 没定 还没定
的可能 的希望 的意愿 的想法 的打算 还是 有望 有希望 没把握 有难度 遥遥无期
unlikely doubtful uncertain unclear open_question likely
"""
# Directly behind it: what the sentence is about, not what happened.
TOPIC_AFTER = """
的事儿 事 事情 这件事 这事 前 之前 以前 时 的时候 之时 时间 日期 流程 条件 的事 的事情
的问题 意愿 问题 仪式 进度 的话 的前提 的进度 环节 事宜 的日期 的时间 方式 与否 模板
范本 没 没有 不 不了 不下来 不成 不上 不出 不出来 不动
date process yet
"""
# The same of what ended; an offer that is "sent, then" is sent.
AFTERWARDS = "后 之后 以后 完再 了再"
# Not yet: of what must have been done.
PLANNING = """
快要 明天 明早 明日 后天 下周 下周一 下周二 下周三 下周四 下周五 下礼拜 下个月 下月
下次 月底 周末 晚点 晚些 稍后 待会 待会儿 一会 一会儿 回头 马上 尽快 抓紧 要 得 需
需要 后再 之后再 再给 让 叫 请 要求 才能 正在写 正在做 正在准备 赶 催着 答应给
will be_go_to shall tomorrow next_week next_month later soon prepare let request
by_friday by_monday by_tuesday by_wednesday by_thursday have_to has_to needs_to
need_to to promised_to promise_to
"""
# It has been done, whatever comes next.
DONE = """
已 已经 刚 刚刚 刚才 昨天 昨日 昨晚 前天 上周 早上 上午 今早 今晨
already yesterday just
"""
# Once, and perhaps no longer.
FORMER = """
本来 原来 原本 原先 之前 以前 曾经 曾 上次 去年 前年 早年 当初 当时
previously originally formerly used_to last_year years_ago initially at_first
"""
# Somebody else's doing.
OTHERS = """
对手 竞争对手 竞品 友商 同行 别家 别人 其他家 其他供应商 别的供应商 其他厂家 别的厂家
另一家 另外一家 其他公司 别的公司 另一个客户 其他客户 别的客户 隔壁 隔壁公司 兄弟公司
原供应商 老供应商 现有供应商 现供应商 他们自己 他们客户 他们的客户 自己的客户
competitor competition rival another_vendor another_supplier other_vendor
other_supplier another_customer other_customer somebody_else someone_else incumbent
"""
# With these before him he does nothing.
TOWARDS = word_set(
    """
和 跟 与 同 比 比较 对比 拿 对 把 找 选 选择 选了 用 找了 没 没有 不 不是 给 从 向 替
为 像 除了 去 是 放弃 拒绝
with to from against than of by over not choos chose pick for at like via no versus vs
and or between beat
"""
)
OURS = word_set("我 我们 咱 咱们 我司 我方 we i us our")
# What we are the object of.
TO_US = word_set(
    """
跟 和 与 同 给 让 对 找 选 选择 选了 用 把 被 向 叫 请 要 定 催
to with from of on for ask tell told choos chose gave give
"""
)
# What follows takes back what stands before it.
TURNING = "但 但是 可是 不过 然而 却 只是 结果 谁知 没想到 岂料 but however though although except"
# What follows is said on its own.
JOINING = "然后 所以 因此 于是 后来 而且 并且 同时 以及 so then because"
ASKING_LAST = word_set("吗 么 呢 没")
