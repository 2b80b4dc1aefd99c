"""The web server's front: bytes come and go at each line's own pace; the site runs undisturbed."""

# Stands in the WSGI environment of a request of which no more will come
# (config/requests/request_bodies.py).
IS_CUT = "config.body_is_cut"
ROOM, DROP_BOX = "/leads/", "/drop/"
# Bodies for these never lie in a file; of each so many wait in the memory of a worker at a time.
IN_MEMORY = {ROOM: 8, DROP_BOX: 4}
