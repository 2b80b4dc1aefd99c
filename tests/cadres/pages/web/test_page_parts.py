"""Buttons, links, notes and cards as the tags write them."""

from __future__ import annotations

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.html import escape


def draw(text: str, **values) -> str:
    return Template("{% load site %}" + text).render(Context(values))


def test_a_button_sends_its_form():
    assert draw("{% button %}保存{% endbutton %}") == (
        '<button class="btn" type="submit">保存</button>'
    )


def test_a_button_says_what_it_is_for_and_keeps_what_else_it_carries():
    drawn = draw(
        '{% button kind="primary" small=True also="no-print" type="button" data_print=True %}'
        "打印{% endbutton %}"
    )

    assert drawn == (
        '<button class="btn btn-small btn-primary no-print" type="button" data-print>打印</button>'
    )


def test_what_is_empty_is_not_written():
    drawn = draw("{% button name=name value=0 hidden=no %}x{% endbutton %}", name=None, no=False)

    assert drawn == '<button class="btn" type="submit" value="0">x</button>'


def test_a_link_takes_the_name_of_an_address_and_what_belongs_to_it():
    drawn = draw(
        '{% link "cases:ticket-return-draft" 7 kind="danger" query="next=desk" %}退回{% endlink %}'
    )

    assert drawn == (
        '<a class="btn btn-danger" href="/cases/tickets/7/return-draft/?next=desk">退回</a>'
    )


def test_a_link_takes_an_address_as_it_is_and_escapes_it():
    drawn = draw("{% link to %}打开{% endlink %}", to='/cases/?a=1&b="2')

    assert drawn == f'<a class="btn" href="{escape("/cases/?a=1&b=" + chr(34) + "2")}">打开</a>'


def test_a_link_that_brings_a_part_anew_works_without_scripts_too():
    drawn = draw('{% link to swaps="#ticket" %}签收{% endlink %}', to="/cases/tickets/7/accept/")

    assert 'href="/cases/tickets/7/accept/"' in drawn
    assert 'hx-get="/cases/tickets/7/accept/" hx-target="#ticket" hx-swap="outerHTML"' in drawn


def test_words_inside_are_escaped_like_everywhere():
    drawn = draw("{% button %}{{ name }}{% endbutton %}", name="<b>")

    assert "&lt;b&gt;" in drawn


def test_a_kind_that_is_written_wrong_is_no_page():
    with pytest.raises(TemplateSyntaxError):
        draw('{% button kind="primry" %}x{% endbutton %}')


def test_a_note_that_answers_takes_the_focus():
    drawn = draw('{% note "error" role="alert" focus=True %}<p>不对</p>{% endnote %}')

    assert drawn == (
        '<div class="note is-error" role="alert" data-focus tabindex="-1"><p>不对</p></div>'
    )


def test_a_card_is_named_by_its_heading():
    drawn = draw('{% card heading id="asked" %}<p>…</p>{% endcard %}', heading="诉求 <1>")

    assert drawn == (
        '<section class="card" aria-labelledby="asked">'
        '<h2 class="card-heading" id="asked">诉求 &lt;1&gt;</h2><p>…</p></section>'
    )


def test_a_heading_may_be_put_together_and_each_of_several_cards_has_its_own_name():
    drawn = draw(
        '{% card id="rung" number=7 anchor="at" %}{% heading %}一档 <b>{{ n }}</b>{% endheading %}'
        "{% endcard %}",
        n="<3>",
    )

    assert drawn == (
        '<section class="card" id="at-7" aria-labelledby="rung-7">'
        '<h2 class="card-heading" id="rung-7">一档 <b>&lt;3&gt;</b></h2></section>'
    )


def test_a_card_without_a_heading_is_a_box_and_one_inside_it_is_another():
    drawn = draw(
        '{% card also="stack" %}{% card element="article" level=3 %}{% heading focus=True %}甲'
        "{% endheading %}{% endcard %}{% endcard %}"
    )

    assert drawn == (
        '<div class="card stack"><article class="card">'
        '<h3 class="card-heading" data-focus tabindex="-1">甲</h3></article></div>'
    )


def test_a_card_under_two_headings_is_no_page():
    with pytest.raises(TemplateSyntaxError):
        draw('{% card "甲" "乙" %}{% endcard %}')
