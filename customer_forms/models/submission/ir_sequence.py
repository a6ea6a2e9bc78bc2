import datetime

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.tools import SQL

from ...tools import number_pattern


class IrSequence(models.Model):
    _inherit = "ir.sequence"

    customer_pattern = fields.Char(
        string="Number Pattern",
        readonly=True,
        help="The pattern of customer numbers this sequence gives, one per company.",
    )
    customer_reset = fields.Selection(
        [("year", "Every year"), ("day", "Every day"), ("never", "Never")],
        string="Restarts",
        readonly=True,
    )

    _customer_pattern_uniq = models.UniqueIndex(
        "(company_id, customer_pattern) WHERE customer_pattern IS NOT NULL",
        "This company already has a series of numbers with this pattern.",
    )

    @api.model
    def _customer_number_series(self, pattern, company):
        """The series of ``pattern`` in ``company``, made when there is none.

        :param str pattern: see ``tools/number_pattern.py``
        :param company: ``res.company`` record
        :return: ``ir.sequence`` record, in sudo: numbers are drawn by people who may
            not touch sequences
        :raises ValueError: when the pattern cannot be read
        """
        # An archived series is still the series: a second one would give its numbers again.
        sequence_sudo = (
            self.sudo()
            .with_context(active_test=False)
            .search(
                [("customer_pattern", "=", pattern), ("company_id", "=", company.id)],
                limit=1,
            )
        )
        if sequence_sudo:
            return sequence_sudo
        parsed = number_pattern.parse(pattern)
        return create_once(
            self,
            {
                "name": self.env._("Customer numbers %(pattern)s", pattern=pattern),
                "company_id": company.id,
                "customer_pattern": pattern,
                "customer_reset": parsed.reset,
                "prefix": parsed.prefix,
                "suffix": parsed.suffix,
                "padding": parsed.padding,
                "use_date_range": parsed.reset != "never",
            },
        )

    def _draw_customer_numbers(self, count, date):
        """Draw the next numbers of this series at once.

        :param int count: how many
        :param date: the day they are for
        :return: list of numbers
        """
        self.ensure_one()
        if self.implementation != "standard":
            return [self.next_by_id(sequence_date=date) for _number in range(count)]
        counter = self._get_current_sequence(date)
        # next_by_id takes a query for each number
        name = f"ir_sequence_{self.id:03d}"
        series = self
        if counter != self:
            name += f"_{counter.id:03d}"
            series = self.with_context(ir_sequence_date_range=counter.date_from)
        rows = self.env.execute_query(
            SQL("SELECT nextval(%s) FROM generate_series(1, %s)", name, count)
        )
        return [series.get_next_char(serial) for (serial,) in rows]

    def _create_date_range_seq(self, date):
        """Open the year or the day of a customer number series.

        Two transactions may open the same one; the second is run again by Odoo and
        then finds it, so that no serial is given twice.
        """
        if not self.customer_pattern:
            return super()._create_date_range_seq(date)
        date = fields.Date.to_date(date)
        first = last = date
        if self.customer_reset == "year":
            first, last = (
                datetime.date(date.year, 1, 1),
                datetime.date(date.year, 12, 31),
            )
        return create_once(
            self.env["ir.sequence.date_range"],
            {"sequence_id": self.id, "date_from": first, "date_to": last},
        )


def create_once(model, vals):
    """Create a record that another transaction may be creating as well.

    :return: the record, in sudo: who draws a number need not be allowed to configure
        sequences
    :raises ConcurrencyError: when the other was first; Odoo runs the request again,
        which then finds the record
    """
    try:
        with model.env.cr.savepoint():
            return model.sudo().create(vals)
    except UniqueViolation as error:
        raise ConcurrencyError("another transaction was first") from error
