"""Who hears of a handover: each person once, however many customers it is about."""

from collections import defaultdict

from odoo import api, models
from odoo.tools import format_list

from odoo.addons.customer_forms.models.redaction.customer_redaction import OF_NOBODY

from ...tools.by_engine import BY_ENGINE


class CustomerHandover(models.Model):
    _inherit = "customer.handover"

    def _tell_everybody(self):
        """One message to each person concerned, and the figures on the run itself."""
        self.ensure_one()
        # Figures, colleagues, and the reason, which has masks since the run was made.
        run = self.with_context(**{OF_NOBODY: BY_ENGINE})
        is_undone = self.state == "undone"
        gained, lost = self._count_moves("undone" if is_undone else "moved")
        actor = self._actor()
        for user in (gained | lost).keys() - {actor}:
            if not user.active or not user.partner_id:
                continue
            told = run.with_context(lang=user.lang)
            said = [told._say_gained(gained[user])] if user in gained else []
            said += [told._say_lost(*lost[user])] if user in lost else []
            told.message_notify(
                partner_ids=user.partner_id.ids,
                author_id=actor.partner_id.id,
                subject=told._note_subject(),
                body=" ".join([*said, *told._say_reason()]),
            )
        summary = run.with_context(lang=actor.lang)._summary()
        run._message_log(body=summary, author_id=actor.partner_id.id)
        actor._bus_send(
            "simple_notification",
            {"title": self.display_name, "message": summary, "type": "success"},
        )

    @api.model
    def _tell_of_lost_owners(self, dossiers):
        """Tell the leaders of departments whose customers nobody looks after now."""
        for leader, theirs in dossiers.grouped(
            lambda dossier: dossier.team_id.user_id
        ).items():
            if not leader.active:
                continue
            told = self.with_context(lang=leader.lang)
            # sudo: whoever changes what a user may do writes to the leader
            told.env["mail.thread"].sudo().message_notify(
                partner_ids=leader.partner_id.ids,
                subject=told.env._("Customers without an owner at work"),
                body=told.env._(
                    "%(count)s customers of %(names)s have no owner any more who can look"
                    " after them. Find them with the filter “No Owner at Work” and"
                    " hand them over.",
                    count=len(theirs),
                    names=format_list(told.env, theirs.user_id.mapped("name")),
                ),
            )

    def _count_moves(self, state):
        """Who has got how many customers: {user: sums}, and who gave how many away to
        whom: {user: (count, names)}. Of customers without owner, the leaders of their
        departments."""
        groups = self.env["customer.handover.line"]._read_group(
            [("handover_id", "=", self.id), ("state", "=", state)],
            ["from_user_id", "from_team_id", "to_user_id", "to_team_id"],
            ["__count", "lead_count:sum", "activity_count:sum"],
        )
        gained = defaultdict(lambda: [0, 0, 0])
        lost = {}
        for from_user, from_team, to_user, to_team, *sums in groups:
            places = [(from_user, from_team), (to_user, to_team)]
            if state == "undone":
                places.reverse()
            (giver, _team), (user, team) = places
            receiver = user or team.user_id
            if receiver:
                pairs = zip(gained[receiver], sums, strict=True)
                gained[receiver] = [sum(pair) for pair in pairs]
            if giver:
                count, names = lost.get(giver, (0, []))
                name = (user or team).name
                lost[giver] = (count + sums[0], [*names, name] if name else names)
        return dict(gained), lost

    # ------------------------------------------------------------
    # Words
    # ------------------------------------------------------------

    def _note_subject(self):
        if self.state == "undone":
            return self.env._("A handover of customers was undone")
        return self.env._("Customers were handed over")

    def _say_gained(self, sums):
        count, leads, activities = sums
        said = [self.env._("You have %(count)s more customers.", count=count)]
        return " ".join(said + self._say_along(leads, activities))

    def _say_along(self, leads, activities, submissions=0):
        """What went along, without what did not."""
        lines = [
            self.env._("open opportunities %(count)s", count=leads) if leads else "",
            self.env._("activities %(count)s", count=activities) if activities else "",
            self.env._("submissions %(count)s", count=submissions)
            if submissions
            else "",
        ]
        along = format_list(self.env, [*filter(None, lines)])
        return [self.env._("With them: %(what)s.", what=along)] if along else []

    def _say_lost(self, count, names):
        return self.env._(
            "%(count)s of your customers are now looked after by: %(names)s.",
            count=count,
            names=format_list(self.env, list(dict.fromkeys(names))) or "–",
        )

    def _say_reason(self):
        """Who did it and why."""
        said = [self.env._("Handed over by %(name)s.", name=self._actor().name)]
        if self.reason and self.state != "undone":
            said.append(self.env._("Reason: %(reason)s", reason=self.reason))
        return said

    def _summary(self):
        """What became of it, in sentences; nothing is said of what did not happen."""
        if self.state == "undone":
            said = [
                self.env._("Customers given back: %(count)s.", count=self.undone_count)
            ]
            rest = self.kept_count
            if self.left_count:
                said.append(
                    self.env._(
                        "Opportunities, activities and submissions that were changed"
                        " since and stay: %(count)s.",
                        count=self.left_count,
                    )
                )
        else:
            said = [
                self.env._("Customers handed over: %(count)s.", count=self.moved_count)
            ]
            rest = self.skipped_count
            said += self._say_along(
                self.lead_count, self.activity_count, self.submission_count
            )
        if rest:
            said.append(
                self.env._(
                    "Customers that stay where they are: %(count)s; the list says why.",
                    count=rest,
                )
            )
        return " ".join(said)
