"""Plain Python without Odoo: tested without a database."""
