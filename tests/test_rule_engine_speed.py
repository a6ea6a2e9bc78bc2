"""Issue 3: the rule engine checks at least 20,000 answers a second on one core."""

import sys
from pathlib import Path

from odoo.addons.customer_forms import rules

sys.path.insert(0, str(Path(__file__).parent))

from bench import rule_engine

LEAST = 20_000


def test_twenty_thousand_answers_a_second(capsys):
    speed = rule_engine.measure(rules.check)
    with capsys.disabled():
        sys.stdout.write(f"\n{rule_engine.report(speed)}\n")
    assert speed > LEAST
