"""Doubles among very many organisations: while one is typed in, and when it is saved."""

import random
import statistics
import time

from odoo.tools import SQL

from odoo.addons.customer_followup.tools.name_likeness import spellings
from odoo.addons.customer_followup.tools.organisation_name import organisation_name

from .dossiers import _copies

# Letters that names of firms are made of, the likelier ones first.
LETTERS = (
    "华金天海东新瑞安泰鑫盛达和信源宏博远恒兴永利丰德通成美康嘉伟龙明正宇中国联创亿佳顺"
    "方星光辉诚润泽凯奥科卓众力维思航飞腾鼎富贵荣昌景晟昊晨旭阳春秋江河山水云峰林森木石"
)
TRADES = (
    "科技 贸易 机械 食品 物流 建材 电子 装饰 医疗 教育 咨询 广告 汽车 服装 化工 酒店"
)
CITIES = "上海 北京 杭州 深圳 成都 武汉 苏州 青岛 南京 西安 宁波 重庆"
SLIPS = {"科技": "科枝", "贸易": "贸意", "机械": "机戒", "食品": "时品"}
SEED = 6
# What the others are compared with by readers: one index is asked.
PHONE = "a phone nobody has"


def names(count):
    """So many names of firms; some cores are much more frequent than others."""
    chance = random.Random(SEED)  # noqa: S311 - names of firms
    weights = [1 / (place + 8) for place in range(len(LETTERS))]
    trades, cities = TRADES.split(), CITIES.split()
    for _each in range(count):
        core = "".join(chance.choices(LETTERS, weights, k=chance.choice((2, 2, 2, 3))))
        place = chance.choice(cities) if chance.random() < 0.8 else ""
        yield f"{place}{core}{chance.choice(trades)}有限公司"


def generate(env, count):
    """One organisation made by the ORM, then ``count`` copies of its rows, with names.

    :return: the names
    """
    dossier = env["customer.dossier"].create(
        {"kind": "company", "customer_name": "Bench Ltd"}
    )
    env.flush_all()
    env.cr.execute(
        "CREATE TEMP TABLE bench_name (i int PRIMARY KEY, name text, name_key text,"
        " name_core text, name_spellings text) ON COMMIT DROP"
    )
    made = list(names(count))
    rows = []
    for number, name in enumerate(made, 1):
        parts = organisation_name(name)
        numbers = spellings(parts.named) or None
        rows.append((number, name, parts.key, parts.core or None, numbers))
    env.cr.execute_values("INSERT INTO bench_name VALUES %s", rows, page_size=5000)
    partner_id, first = dossier.partner_id.id, dossier.id

    def said(column):
        place = SQL.identifier(column)
        return SQL("(SELECT b.%s FROM bench_name b WHERE b.i = i.i)", place)

    _copies(
        env,
        "res_partner",
        partner_id,
        count,
        {
            "id": SQL("%s + i", partner_id),
            "name": said("name"),
            "complete_name": said("name"),
            "commercial_partner_id": SQL("%s + i", partner_id),
        },
    )
    columns = ("name_key", "name_core", "name_spellings")
    _copies(
        env,
        "customer_dossier",
        first,
        count,
        {
            **{column: said(column) for column in columns},
            "id": SQL("%s + i", first),
            "number": SQL("'B' || lpad(i::text, 8, '0')"),
            "partner_id": SQL("%s + i", partner_id),
            "main_lead_id": SQL("NULL"),
            "opening_key": SQL("NULL"),
        },
    )
    env.invalidate_all()
    return made


def measure(env, made, rounds):
    """How long it takes to say whom a typed name may mean, in seconds.

    :return: {label: (median, longest, mean number found, share found)}
    """
    chance = random.Random(SEED + 1)  # noqa: S311 - which are typed
    slips = [name for name in made if name[-6:-4] in SLIPS]
    figures = {}
    phones = [f"+86139{number:08}" for number in range(rounds)]
    for label, source, change in (
        (PHONE, phones, None),
        ("the same name", made, lambda name: name),
        ("a slip in the trade", slips, _slip),
        ("a letter of the core is another", made, _another),
        ("the core alone", made, lambda name: organisation_name(name).core),
    ):
        times, found, hit = [], [], 0
        for name in chance.sample(source, rounds):
            typed = {"kind": "company"}
            typed |= {"name": change(name)} if change else {"phone": name}
            env.invalidate_all()
            began = time.perf_counter()
            said = env["customer.dossier"]._lookalikes_of(env.company, typed)
            times.append(time.perf_counter() - began)
            found.append(len(said))
            hit += any(other.partner_id.name == name for other in said)
        figures[label] = (
            statistics.median(times),
            max(times),
            statistics.mean(found),
            hit / rounds,
        )
    return figures


def _slip(name):
    return f"{name[:-6]}{SLIPS[name[-6:-4]]}{name[-4:]}"


def _another(name):
    place = len(name) - 7
    letter = LETTERS[(LETTERS.index(name[place]) + 1) % len(LETTERS)]
    return f"{name[:place]}{letter}{name[place + 1 :]}"


def report(figures, count):
    """The figures as a table."""
    return "\n".join(
        [
            f"Typing one of {count} organisations  median   longest   proposed   found",
            *(
                f"{label:34} {median * 1000:6.1f} ms {most * 1000:6.1f} ms"
                f" {amount:8.1f} {share:8.0%}"
                for label, (median, most, amount, share) in figures.items()
            ),
        ]
    )
