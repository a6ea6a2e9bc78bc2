{
    "name": "Customer Reports",
    "summary": "Customer, sales and follow-up analyses, and the printed dossier",
    "version": "19.0.5.0.0",
    "category": "Sales/CRM",
    "author": "Customer Suite contributors",
    "license": "LGPL-3",
    "depends": ["customer_followup"],
    "data": [
        "security/ir.model.access.csv",
        "security/customer_report_security.xml",
        "security/customer_followup_report_security.xml",
        "report/customer_report_views.xml",
        "report/customer_followup_report_views.xml",
        "report/customer_dossier_templates.xml",
        "report/customer_dossier_report.xml",
        "views/customer_reports_menus.xml",
    ],
    "assets": {
        "web.report_assets_common": [
            "customer_reports/static/src/scss/customer_dossier_report.scss",
        ],
    },
}
