from .common import CustomerFollowupCommon


class HandoverCommon(CustomerFollowupCommon):
    """Customers of one salesperson, what there is to do for them, and the dialog."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.giver, cls.receiver = cls.salesperson, cls.salesperson_2
        cls.dossiers = cls.env["customer.dossier"].union(
            *(cls._create_dossier(name, intent="high") for name in ("甲", "乙", "丙"))
        )

    def _wizard(self, user=None, dossiers=None, **vals):
        """The dialog for these customers, as the user has it."""
        dossiers = self.dossiers if dossiers is None else dossiers
        user = user or self.supervisor
        action = dossiers.with_user(user).action_hand_over()
        wizard = self.env[action["res_model"]].with_user(user).browse(action["res_id"])
        wizard.write({"to_user_id": self.receiver.id, **vals})
        return wizard

    def _hand_over(self, user=None, dossiers=None, **vals):
        """The run, in sudo."""
        wizard = self._wizard(user, dossiers, **vals)
        wizard.action_confirm()
        return wizard.sudo().handover_ids

    def _plan_activity(self, record, user, summary="Call"):
        return record.activity_schedule(
            "mail.mail_activity_data_todo", summary=summary, user_id=user.id
        )

    def assert_owner(self, dossiers, user):
        self.env.invalidate_all()
        for dossier in dossiers:
            self.assertEqual(dossier.user_id, user, dossier.display_name)

    def _left(self, wizard):
        """How many stay where they are, by reason."""
        return {each["key"]: each["count"] for each in wizard.preview["left"]}
