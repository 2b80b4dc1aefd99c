"""The steps a ticket has gone before."""

from io import BytesIO

import pytest
from PIL import Image

from tests.cases.ticket_states import *


@pytest.fixture
def small_picture() -> bytes:
    """A photo of stripes, as small as the site keeps them."""
    picture, content = Image.linear_gradient("L").rotate(90).resize((64, 48)), BytesIO()
    picture.save(content, "JPEG")
    return content.getvalue()
