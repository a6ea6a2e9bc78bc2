"""Words that say that something did not happen, or may not.

The scope of a negation is that of NegEx (Chapman et al., 2001, doi:10.1006/jbin.2001.1029):
what follows a denying word in the same clause, up to a few words further; what stands
inside a phrase ("not interested") belongs to it. Doubt (if, whether) is handled alike.
"""

from .words import stem


def _words(*texts):
    return frozenset(stem(word) for text in texts for word in text.split())


DENYING = _words(
    "不 没 没有 未 尚未 未能 无 无法 别 并未 并非 不能 不会 不想 不愿 不肯 不要 不再 从未",
    "还没 没能 拒绝 放弃 取消 终止",
    "not no never without cannot neither nor refused declined rejected cancelled",
)
# Nothing that follows in the sentence has happened.
SUPPOSING = _words(
    "如果 假如 要是 倘若 一旦 是否 等到 除非 若",
    "if whether unless when until suppose",
)
# A wish is no fact: what is won or lost must have happened.
WISHING = _words(
    "希望 可能 也许 或许 大概 考虑 想 打算 计划 准备 问 能否 什么时候 何时 提醒 争取 建议",
    "预计 应该 说不定",
    "might may maybe perhaps hope want wish plan ask wonder could should consider expect",
    "remind sure",
)
# What follows takes back what stands before it.
TURNING = _words("但 但是 可是 不过 然而 却", "but however though")
