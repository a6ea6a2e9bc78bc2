"""Pages behind a private link."""


def as_private(response):
    """A page that only who has its link may see: it tells nobody where it is.

    :param response: what is answered
    :return: the same response
    """
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    return response
