from odoo import Command, api, fields, models
from odoo.tools import LazyTranslate

from ..models.version.change_words import ChangeWords
from ..rules.diff import compare

_lt = LazyTranslate(__name__)

# What a count of submissions says, by the kind of change or its severity.
COUNTS = {
    "option_removed": _lt("Chosen so far: %(count)s."),
    "touches_answers": _lt("Answers so far: %(count)s."),
    "now_sensitive": _lt("Answers that are encrypted with it: %(count)s."),
    "not_sensitive": _lt("Answers that become readable: %(count)s."),
    "stricter": _lt("Submissions that would not pass any more: %(count)s."),
}
REPLACEABLE = {"field_removed", "option_removed"}


class CustomerFormPublish(models.TransientModel):
    """Says what publishing changes, before it does."""

    _name = "customer.form.publish"
    _description = "Publish Form"

    form_id = fields.Many2one(
        "customer.form",
        required=True,
        readonly=True,
        default=lambda self: self.env.context.get("active_id"),
    )
    note = fields.Char(help="What changed, for colleagues. Kept with the version.")
    problems = fields.Json(compute="_compute_problems")
    # Counted once, when the dialog opens; as this user, who has to see the form.
    changes = fields.Json(compute="_compute_changes", store=True, compute_sudo=False)
    summary = fields.Html(
        compute="_compute_summary",
        sanitize=False,  # rendered by our own template, which escapes
    )
    line_ids = fields.One2many(
        "customer.form.publish.successor",
        "wizard_id",
        compute="_compute_line_ids",
        compute_sudo=False,
        store=True,
        readonly=False,
    )
    has_field_lines = fields.Boolean(compute="_compute_line_kinds")
    has_option_lines = fields.Boolean(compute="_compute_line_kinds")

    @api.depends("form_id")
    def _compute_problems(self):
        for wizard in self:
            wizard.problems = wizard.form_id._publish_problems()

    @api.depends("form_id")
    def _compute_changes(self):
        """What differs from the current version, in words; None the first time.

        {"changes": [{"severity", "sentence", "count", "kind", "field", "option"}, ...],
        "checked": submissions looked at, "total": submissions there are}
        """
        for wizard in self:
            form = wizard.form_id
            published = form._published_schema()
            if not published:
                wizard.changes = None
                continue
            schema = form._build_schema()
            changes = compare(published, schema)
            words = ChangeWords(self.env, published, schema)
            counts, checked, total = form._recheck_answers(schema, changes)
            wizard.changes = {
                "changes": [
                    {
                        "severity": change.severity,
                        "sentence": words.sentence(change),
                        "count": count,
                        "told": self._count_sentence(change, count),
                        "kind": change.kind,
                        "field": change.field,
                        "option": change.params.get("option_key"),
                    }
                    for change, count in zip(changes, counts, strict=True)
                ],
                "checked": checked,
                "total": total,
            }

    def _count_sentence(self, change, count):
        words = COUNTS.get(change.kind) or COUNTS.get(change.severity)
        if not words:
            return ""
        sentence = self.env._(words)
        return sentence % {"count": count}

    def _limit_sentence(self):
        """That not every submission was looked into, where so."""
        told = self.changes or {}
        if not told.get("checked") or told["checked"] == told["total"]:
            return ""
        return self.env._(
            "Counted among the newest %(checked)s of %(total)s submissions.",
            checked=told["checked"],
            total=told["total"],
        )

    @api.depends("changes", "problems")
    @api.depends_context("lang")
    def _compute_summary(self):
        for wizard in self:
            wizard.summary = self.env["ir.qweb"]._render(
                "customer_forms.publish_summary",
                {
                    "form": wizard.form_id,
                    "problems": wizard.problems,
                    "is_first": not wizard.form_id.current_version_id,
                    "changes": (wizard.changes or {}).get("changes"),
                    "limit_told": wizard._limit_sentence(),
                },
            )

    @api.depends("changes")
    def _compute_line_ids(self):
        """A line for each question and option that goes and has answers."""
        for wizard in self:
            wizard.line_ids = [
                Command.create(wizard._line_vals(change))
                for change in (wizard.changes or {}).get("changes", ())
                if change["kind"] in REPLACEABLE and change["count"]
            ]

    @api.depends("line_ids.option_id")
    def _compute_line_kinds(self):
        for wizard in self:
            options = wizard.line_ids.filtered("option_id")
            wizard.has_option_lines = bool(options)
            wizard.has_field_lines = bool(wizard.line_ids - options)

    def _line_vals(self, change):
        field = self.form_id._questions_by_key()[change["field"]]
        options = field.with_context(active_test=False).option_ids
        option = options.filtered(lambda each: each.key == change["option"])
        return {
            "field_id": field.id,
            "option_id": option.id,
            "successor_id": field.successor_id.id if not option else False,
            "option_successor_id": option.successor_id.id,
        }

    def action_publish(self):
        """Publish the form, and note what took the place of what is gone.

        :return: what tells that it is done, with the link; the first time also what there
            is to give out, for a form is published to reach people
        :raises UserError: when something is to be put right before
        """
        self.ensure_one()
        for line in self.line_ids:
            if line.option_id:
                line.option_id.successor_id = line.option_successor_id
            else:
                line.field_id.successor_id = line.successor_id
        is_first = not self.form_id.current_version_id
        self.form_id._publish(self.note)
        url = self.form_id.website_url
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                # the client puts the link in, and a full stop after a title
                "message": self.env._(
                    "Version %(number)s is published: %(link)s",
                    number=self.form_id.current_version_id.number,
                    link="%s",
                ),
                "links": [{"label": url, "url": url}],
                "next": self.form_id.action_share()
                if is_first
                else {"type": "ir.actions.act_window_close"},
            },
        }


class CustomerFormPublishSuccessor(models.TransientModel):
    """What takes the place of a question or an option that is gone."""

    _name = "customer.form.publish.successor"
    _description = "Publish Form: Successor"

    wizard_id = fields.Many2one(
        "customer.form.publish", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char(string="No Longer Asked or Offered", compute="_compute_name")
    field_id = fields.Many2one("customer.form.field", string="Question", readonly=True)
    option_id = fields.Many2one("customer.form.option", readonly=True)
    candidate_ids = fields.Many2many(
        "customer.form.field", compute="_compute_candidate_ids"
    )
    successor_id = fields.Many2one(
        "customer.form.field",
        string="Counts as Question",
        domain="[('id', 'in', candidate_ids)]",
    )
    option_successor_id = fields.Many2one(
        "customer.form.option",
        string="Counts as Option",
        domain="[('field_id', '=', field_id), ('id', '!=', option_id)]",
    )

    @api.depends("field_id", "option_id")
    def _compute_name(self):
        for line in self:
            names = line.field_id.name, line.option_id.name
            line.name = ": ".join(name for name in names if name)

    @api.depends("field_id")
    def _compute_candidate_ids(self):
        for line in self:
            line.candidate_ids = line.field_id._successor_candidates()
