"""Very many customers with five follow-ups each, side by side with their opportunities on
`crm.lead`: what a salesperson and a manager do all day, on one database in one run.

What is asked of the server is what the web client asks: see ``view_fields``.
"""

import statistics
import time
from io import StringIO

from odoo.tools import SQL

from odoo.addons.customer_followup.tests.view_fields import specification

from .filling import fill_table

PHONE = "+86138{:08d}"
FOLLOWUPS = 5
PAGE = {"limit": 80, "count_limit": 10001}
LEAD_DOMAIN = [("type", "=", "opportunity")]
VAULT_COLUMNS = (
    *("res_model", "res_id", "name", "company_id"),
    *("sensitivity", "key_name", "sealed", "digest"),
)


# ------------------------------------------------------------
# Very many rows
# ------------------------------------------------------------


def generate(env, count, users):
    """One customer with an opportunity and a follow-up, made by the ORM, then ``count``
    copies of its rows, straight into the tables.

    :param users: who the customers belong to, in turn
    :return: {table: first id of the copies}
    """
    dossier = env["customer.dossier"].create(
        {"name": "王小明", "phone": PHONE.format(0), "user_id": users[0].id}
    )
    dossier.intent = "medium"
    env["customer.followup"].create({"dossier_id": dossier.id, "summary": "Bench"})
    env.flush_all()
    first = {
        table: env.execute_query(SQL("SELECT max(id) FROM %s", SQL.identifier(table)))[
            0
        ][0]
        for table in ("res_partner", "customer_dossier", "crm_lead")
    }
    partner, customer, lead = first.values()
    stages = env["crm.stage"].search([("is_won", "=", False)]).ids
    turn = SQL("(%s)[1 + i %% %s]", SQL("ARRAY%s", SQL(str(users.ids))), len(users))
    stage = SQL("(%s)[1 + i %% %s]", SQL("ARRAY%s", SQL(str(stages))), len(stages))
    past = SQL("now() - (i %% 400) * interval '1 day'")
    phone = SQL("'+86138' || lpad(i::text, 8, '0')")
    ours = {"user_id": turn, "dossier_user_id": turn, "stage_id": stage}
    _copies(
        env,
        "res_partner",
        dossier.partner_id.id,
        count,
        {
            "id": SQL("%s + i", partner),
            "name": SQL("'B' || i || ' 王*'"),
            "complete_name": SQL("'B' || i || ' 王*'"),
            "commercial_partner_id": SQL("%s + i", partner),
            "customer_contact_id": SQL("%s + i", partner),
        },
    )
    # Both tables point at each other.
    env.cr.execute(
        "ALTER TABLE customer_dossier DROP CONSTRAINT customer_dossier_main_lead_id_fkey"
    )
    _copies(
        env,
        "customer_dossier",
        dossier.id,
        count,
        {
            **ours,
            "id": SQL("%s + i", customer),
            "number": SQL("'B' || lpad(i::text, 8, '0')"),
            "partner_id": SQL("%s + i", partner),
            "main_lead_id": SQL("%s + i", lead),
            "opening_key": SQL("NULL"),
            "last_followup_at": past,
            "last_interaction_at": past,
            "completeness": SQL("i %% 100"),
        },
    )
    _copies(
        env,
        "crm_lead",
        dossier.main_lead_id.id,
        count,
        {
            **ours,
            "id": SQL("%s + i", lead),
            "name": SQL("'Need ' || i"),
            "partner_id": SQL("%s + i", partner),
            "commercial_partner_id": SQL("%s + i", partner),
            "dossier_id": SQL("%s + i", customer),
            "contact_name": SQL("'Person ' || i"),
            "phone": phone,
            "phone_sanitized": phone,
            "email_from": SQL("'p' || i || '@example.com'"),
            "date_last_stage_update": past,
        },
    )
    _copies(
        env,
        "customer_followup",
        dossier.followup_ids.id,
        count * FOLLOWUPS,
        {
            **ours,
            "dossier_id": SQL("%s + 1 + i %% %s", customer, count),
            "lead_id": SQL("%s + 1 + i %% %s", lead, count),
            "followed_up_at": past,
            "activity_id": SQL("NULL"),
            "reminder_id": SQL("NULL"),
        },
    )
    _seal(env, customer, count)
    for table in first:
        env.cr.execute(
            SQL(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)",
                table,
                first[table] + count + 1,
            )
        )
    env.invalidate_all()
    return first


def _copies(env, table, template_id, count, values):
    """Rows like one of a table, but for the ``values`` of its columns by ``i``."""
    columns = [
        name
        for (name,) in env.execute_query(
            SQL(
                """SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass
                      AND attnum > 0 AND NOT attisdropped AND attgenerated = ''""",
                table,
            )
        )
    ]
    if "id" not in values:
        columns.remove("id")
    fill_table(
        env,
        table,
        SQL(
            "INSERT INTO %s (%s) SELECT %s FROM %s, generate_series(1, %s) i"
            " WHERE %s.id = %s",
            SQL.identifier(table),
            SQL(", ").join(SQL.identifier(name) for name in columns),
            SQL(", ").join(
                values.get(name, SQL.identifier(table, name)) for name in columns
            ),
            SQL.identifier(table),
            count,
            SQL.identifier(table),
            template_id,
        ),
    )


