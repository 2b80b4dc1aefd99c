"""Which organ issues which letter is a setting of the county; each numbers its own."""

from __future__ import annotations

import pytest

from cadres.errors import Invalid, NotPermitted
from cases.letters.rules import sheets
from cases.letters.rules.kinds import LetterKind
from cases.letters.rules.organs import Organ
from cases.letters.selectors import styles as letter_styles
from cases.letters.services.approving import approve_letter, propose_letter
from cases.letters.services.drafting import draft_letter
from tests.cases.letters.cast import FRIDAY
from tests.fresh import set_style


def off(county_id, organ, kind, head):
    set_style(county_id, kind, actor=head.viewer(FRIDAY), organ=organ, is_issuing=False)


def test_the_supervisors_write_to_a_unit_about_its_ticket(in_hand, supervisor, supervision_head):
    letter = draft_letter(in_hand, LetterKind.LETTER, actor=supervisor.viewer(FRIDAY))

    assert (letter.organ, sheets.from_data(letter.sheet).issuer) == ("supervision", "县督查室")
    letter = propose_letter(letter, actor=supervisor.viewer(FRIDAY))
    approve_letter(letter, actor=supervision_head.viewer(FRIDAY), digest=letter.digest)


def test_both_organs_may_have_one_of_a_kind_on_their_desks(in_hand, supervisor, dispatcher):
    ours = draft_letter(in_hand, LetterKind.LETTER, actor=supervisor.viewer(FRIDAY))
    theirs = draft_letter(in_hand, LetterKind.LETTER, actor=dispatcher.viewer(FRIDAY))

    assert ours.pk != theirs.pk


@pytest.mark.parametrize("kind", [LetterKind.DISPATCH, LetterKind.URGE])
def test_other_kinds_are_the_office_s_alone(in_hand, supervisor, kind):
    with pytest.raises(NotPermitted, match="县助企办"):
        draft_letter(in_hand, kind, actor=supervisor.viewer(FRIDAY))


def test_what_the_county_took_from_an_organ_it_drafts_no_more(
    in_hand, dispatcher, office_head, supervisor
):
    off(in_hand.county_id, Organ.OFFICE, LetterKind.LETTER, office_head)

    with pytest.raises(NotPermitted, match="不印发"):
        draft_letter(in_hand, LetterKind.LETTER, actor=dispatcher.viewer(FRIDAY))
    draft_letter(in_hand, LetterKind.LETTER, actor=supervisor.viewer(FRIDAY))


def test_the_ladder_writes_in_the_name_of_the_organ_that_issues(in_hand, office_head):
    off(in_hand.county_id, Organ.OFFICE, LetterKind.LETTER, office_head)
    viewer = office_head.viewer(FRIDAY)
    styles = letter_styles.of_counties([in_hand.county_id], seen_by=viewer)

    found = letter_styles.issuing(styles, in_hand.county_id, LetterKind.LETTER)
    assert found.organ == Organ.SUPERVISION


def test_some_organ_issues_each_kind(in_hand, office_head, supervision_head):
    off(in_hand.county_id, Organ.OFFICE, LetterKind.LETTER, office_head)

    with pytest.raises(Invalid, match="没有别的机关"):
        off(in_hand.county_id, Organ.SUPERVISION, LetterKind.LETTER, supervision_head)


def test_each_head_sets_what_its_own_organ_issues(in_hand, office_head):
    with pytest.raises(NotPermitted):
        off(in_hand.county_id, Organ.SUPERVISION, LetterKind.LETTER, office_head)
