"""On a phone: a policy, which enterprises it is for and why one is not, told once."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cases.models import PolicyTelling
from enterprises.models import Enterprise, Size
from tests.browser.window import PHONE
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory
from tests.factories.policies import PolicyFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def policy(here):
    """For small ones: the cadre's first enterprise is, the second is not."""
    Enterprise.objects.filter(pk=here.enterprise.pk).update(size=Size.SMALL)
    large = EnterpriseFactory(name="天草商贸有限公司", county=here.region, size=Size.ABOVE_SCALE)
    AssignmentFactory(enterprise=large, cadre=here.liaison.cadre)
    return PolicyFactory(
        title="稳岗返还", county=here.region, unit=here.handling, conditions__size=["small"]
    )


def test_a_cadre_finds_whom_it_is_for_why_one_is_not_and_tells_it_once(opened, here, policy):
    window = opened(here.liaison, PHONE)
    window.go(reverse("cases:policy", args=[policy.pk]))
    window.waits_for(here.enterprise.name)

    window.page.get_by_role("link", name="不符合").tap()
    window.waits_for("企业规模是“规上”，要求是：")
    assert here.enterprise.name not in window.page.inner_text("table")

    window.go(reverse("enterprises:visit-form", args=[here.enterprise.pk]))
    window.page.locator("label.choice").filter(has_text="稳岗返还").tap()
    window.press("保存")
    window.waits_for("已记下告知 1 项政策")

    assert PolicyTelling.objects.get(policy=policy).enterprise == here.enterprise
    window.go(reverse("cases:policy", args=[policy.pk]))
    window.waits_for("已告知")
    assert window.page.get_by_role("link", name="告知", exact=True).count() == 0
    window.look()
