"""Goes through one chain, entry by entry, and says what is wrong with it."""

from .chain import event_mac, seal_digest

# So many are named one by one; the rest is counted.
MOST_NAMED = 200
NOTICES = {"pending", "unsigned", "anchor_missing"}


class Verifier:
    """Findings about the log of one company, while its entries are handed over in order.

    :ivar list findings: [{"code", "company_id", ...}], codes of ``audit_messages.py``
    """

    def __init__(self, secret, company_id):
        self.secret = secret
        self.company_id = company_id
        self.findings = []
        self.seal_count = 0
        self.unnamed_count = 0
        self.unsigned_count = 0
        self.pending_count = 0
        self.sequence = 0
        self.digest = ""
        self.anchor_found = None

    def check_seal(self, seal, event, anchor=None):
        """The next entry of the chain and the event it is of.

        :param dict seal: columns of the entry
        :param dict event: columns of the event; None when there is none
        :param dict anchor: {"sequence", "digest"} noted outside the database
        """
        self.seal_count += 1
        sequence = seal["sequence"]
        if sequence > self.sequence + 1:
            self.report("entries_removed", first=self.sequence + 1, last=sequence - 1)
        elif sequence <= self.sequence:
            self.report("entry_inserted", sequence=sequence)
        elif seal["previous"] != self.digest:
            self.report("entry_altered", sequence=sequence)
        if seal["digest"] != seal_digest(self.secret, seal):
            self.report("entry_altered", sequence=sequence)
        self._check_event(seal, event)
        if anchor and anchor["sequence"] == sequence:
            self.anchor_found = seal["digest"]
        self.sequence, self.digest = max(sequence, self.sequence), seal["digest"]

    def _check_event(self, seal, event):
        if event is None:
            self.report(
                "event_removed", event_id=seal["event_id"], sequence=seal["sequence"]
            )
            return
        signed = seal["event_mac"] if seal["is_signed"] else None
        is_same = event_mac(self.secret, event) == seal["event_mac"]
        if not is_same or event["mac"] != signed:
            self.report("event_altered", event_id=event["id"])
        self.unsigned_count += not seal["is_signed"]

    def check_unsealed(self, event, is_copy):
        """An event that is in no chain yet.

        :param bool is_copy: whether another event has its signature
        """
        is_genuine = event["mac"] in (None, event_mac(self.secret, event))
        if is_genuine and not is_copy:
            self.pending_count += 1
        else:
            self.report("event_inserted", event_id=event["id"])

    def finish(self, anchor):
        """What can only be said at the end of the chain."""
        if anchor is None:
            if self.sequence:
                self.report("anchor_missing")
        elif anchor["sequence"] > self.sequence:
            self.report("end_cut", first=self.sequence + 1, last=anchor["sequence"])
        elif self.anchor_found != anchor["digest"]:
            self.report("chain_replaced", sequence=anchor["sequence"])
        for code, count in (
            ("more", self.unnamed_count),
            ("unsigned", self.unsigned_count),
            ("pending", self.pending_count),
        ):
            if count:
                self.findings.append(self._finding(code, {"count": count}))

    def report(self, code, **params):
        """Add a finding, unless it is the same as the last."""
        finding = self._finding(code, params)
        if self.findings and self.findings[-1] == finding:
            return
        if len(self.findings) < MOST_NAMED:
            self.findings.append(finding)
        else:
            self.unnamed_count += 1

    def _finding(self, code, params):
        return {"code": code, "company_id": self.company_id, **params}
