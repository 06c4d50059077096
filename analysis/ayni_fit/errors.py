"""What the user can put right."""


class FitError(Exception):
    """Its text says what is wrong, why, and what would be right."""


def raise_all(problems, source):
    """One error for everything that is wrong with a file."""
    if problems:
        raise FitError("\n".join(f"{source}: {problem}" for problem in problems))
