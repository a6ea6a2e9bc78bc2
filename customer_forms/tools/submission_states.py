"""Which submissions count."""

# Robots, and what staff turned down: they take nobody's place.
PLACELESS = ("quarantined", "refused")
# What looks like a robot's is listed and counted apart, see ``submission_quarantine``.
NOT_SET_ASIDE = [("state", "!=", "quarantined"), ("spam_at", "=", False)]