def _seal(env, first, count):
    """A name and a phone for each dossier, sealed as the vault does it."""
    vault = env["customer.vault.value"]
    keyring = env["customer.vault.key"]._get_keyring()
    company = env.company
    for start in range(1, count + 1, 10_000):
        lines = []
        for number in range(start, min(start + 10_000, count + 1)):
            for name, class_, value in (
                ("name", "name", f"王小明{number}"),
                ("phone", "phone", PHONE.format(number)),
            ):
                place = ("customer.dossier", first + number, name)
                vals = vault._prepare_vals(keyring, place, company, class_, value)
                lines.append("\t".join(str(vals[each]) for each in VAULT_COLUMNS))
        env.cr.copy_from(
            StringIO("\n".join(lines)), "customer_vault_value", columns=VAULT_COLUMNS
        )
    env.cr.execute("ANALYZE customer_vault_value")


# ------------------------------------------------------------
# What the web client asks
# ------------------------------------------------------------


def works(env, first, count):
    """Pairs of the same work, on dossiers and on opportunities.

    :return: list of (label, ours, theirs); each takes a number that is another each time
    """
    dossiers, leads = env["customer.dossier"], env["crm.lead"]

    def spec(model, xmlid, kind):
        return specification(env, model, xmlid, kind)

    lists = (
        spec(
            "customer.dossier", "customer_followup.customer_dossier_view_list", "list"
        ),
        spec("crm.lead", "crm.crm_case_tree_view_oppor", "list"),
    )
    forms = (
        spec(
            "customer.dossier", "customer_followup.customer_dossier_view_form", "form"
        ),
        spec("crm.lead", "crm.crm_lead_view_form", "form"),
    )
    cards = (
        spec(
            "customer.dossier",
            "customer_followup.customer_dossier_view_kanban",
            "kanban",
        ),
        spec("crm.lead", "crm.crm_case_kanban_view_leads", "kanban"),
    )

    def pages(mine, theirs):
        return (
            lambda turn: dossiers.web_search_read(mine(turn), lists[0], **PAGE),
            lambda turn: leads.web_search_read(
                LEAD_DOMAIN + theirs(turn), lists[1], **PAGE
            ),
        )

    def opened(model, form, table):
        def work(turn):
            number = 1 + turn * 7919 % count
            record = model.browse(first[table] + number)
            return record.web_read(form)

        return work

    def kanban(model, card, domain):
        return lambda turn: model.web_read_group(
            domain,
            ["stage_id"],
            ["__count", "expected_revenue:sum"],
            auto_unfold=True,
            unfold_read_specification=card,
            unfold_read_default_limit=20,
        )

    def number(turn):
        return PHONE.format(1 + turn * 7919 % count)

    return [
        ("open the list", *pages(lambda turn: [], lambda turn: [])),
        (
            "open one",
            opened(dossiers, forms[0], "customer_dossier"),
            opened(leads, forms[1], "crm_lead"),
        ),
        (
            "search by phone",
            *pages(
                lambda turn: [("phone", "ilike", number(turn))],
                lambda turn: [("phone_mobile_search", "ilike", number(turn))],
            ),
        ),
        (
            "not contacted for 90 days",
            *pages(
                lambda turn: [("last_interaction_at", "<", "today -90d")],
                lambda turn: [("date_last_stage_update", "<", "today -90d")],
            ),
        ),
        (
            "kanban by stage",
            kanban(dossiers, cards[0], []),
            kanban(leads, cards[1], LEAD_DOMAIN),
        ),
    ]


def measure(env, first, count, user, rounds):
    """Median seconds of each work as a user does it, and the least; the first round is
    left out.

    Both sides take turns, and who begins changes each round: what else the machine does
    hits both.

    :return: list of (label, our seconds, seconds of crm.lead, ratio of the fastest)
    """
    env = env(user=user.id, context={"lang": "en_US"})
    mine = users_numbers(env, first, count)
    rows = []
    for label, *both in works(env, first, count):
        times = ([], [])
        for turn in range(rounds + 1):
            pair = list(zip(both, times, strict=True))
            for work, series in pair if turn % 2 else reversed(pair):
                env.invalidate_all()
                start = time.perf_counter()
                result = work(mine[turn % len(mine)])
                series.append(time.perf_counter() - start)
                assert result, label
        ours, theirs = (series[1:] for series in times)
        rows.append(
            (
                label,
                statistics.median(ours),
                statistics.median(theirs),
                min(ours) / min(theirs),
            )
        )
    return rows


def users_numbers(env, first, count):
    """Turns whose customer this user may open."""
    readable = env["customer.dossier"].search(
        [("id", ">", first["customer_dossier"])], limit=1000
    )
    numbers = {dossier.id - first["customer_dossier"] for dossier in readable}
    return [turn for turn in range(5000) if 1 + turn * 7919 % count in numbers]


def report(figures, count):
    """The figures as lines of text.

    :param dict figures: role -> rows of ``measure``
    """
    lines = [
        f"{count:,} customers with {count * FOLLOWUPS:,} follow-ups,"
        f" and their {count:,} opportunities"
    ]
    lines += [
        f"  {role:12} {label:26} ours {ours * 1000:7.1f} ms"
        f"   crm.lead {lead * 1000:7.1f} ms   ratio {ours / lead:5.2f}"
        f"   of the fastest {fastest:5.2f}"
        for role, rows in figures.items()
        for label, ours, lead, fastest in rows
    ]
    return "\n".join(lines)
