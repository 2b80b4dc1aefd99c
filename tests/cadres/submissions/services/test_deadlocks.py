"""Who gave way comes again after a moment, twice at most, whatever it was doing."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory
from psycopg.errors import DeadlockDetected, LockNotAvailable

from cadres.submissions.services import deadlocks
from config.requests.deadlocks import DeadlockMiddleware


@pytest.fixture
def waited(monkeypatch):
    """How long was waited before each further try, in seconds."""
    pauses: list[float] = []
    monkeypatch.setattr(deadlocks, "sleep", pauses.append)
    return pauses


class Action:
    """Gives way as often as it is told to, and then does its work."""

    def __init__(self, times: int, cause: Exception) -> None:
        self.left, self.cause = times, cause

    def __call__(self) -> str:
        if self.left:
            self.left -= 1
            raise OperationalError("gave way") from self.cause
        return "kept"


@pytest.mark.parametrize("times", [0, 1, 2])
def test_who_gave_way_lets_the_other_through_first(waited, times):
    assert deadlocks.tried_again(Action(times, DeadlockDetected()))() == "kept"
    assert len(waited) == times
    assert all(
        limit / 2 <= pause <= limit for pause, limit in zip(waited, deadlocks.PAUSES, strict=False)
    )


def test_who_gives_way_a_third_time_says_so(waited):
    with pytest.raises(OperationalError):
        deadlocks.tried_again(Action(3, DeadlockDetected()))()
    assert len(waited) == 2


def test_who_waited_in_vain_does_not_come_again(waited):
    with pytest.raises(OperationalError):
        deadlocks.tried_again(Action(1, LockNotAvailable()))()
    assert waited == []


@pytest.mark.parametrize(("times", "status", "pauses"), [(1, 200, 1), (2, 200, 2), (3, 409, 2)])
def test_a_request_comes_again_in_the_same_way(waited, times, status, pauses):
    action = Action(times, DeadlockDetected())

    def answer(request):
        """As Django does it: an error of the page goes to the middleware."""
        try:
            return HttpResponse(action())
        except OperationalError as error:
            return middleware.process_exception(request, error)

    middleware = DeadlockMiddleware(answer)
    request = RequestFactory().post("/cases/", {"word": "停电"}, content_type="application/json")

    assert middleware(request).status_code == status
    assert len(waited) == pauses
