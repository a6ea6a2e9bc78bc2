"""What people have in a database before it is upgraded, beside the demo data. Run by
`odoo shell` with the code of before (tests/prove/upgrade.sh)."""

from datetime import timedelta

from odoo import fields

CUSTOMERS = 40
PHONE = "+86139000{:05d}"
now = fields.Datetime.now()
user = env["res.users"].search([("login", "=", "zhangwei")])  # noqa: F821
customers = env["customer.dossier"].create(  # noqa: F821
    [
        {
            "name": f"欧阳升级{number}",
            "phone": PHONE.format(number),
            "email": f"upgrade{number}@example.com",
            "address": "南京西路 1 号",
            "user_id": user.id,
            "tier": number % 2 and "vip",
            "first_contact_date": fields.Date.today() - timedelta(days=number),
        }
        for number in range(CUSTOMERS)
    ]
    + [
        {
            "name": f"升级第{number}有限公司",
            "kind": "company",
            "contact_name": f"司徒联络{number}",
            "phone": PHONE.format(CUSTOMERS + number),
            "user_id": user.id,
        }
        for number in range(CUSTOMERS)
    ]
)
for customer, intent in zip(customers, ["high", "medium", "low", False] * CUSTOMERS):  # noqa: B905
    customer.intent = intent
# Below the contacts of organisations, as Odoo's own contact form leaves them.
env["res.partner"].create(  # noqa: F821
    [
        {
            "parent_id": customer.partner_id.id,
            "name": f"上官下属{customer.id}",
            "phone": PHONE.format(90000 + customer.id),
        }
        for customer in customers.filtered(lambda each: each.kind == "company")
    ]
)
# Typed on the contacts themselves.
for customer in customers[:4] + customers[-4:]:
    customer.partner_id.write(
        {"comment": f"<p>{customer.id}: 13900009999</p>", "vat": f"P-{customer.id}"}
    )
env["customer.followup"].create(  # noqa: F821
    [
        {
            "dossier_id": customer.id,
            "summary": "同意报价，约好下周再谈",
            "customer_participants": "慕容同席",
            "followed_up_at": now - timedelta(days=days),
            "next_date": days == 1 and fields.Date.today() + timedelta(days=3),
        }
        for customer in customers
        for days in (30, 7, 1)
    ]
)
env["crm.lead"].create(  # noqa: F821
    {"name": "Crane", "partner_id": customers[0].partner_id.id, "referred": "诸葛介绍"}
)
customers[0].message_post(body="Written before the upgrade")
customers[0].activity_schedule("mail.mail_activity_data_todo", summary="Before")
env.cr.commit()  # noqa: F821
