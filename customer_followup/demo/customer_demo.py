from odoo import models


class CustomerDemo(models.AbstractModel):
    _name = "customer.demo"
    _description = "Customer Demo Data"
