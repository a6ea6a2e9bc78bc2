"""What the engine says to itself in the context, as on the floor below."""

from odoo.addons.customer_forms.tools.by_engine import BY_ENGINE, is_by_engine

__all__ = ["BY_ENGINE", "is_by_engine"]
