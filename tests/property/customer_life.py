"""What can happen to the customers of a company: submissions, corrections, edits, merges,
undo, reassignments and decisions, in any order."""

import itertools

from hypothesis import strategies as st

from odoo.exceptions import UserError

PHONES = ["13800001111", "13800002222", "13800003333"]
EMAILS = ["wang@example.com", "li@example.com"]
PEOPLE = ["王小明", "李小红", "赵六"]
COMPANIES = ["上海明德有限公司", "Rhein GmbH"]
ACCOUNTS = ["6222021234567890111", "6222021234567890222"]
# Place as a form gives it -> the city it is in.
PLACES = {"浙江省/杭州市/西湖区": "杭州市", "江苏省/南京市/玄武区": "南京市"}
REMARKS = ["likes tea", "calls back", "老客户"]
# What is stated of a customer and must be found again: field -> role of the question.
STATED = {"phone": "phone", "email": "email", "remarks": "remarks"}
OTHERS = {"phone": "other_phone", "email": "other_email"}


class CustomerLife:
    """Customers of one company, all that was said of them, and what can be done to them.

    ``draw`` is hypothesis' way to choose. A step does something, or is refused as a person
    would be, with a message and without effect.
    """

    def __init__(self, form, users, draw):
        self.form, self.users, self.draw = form, users, draw
        self.env = form.env
        self.dossiers = self.env["customer.dossier"].with_context(active_test=False)
        self.known_before = set(self.dossiers.search([]).ids)
        self.serial = itertools.count(1)
        # (document, name) -> text: a correction takes the place of what was misheard
        self.said = {}
        self.doubled = []

    def live(self):
        """One step of those for which there is something; its name, with a mark when it
        was refused."""
        steps = [
            *(self.submit, self.submit, self.submit, self.submit),
            *(self.correct, self.edit, self.follow_up),
            *(self.merge, self.merge, self.merge),
            *(self.hand_over, self.hand_over),
            *(self.agree_on_account, self.archive),
        ]
        undoing = {
            self.undo_merge: self.merges,
            self.undo_handover: self.handovers,
            self.decide: self.differences,
            self.undo_decision: self.decided,
            self.look_twice: self.requests,
        }
        # Three times: what undoes comes late, and would come seldom.
        steps += 3 * [step for step, there_is in undoing.items() if there_is()]
        return self.attempt(self.draw(st.sampled_from(steps)))

    def attempt(self, step):
        """Take a step, or be refused as a person would be; its name."""
        said = dict(self.said)
        try:
            with self.env.cr.savepoint():
                step()
                self.env.flush_all()
        except UserError as error:
            self.env.invalidate_all()
            self.said = said
            return f"{step.__name__} refused: {error}"
        return step.__name__

    # ------------------------------------------------------------
    # What there is
    # ------------------------------------------------------------

    def all(self):
        """All dossiers of this life, merged and archived ones too."""
        return self.dossiers.search([("id", "not in", [*self.known_before])])

    def kept(self):
        """Those that were not merged into another."""
        return self.all().filtered(lambda dossier: not dossier.merged_into_id)

    def merges(self):
        """Merges that can be undone."""
        return self.env["customer.merge"].search([("state", "=", "done")])

    def handovers(self):
        """Reassignments that can be undone."""
        return self.env["customer.handover"].search([("state", "=", "done")])

    def differences(self):
        """Where two things were said and nobody has decided."""
        return self._facts([("state", "=", "open")])

    def decided(self):
        """What somebody decided and may think better of."""
        return self._facts([("decided_at", "!=", False)]).filtered("can_undo")

    def _facts(self, domain):
        kept = [("dossier_id", "in", self.kept().ids)]
        return self.env["customer.fact"].search([*kept, *domain])

    def requests(self):
        """What a merge brought and a second person is asked about."""
        return self.env["customer.change.request"].search(
            [("merge_id", "!=", False), ("state", "=", "waiting")]
        )

    def one_of(self, records):
        """One of some records, chosen; a refusal where there is none."""
        if not records:
            # pylint: disable-next=translation-required
            raise UserError("There is none")
        return self.draw(st.sampled_from(list(records)))

    def text_for(self, name):
        """Something that may be said of a customer."""
        texts = {"phone": PHONES, "email": EMAILS, "remarks": REMARKS}[name]
        return self.draw(st.sampled_from(texts))

    def note(self, document, name, text):
        """It was said there, and must be found from now on."""
        self.said[document, name] = text

    # ------------------------------------------------------------
    # Steps
    # ------------------------------------------------------------

    def submit(self):
        """Somebody fills in the form, whom we may know."""
        is_company = self.draw(st.booleans())
        answers = {"customer_name": self.draw(st.sampled_from(PEOPLE))}
        if is_company:
            answers = {
                "customer_name": self.draw(st.sampled_from(COMPANIES)),
                "customer_kind": "company",
            }
        answers |= {
            role: self.text_for(name)
            for name, role in STATED.items()
            if self.draw(st.booleans())
        }
        if self.draw(st.booleans()):
            answers["region"] = self.draw(st.sampled_from([*PLACES]))
        if self.draw(st.booleans()):
            answers["need"] = f"Need {next(self.serial)}"
        phone = answers.get("phone")
        known = phone and self.kept().filtered_domain(
            ["|", ("phone", "=", phone), ("other_phone", "=", phone)]
        )
        before = self.all()
        submission = self.form._submit(answers, channel="staff")
        if known and self.all() - before:
            self.doubled.append(answers)
        for name, role in STATED.items():
            if role in answers:
                self.note(submission, name, answers[role])
        if "region" in answers:
            self.note(submission, "city", PLACES[answers["region"]])

    def correct(self):
        """Staff correct an answer of a submission."""
        submission = self.one_of(self.all().submission_ids)
        name = self.draw(st.sampled_from([*STATED]))
        text = self.text_for(name)
        submission.sudo()._edit_answers(
            {STATED[name]: text}, "misheard", {STATED[name]}
        )
        self.note(submission, name, text)

    def edit(self):
        """Somebody types into a dossier."""
        dossier = self.one_of(self.kept())
        name = self.draw(st.sampled_from([*STATED]))
        text = self.text_for(name)
        dossier.write({name: text})
        self.note(next(self.serial), name, text)

    def follow_up(self):
        """Somebody calls."""
        self.env["customer.followup"].create(
            {
                "dossier_id": self.one_of(self.kept()).id,
                "summary": "Called",
                "next_date": self.draw(st.sampled_from([False, "2031-05-06"])),
            }
        )

    def merge(self):
        """Two or three dossiers are one customer."""
        kept = self.one_of(self.kept())
        others = self.kept() - kept
        if self.draw(st.integers(0, 3)):
            # A person and an organisation are refused, which is seen often enough.
            others = others.filtered(lambda other: other.kind == kept.kind)
        merged = self.one_of(others)
        if self.draw(st.booleans()):
            merged |= self.one_of(others)
        self.env["customer.merge"]._merge(kept, merged)

    def undo_merge(self):
        """They are two after all."""
        self.one_of(self.merges()).action_undo()

    def hand_over(self):
        """Some customers get another owner."""
        user = self.draw(st.sampled_from(list(self.users)))
        if not self.draw(st.integers(0, 2)):
            self.one_of(self.kept()).user_id = user
            return
        moves = [
            (dossier, user, dossier.team_id)
            for dossier in self.kept()
            if dossier.user_id != user
        ]
        if moves:
            self.env["customer.handover"]._make(moves)._begin()

    def undo_handover(self):
        """They are given back."""
        self.one_of(self.handovers()).action_undo()

    def decide(self):
        """Somebody says what is right where two things were said."""
        fact = self.one_of(self.differences())
        self.draw(
            st.sampled_from(
                [fact.action_accept, fact.action_refuse, fact.action_keep_second]
            )
        )()

    def undo_decision(self):
        """Somebody thinks better of it."""
        self.one_of(self.decided()).action_undo()

    def agree_on_account(self):
        """A customer's bank account, at which two people have looked."""
        dossier = self.one_of(self.kept())
        account = self.draw(st.sampled_from(ACCOUNTS))
        dossier.sudo().bank_account = account
        self.note(next(self.serial), "bank_account", account)

    def look_twice(self):
        """A second person agrees, or not, to what a merge brought."""
        request = self.one_of(self.requests()).sudo().with_user(self.users[-1])
        if self.draw(st.booleans()):
            request.action_approve()
        else:
            request.refuse("Not theirs")

    def archive(self):
        """A customer is put away, or comes back."""
        dossier = self.one_of(self.kept())
        dossier.active = not dossier.active
