class CodedError(Exception):
    """What is wrong, as a code; a sentence is made of it where the reader is known.

    :ivar code: message code, see ``messages.py`` and ``document_messages.py``
    :ivar params: what its sentence says
    """

    def __init__(self, code, **params):
        super().__init__(code)
        self.code = code
        self.params = params
