"""How many answers the rule engine checks in a second, on one core, without a database.

    python tests/bench/rule_engine.py        (an Odoo with the addons on its path)

A form of 25 questions of every kind of input, each with the limits it may have, is filled
by visitors who all differ: caches help with what visitors have in common, not with the
same answer again.
"""

import datetime
import sys
import time

TODAY = datetime.date(2026, 3, 5)
OPTIONS = [{"key": key, "label": {"en_US": key}} for key in ("a", "b", "c", "d")]
IS_COMPANY = {"field": "kind", "is": "equal", "value": "a"}
QUESTIONS = [
    {"key": "name", "type": "text", "required": True, "min_length": 2},
    {"key": "kind", "type": "radio", "options": OPTIONS, "required": True},
    {"key": "code", "type": "uscc", "condition": IS_COMPANY},
    {"key": "card", "type": "id_card"},
    {"key": "mobile", "type": "phone", "required": True},
    {"key": "landline", "type": "phone"},
    {"key": "email", "type": "email", "required_when": IS_COMPANY},
    {"key": "site", "type": "url"},
    {"key": "plate", "type": "text", "format": "plate"},
    {"key": "order", "type": "text", "pattern": "[A-Z]{2}-[0-9]{6}"},
    {"key": "postcode", "type": "text", "format": "postcode"},
    {"key": "industry", "type": "select", "options": OPTIONS},
    {"key": "interests", "type": "multi", "options": OPTIONS, "max_choices": 3},
    {"key": "employees", "type": "integer", "min_value": 1, "max_value": 100000},
    {"key": "share", "type": "decimal", "min_value": 0, "max_value": 100},
    {"key": "first", "type": "money", "min_value": 0},
    {"key": "second", "type": "money", "min_value": 0},
    {"key": "budget", "type": "money", "min_value": 0, "soft": True},
    {"key": "signing", "type": "date", "earliest": "today", "latest": "today+365"},
    {"key": "meeting", "type": "datetime", "tz": "Asia/Shanghai", "earliest": "today"},
    {"key": "stars", "type": "rating"},
    {"key": "service", "type": "rating"},
    {"key": "need", "type": "longtext", "max_length": 2000},
    {"key": "remarks", "type": "longtext"},
    {"key": "consent", "type": "consent", "required": True},
]
RULES = [{"key": "sum", "terms": ["first", "second"], "is": "equal", "field": "budget"}]
USCC = "91110000600037341L"
ID_CARD = "360426199101010071"


def filled(number):
    """What visitor ``number`` typed; every answer is a good one."""
    return {
        "name": f"王小明 {number}",
        "kind": "a",
        "code": USCC,
        "card": ID_CARD,
        "mobile": f"138 {number // 10000:04d} {number % 10000:04d}",
        "landline": f"021-{50000000 + number}",
        "email": f"visitor{number}@Example.com",
        "site": f"www.example.com/{number}",
        "plate": f"沪A{number % 100000:05d}",
        "order": f"AB-{number:06d}",
        "postcode": f"20{number % 10000:04d}",
        "industry": "b",
        "interests": ["a", "c"],
        "employees": f"{number % 5000 + 1:,}",
        "share": f"{number % 100}.25",
        "first": f"¥{number}.10",
        "second": "0.20",
        "budget": f"{number}.30",
        "signing": f"2026-{number % 9 + 4:02d}-{number % 28 + 1:02d}",
        "meeting": f"2026-04-{number % 28 + 1:02d}T09:{number % 60:02d}",
        "stars": "4",
        "service": "5",
        "need": f"{number} forklifts, one of them electric.\r\nDelivered in May.",
        "remarks": "",
        "consent": "yes",
    }


def measure(check, visitors=400, runs=5):
    """The best of several runs: what else the machine does is not the engine's.

    :param check: ``rules.check``
    :return: answers checked per second
    """
    fields = [{"label": {}, "condition": None, **question} for question in QUESTIONS]
    best = 0
    for run in range(runs):
        pages = [filled(run * visitors + number) for number in range(visitors)]
        start = time.perf_counter()
        for page in pages:
            verdict = check(fields, page, today=TODAY, rules=RULES)
            assert not verdict.issues, verdict.issues
        best = max(best, visitors * len(fields) / (time.perf_counter() - start))
    return best


def report(answers_per_second):
    """One line for a person."""
    return f"rule engine: {answers_per_second:,.0f} answers checked per second"


if __name__ == "__main__":
    from odoo.addons.customer_forms import rules

    sys.stdout.write(f"{report(measure(rules.check))}\n")
