"""What a row of a file says beside its answers."""

import datetime

from odoo import fields

from ...rules import FIELD_TYPES
from ...rules.types.base import Invalid
from ...tools.page_opening import CHANNELS
from ...tools.sheets.layout import folded

IMPORTED_CHANNELS = ("import", "paper")


class BadMeta(Exception):
    """A cell that says nothing we know; its code is one of ``sheet_words.PROBLEMS``."""

    def __init__(self, name, code, **params):
        super().__init__(code)
        self.name, self.code, self.params = name, code, params


class MetaReader:
    """Reads the columns that are no questions, for one import.

    :param batch: ``customer.form.batch`` as the person who imports
    """

    def __init__(self, batch):
        self.batch, self.env = batch, batch.env
        self._channels = self._sources = self._users = None
        self._now = fields.Datetime.now()

    def values_of(self, meta):
        """Values of the submission.

        :param dict meta: {name: text}, see ``tools.sheets.row``
        :return: (channel, values)
        :raises BadMeta: for the first that cannot be read
        """
        extra = {}
        channel = self.batch.channel
        if text := meta.get("channel"):
            channel = self._channel(text)
        if text := meta.get("submitted_at"):
            extra["submitted_at"] = self._moment(text)
        if text := meta.get("source"):
            extra["source_id"] = self._source(text)
        user_id = self.batch.user_id.id
        if text := meta.get("salesperson"):
            user_id = self._user(text)
        return channel, {**extra, **({"user_id": user_id} if user_id else {})}

    def _channel(self, text):
        if self._channels is None:
            self._channels = {}
            submissions = self.env["customer.form.submission"]
            for lang, _name in self.env["res.lang"].get_installed():
                field = submissions.with_context(lang=lang)._fields["channel"]
                env = self.env(context={**self.env.context, "lang": lang})
                for key, label in field._description_selection(env):
                    if key in IMPORTED_CHANNELS:
                        self._channels.update({folded(label): key, folded(key): key})
            self._channels.update(
                {
                    folded(label): key
                    for key, label in CHANNELS
                    if key in IMPORTED_CHANNELS
                }
            )
        if folded(text) not in self._channels:
            known = ", ".join(IMPORTED_CHANNELS)
            raise BadMeta("channel", "unknown_channel", known=known)
        return self._channels[folded(text)]

    def _moment(self, text):
        """A day means its noon, so that it is the same day in every zone near."""
        zone = {"tz": self.batch.form_id.sudo()._company_tz()}  # sudo: a setting
        for key, field, as_moment in (
            ("date", {}, lambda value: f"{value} 12:00"),
            ("datetime", zone, str),
        ):
            try:
                kind = FIELD_TYPES[key]
                value = kind.parse(kind.read_text(text, field, "en_US"), field)
            except Invalid:
                continue
            moment = as_moment(value)
            if key == "date":
                moment = FIELD_TYPES["datetime"].parse(moment, zone)
                limit = self._now + datetime.timedelta(hours=24)
            else:
                limit = self._now
            if datetime.datetime.fromisoformat(moment) <= limit:
                return min(moment, fields.Datetime.to_string(self._now))
        raise BadMeta("submitted_at", "bad_moment")

    def _source(self, text):
        """Only known ones: in a shifted column a name would become a source."""
        if self._sources is None:
            # sudo: names of sources, which are no secret
            sources_sudo = self.env["utm.source"].sudo().search_fetch([], ["name"])
            self._sources = {folded(each.name): each.id for each in sources_sudo}
        if folded(text) not in self._sources:
            raise BadMeta("source", "unknown_source")
        return self._sources[folded(text)]

    def _user(self, text):
        if self._users is None:
            # sudo: logins; whom one may give submissions to is asked of the person
            users_sudo = self.batch._assignable_users().sudo()
            names, twice = {}, set()
            for each in users_sudo:
                name = folded(each.name)
                twice |= {name} & names.keys()
                names[name] = each.id
            self._users = {name: names[name] for name in names.keys() - twice}
            self._users.update({folded(each.login): each.id for each in users_sudo})
        if folded(text) not in self._users:
            raise BadMeta("salesperson", "unknown_salesperson")
        return self._users[folded(text)]
