"""The one error that commands tell instead of a traceback."""


class ResultsError(ValueError):
    """A file or a request that cannot be served; its text says what is wrong and what to do."""


class RequestError(ResultsError):
    """What was asked for makes no sense, whatever the file: a word that is unknown."""
