"""Many visitors at once on a form of 20 questions: ours, Odoo's survey with the same
questions and Odoo's contact form, on one server in one run."""

import json
import statistics
import subprocess
import sys
from pathlib import Path

DRIVER = Path(__file__).parent / "driver.py"
# Until a page that was opened is sent: nobody fills in twenty questions faster, and who
# does is taken for a robot.
THINK_SECONDS = 3
VISITORS_APART = 100_000  # numbers of visitors of one run never meet
# key, our type, what it means, type in a survey, what is answered
QUESTIONS = [
    ("customer_name", "text", "customer_name", "char_box", "Load Visitor {n}"),
    ("phone", "phone", "phone", "char_box", "138{n:08d}"),
    ("email", "email", "email", "char_box", "visitor{n}@example.com"),
    ("company", "text", None, "char_box", "Load Ltd"),
    ("job", "text", None, "char_box", "Purchasing"),
    ("website", "url", None, "char_box", "https://load.example.com"),
    ("need", "longtext", "need", "text_box", "20 forklifts and some advice"),
    ("expected", "date", "expected_closing", "date", "2031-05-01"),
    ("visited", "date", None, "date", "2026-03-05"),
    ("staff", "integer", None, "numerical_box", "120"),
    ("forklifts", "integer", None, "numerical_box", "20"),
    ("height", "decimal", None, "numerical_box", "3.5"),
    ("city", "text", None, "char_box", "Shanghai"),
    ("street", "text", None, "char_box", "1 Nanjing Road"),
    ("postcode", "text", None, "char_box", "200001"),
    ("urgency", "select", None, "simple_choice", "second"),
    ("brand", "radio", None, "simple_choice", "third"),
    ("referrer", "text", None, "char_box", "Trade fair"),
    ("call_at", "text", None, "char_box", "In the morning"),
    ("remarks", "longtext", None, "text_box", "Please call before you come."),
]
OPTIONS = ["first", "second", "third"]
REQUIRED = {"customer_name", "phone"}


def make_own(live, slug):
    """Publish our form; what the driver needs to know."""
    session = live.session()
    options = [[0, 0, {"key": key, "name": key.title()}] for key in OPTIONS]
    questions = [
        [
            0,
            0,
            {
                "name": key.title(),
                "key": key,
                "type": kind,
                "role": role or False,
                "is_required": key in REQUIRED,
                "option_ids": options if kind in ("select", "radio") else [],
            },
        ]
        for key, kind, role, *_survey in QUESTIONS
    ]
    vals = {
        "name": "Load",
        "slug": slug,
        "number_pattern": "L{year}{serial:06d}",
        "section_ids": [[0, 0, {"name": "All", "field_ids": questions}]],
    }
    (form_id,) = live.call(session, "customer.form", "create", [vals])
    live.call(session, "customer.form", "action_publish", [form_id])
    answers = {key: said for key, *_types, said in QUESTIONS}
    return {"path": f"/forms/{slug}", "answers": answers}


def make_survey(live):
    """A survey of the same questions on one page, for everybody with its link."""
    session = live.session()
    answers = [[0, 0, {"value": key.title()}] for key in OPTIONS]
    questions = [
        [
            0,
            0,
            {
                "title": key.title(),
                "question_type": kind,
                "sequence": number,
                "constr_mandatory": key in REQUIRED,
                "suggested_answer_ids": answers if kind == "simple_choice" else [],
            },
        ]
        for number, (key, _type, _role, kind, _said) in enumerate(QUESTIONS)
    ]
    vals = {
        "title": "Load",
        "access_mode": "public",
        "questions_layout": "one_page",
        "users_login_required": False,
        "question_and_page_ids": questions,
    }
    (survey_id,) = live.call(session, "survey.survey", "create", [vals])
    (survey,) = live.call(
        session, "survey.survey", "read", [survey_id], ["access_token", "question_ids"]
    )
    given = live.call(
        session,
        "survey.question",
        "read",
        sorted(survey["question_ids"]),
        ["title", "suggested_answer_ids"],
    )
    said = {key.title(): text for key, *_types, text in QUESTIONS}
    return {
        "token": survey["access_token"],
        "answers": {
            str(question["id"]): str(question["suggested_answer_ids"][1])
            if question["suggested_answer_ids"]
            else said[question["title"]]
            for question in given
        },
    }


