"""Who stands first among several, where some may stand alike."""


def leading(numbers):
    """(the keys with the largest number, in their order; that number); nobody leads where all are 0."""
    most = max(numbers.values(), default=0)
    return [key for key, number in numbers.items() if number == most and most], most
