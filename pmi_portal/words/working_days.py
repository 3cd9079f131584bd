"""Working days of an office: Monday to Friday, without the holidays it is given.

Days are `datetime.date`, `holidays` is a set of them. The count follows the custom of Indonesian service
standards: the day something arrives is day 0, the next working day is day 1.
"""

from datetime import timedelta

ONE_DAY, DAYS_OF_WEEK, WORKING_DAYS_OF_WEEK = timedelta(days=1), 7, 5


def is_working_day(day, holidays):
    return _is_weekday(day) and day not in holidays


def add_working_days(day, days, holidays):
    """The date `days` working days after `day`; for 0 days `day` itself, or the next working day.

    `days` is a whole number, not negative; otherwise ValueError.
    """
    if days < 0:
        raise ValueError("Working days are counted forwards only.")
    while not is_working_day(day, holidays) and days == 0:
        day += ONE_DAY
    while days:
        day += ONE_DAY
        days -= is_working_day(day, holidays)
    return day


def working_days_between(first, last, holidays):
    """The number of working days after `first` up to and with `last`; 0 when `last` is not later."""
    if last <= first:
        return 0
    weeks, rest = divmod((last - first).days, DAYS_OF_WEEK)
    days_of_rest = (last - ONE_DAY * number for number in range(rest))
    weekdays = weeks * WORKING_DAYS_OF_WEEK + sum(map(_is_weekday, days_of_rest))
    return weekdays - sum(1 for day in holidays if first < day <= last and _is_weekday(day))


def _is_weekday(day):
    return day.weekday() < WORKING_DAYS_OF_WEEK
