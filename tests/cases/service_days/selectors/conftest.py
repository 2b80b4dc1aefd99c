"""The steps a ticket has gone before."""

from tests.cases.ticket_states import *
