"""Tables in a terminal: columns in line whatever the script, and never wider than there is room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jumelage_graph.cli import columns
from jumelage_graph.widths import folded, width

TEXTS = st.text(st.sampled_from("ab é金沢\u0301 -"), max_size=30)


@given(TEXTS, st.integers(2, 20))
def test_folded_lines_fit_and_lose_nothing_but_spaces(text: str, room: int) -> None:
    lines = list(folded(text, room))
    assert all(width(line) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.lists(st.integers(1, 120), min_size=1, max_size=12), st.integers(60, 200))
def test_columns_fit_and_none_grows(natural: list[int], room: int) -> None:
    widths = columns.fitted(natural, room)
    assert sum(widths) + len(columns.GAP) * (len(widths) - 1) <= room or max(widths) <= 4
    assert all(0 < fitted <= wanted for fitted, wanted in zip(widths, natural, strict=True))
    if sum(natural) + len(columns.GAP) * (len(natural) - 1) <= room:
        assert widths == natural


def test_a_table_stands_in_line_in_any_script() -> None:
    lines = list(columns.table(["名称", "n"], [["金沢市", "7"], ["Nancy", "104260"]], 80, {1}))
    assert lines[1:] == ["─" * 14, "金沢市       7", "Nancy   104260"]
    assert lines[0] == "\x1b[1m名称         n\x1b[0m"


def test_a_cell_that_is_too_long_goes_on_in_the_next_line() -> None:
    assert list(columns.table(["a", "b"], [["x", "one two three"]], 10, set()))[2:] == [
        "x  one two",
        "   three",
    ]


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\n", "\x9b"])
def test_no_cell_steers_the_terminal(sign: str) -> None:
    *_, line = columns.table(["a"], [[f"x{sign}[2Jy"]], 80, set())
    assert line == "x [2Jy"


def test_the_values_of_a_card_stand_beside_their_headings() -> None:
    lines = list(columns.pairs([("name", "金沢市; Kanazawa"), ("n", "1")], 16))
    assert lines == ["\x1b[1mname\x1b[0m  金沢市;", "\x1b[1m    \x1b[0m  Kanazawa", "\x1b[1m   n\x1b[0m  1"]


def test_a_table_without_rows_has_its_headings() -> None:
    assert len(list(columns.table(["a", "b"], [], 80, set()))) == 2
