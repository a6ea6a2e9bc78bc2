"""Values that are verified, found again by a digest, and never kept."""


class FoundOnly(str):
    """A value of which only its digest is kept: it is found again, and never read."""


class FoundAgain(str):
    """What is kept of such a value: its mask, and the digests of the whole one.

    It goes from one record of a company to another without anybody having the value. Two
    are equal when both say the same; a mask alone equals none.
    """

    def __new__(cls, mask, digest=None, last_digest=None):
        found = super().__new__(cls, mask)
        found.digest, found.last_digest = digest or None, last_digest or None
        return found

    def __eq__(self, other):
        return (
            isinstance(other, FoundAgain)
            and str(self) == str(other)
            and self.digest == other.digest
        )

    def __ne__(self, other):
        return not self == other

    __hash__ = str.__hash__

    def to_json(self):
        """See ``from_json``."""
        return {"found": [str(self), self.digest, self.last_digest]}

    @classmethod
    def from_json(cls, value):
        """The same after it was kept as JSON; everything else as it is."""
        if isinstance(value, dict) and value.keys() == {"found"}:
            return cls(*value["found"])
        return value