def contact_form():
    """Odoo's contact form has six questions: what else is asked goes into its text."""
    said = {key: text for key, *_types, text in QUESTIONS}
    known = {
        "contact_name": said["customer_name"],
        "phone": said["phone"],
        "email_from": said["email"],
        "partner_name": said["company"],
        "name": said["need"],
    }
    rest = [
        f"{key}: {text}" for key, text in said.items() if text not in known.values()
    ]
    return {"answers": {**known, "description": "\n".join(rest)}}


def visit(live, target, options, *, visitors, phases, first, patience=0):
    """Let visitors come; what the driver saw.

    :param str target: key of ``targets.TARGETS``
    :param dict options: of the target
    :param list phases: [[``open``, ``send`` or ``both``, seconds]]
    :param int first: number of the first visitor
    :param float patience: seconds for which a failed request is tried again
    """
    process = start_visit(
        live,
        target,
        options,
        visitors=visitors,
        phases=phases,
        first=first,
        patience=patience,
    )
    return end_visit(process)


def start_visit(live, target, options, **task):
    """``visit`` in the background."""
    task |= {
        "base": live.url,
        "target": target,
        "options": options,
        "think": THINK_SECONDS,
    }
    process = subprocess.Popen(  # noqa: S603  our own command line
        [sys.executable, DRIVER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    process.stdin.write(json.dumps(task))
    process.stdin.close()
    process.stdin = None
    return process


def end_visit(process):
    """What the driver saw, when it is done."""
    output, _errors = process.communicate()
    assert process.returncode == 0
    return json.loads(output)


def compare(live, targets, *, visitors, seconds, rounds):
    """Visit each target in turn, again and again, so that all have the same weather.

    :param dict targets: name -> options
    :return: {name: what was seen, put together}
    """
    seen = {name: [] for name in targets}
    for round_number in range(rounds):
        for place, (name, options) in enumerate(targets.items()):
            number = round_number * len(targets) + place
            seen[name].append(
                visit(
                    live,
                    name,
                    options,
                    visitors=visitors,
                    phases=[["open", seconds], ["send", seconds]],
                    first=(number + 1) * VISITORS_APART,
                )
            )
    return {name: together(parts) for name, parts in seen.items()}


def together(parts):
    """Several runs on one target as one."""
    phases = parts[0]["seconds"]
    return {
        "requests": parts[0]["requests"],
        "seconds": {key: sum(part["seconds"][key] for part in parts) for key in phases},
        "cpu": sum(part["cpu"] for part in parts),
        **{
            key: [item for part in parts for item in part[key]]
            for key in ("opened", "sent", "errors", "acknowledged")
        },
    }


def rates(seen):
    """(pages per second, submissions per second)."""
    seconds = seen["seconds"]
    opening = seconds.get("open") or seconds["both"]
    sending = seconds.get("send") or seconds["both"]
    return len(seen["opened"]) / opening, len(seen["sent"]) / sending


def report(seen_by_target, title):
    """The figures as lines of text."""
    lines = [
        title,
        f"  {'':13}{'pages/s':>9}{'p50':>9}{'p95':>9}{'sent/s':>9}{'p50':>9}{'p95':>9}"
        f"{'requests/s':>12}{'errors':>8}{'driver':>8}",
    ]
    for name, seen in seen_by_target.items():
        pages, submissions = rates(seen)
        to_open, to_send = seen["requests"]
        total = sum(seen["seconds"].values())
        asked = len(seen["opened"]) * to_open + len(seen["sent"]) * to_send
        lines.append(
            f"  {name:13}{pages:9.1f}{_quantiles(seen['opened'])}"
            f"{submissions:9.1f}{_quantiles(seen['sent'])}{asked / total:12.1f}"
            f"{len(seen['errors']):8}{seen['cpu'] / total:8.0%}"
        )
    return "\n".join(lines)


def _quantiles(series):
    if len(series) < 2:
        return f"{'-':>9}" * 2
    cuts = statistics.quantiles(series, n=20)
    return f"{cuts[9] * 1000:6.0f} ms{cuts[18] * 1000:6.0f} ms"
