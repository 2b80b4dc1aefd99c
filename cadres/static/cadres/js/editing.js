// Says that something stands open here to be edited, and shows who else has it open:
// <div data-editing="<address>">. While the page is not looked at nothing is said, and the sign ends.
const EVERY = 25_000;
const begun = new Map();

function headers() {
  const given = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
  // Nobody moved: a page that says this by itself keeps no session alive.
  return { ...given, "X-Unattended": "1" };
}

async function say(place) {
  if (document.visibilityState !== "visible") return;
  try {
    const answer = await fetch(place.dataset.editing, { method: "POST", headers: headers() });
    const words = answer.ok ? await answer.text() : "";
    if (words.trim() !== place.innerHTML.trim()) place.innerHTML = words;
  } catch {
    place.replaceChildren(); // no line: nothing is known of others
  }
}

function close(place) {
  const said = new FormData();
  said.set("closed", "1");
  said.set("csrfmiddlewaretoken", headers()["X-CSRFToken"] ?? "");
  navigator.sendBeacon(place.dataset.editing, said);
}

function begin() {
  for (const place of document.querySelectorAll("[data-editing]")) {
    if (begun.has(place)) continue;
    begun.set(
      place,
      setInterval(() => say(place), EVERY),
    );
    say(place);
  }
}

function end(place) {
  clearInterval(begun.get(place));
  begun.delete(place);
  close(place);
}

document.addEventListener("htmx:beforeCleanupElement", ({ target }) => {
  if (begun.has(target)) end(target);
});
document.addEventListener("htmx:afterSettle", begin);
document.addEventListener("visibilitychange", () => {
  for (const place of begun.keys()) say(place);
});
window.addEventListener("pagehide", () => {
  for (const place of begun.keys()) close(place);
});
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted) for (const place of begun.keys()) say(place);
});
begin();
