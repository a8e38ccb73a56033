"""What people give on the command line: in the forms they write, refused in words."""

from datetime import date

import click
import pytest

from plumbline.cli.app import app
from plumbline.cli.parameters import DAY, WORDS, YEAR


def refused(kind, given):
    with pytest.raises(click.BadParameter) as refusal:
        kind.convert(given, None, None)
    return refusal.value.message


@pytest.mark.parametrize("given", ["2026", 2026, "2025/26", "2025-26", "25/26", "2025/2026", " 2025/26 "])
def test_a_year_is_read_in_every_usual_form(given):
    assert YEAR.convert(given, None, None) == 2026


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("2031", "There are no rules of 2031: the rulebook has the collection years 2023 (2022/23) to 2027 (2026/27)."),
        ("2021/22", "There are no rules of 2021/22"),
        ("2025/27", "'2025/27' is not a collection year: it runs from 1 April to 31 March, as 2026/27 does."),
        ("26", "'26' is not a collection year: write it as 2027 or 2026/27."),
        ("soon", "'soon' is not a collection year"),
        ("0", "'0' is not a collection year"),
    ],
)
def test_what_is_no_year_of_the_rulebook_is_refused_in_words(given, why):
    assert why in refused(YEAR, given)


@pytest.mark.parametrize("given", ["31/03/2026", "2026-03-31", date(2026, 3, 31)])
def test_a_day_is_read_in_both_forms(given):
    assert DAY.convert(given, None, None) == date(2026, 3, 31)


@pytest.mark.parametrize("given", ["31/02/2026", "03/31/2026", "31.03.2026", "yesterday", "2026"])
def test_what_is_no_day_is_refused_without_a_programmer_s_form_of_dates(given):
    assert refused(DAY, given) == f"'{given}' is not a day: write it as 31/03/2026 or 2026-03-31."


@pytest.mark.parametrize("given", ["501, 142", "501,142", " 501 ,142 ,", ["501", 142]])
def test_a_list_may_have_spaces_and_be_a_list_of_plumbline_toml(given):
    assert WORDS.convert(given, None, None) == ("501", "142")


def groups(command=app, name="plumbline"):
    if isinstance(command, click.Group):
        yield name, command
        for part, under in command.commands.items():
            yield from groups(under, f"{name} {part}")


@pytest.mark.parametrize(("name", "group"), list(groups()))
def test_help_lists_every_command_and_says_all_that_it_does(name, group):
    shown = group.get_help(click.Context(group, info_name=name, terminal_width=80))
    assert all(f"\n  {command} " in shown for command in group.commands)
    assert "..." not in shown.replace("[ARGS]...", "")


@pytest.mark.parametrize("command", list(app.commands))
def test_no_help_shows_a_programmer_s_form_of_dates(command):
    assert "%" not in app.commands[command].get_help(click.Context(app.commands[command]))
