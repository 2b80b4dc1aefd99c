// Where no answer came, the server is asked by the key of what was sent; nothing is guessed.
// Every form carries its key (<input name="once">); body[data-once] is the address to ask at.
import {
  FIELD,
  isKnown,
  keySent,
  questionAddress,
  SAID,
  waits,
  wordsFor,
  wordsMeanwhile,
} from "./rules/once.js";

let asked = 0; // the latest question; an older one falls silent

function say([words, kind], link) {
  const place = document.getElementById("messages");
  if (!place) return;
  const box = document.createElement("div");
  box.className = `note is-${kind}`;
  box.setAttribute("role", kind === "error" ? "alert" : "status");
  box.dataset.onceNote = "";
  const line = document.createElement("p");
  line.textContent = words;
  if (link) line.append(" ", link);
  box.append(line);
  place.replaceChildren(box);
  box.scrollIntoView({ block: "nearest" });
}

function wayTo(place) {
  const link = document.createElement("a");
  link.href = place || window.location.href;
  link.textContent = place ? "去看结果" : "刷新页面看结果";
  return link;
}

/** Until the time is over, or the line is back. */
function wait(time) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, time);
    const goOn = () => {
      clearTimeout(timer);
      resolve();
    };
    window.addEventListener("online", goOn, { once: true });
  });
}

async function look(key) {
  const address = questionAddress(document.body.dataset.once, key, window.location.pathname);
  const answer = await fetch(address, {
    headers: { Accept: "application/json" },
    cache: "no-store",
  });
  // Signed out meanwhile: the page itself must be opened again before it can be known.
  if (answer.redirected || !answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function tell(found, form) {
  const isDone = found.state === "done";
  say(wordsFor(found), isDone ? wayTo(found.place) : null);
  if (isDone && form) form.dispatchEvent(new CustomEvent("once:done", { bubbles: true }));
}

// Asks until the line is back and the server knows.
async function check(key, form) {
  const mine = ++asked;
  say(SAID.asking);
  for (const time of waits()) {
    const found = await look(key).catch(() => null);
    if (mine !== asked) return;
    if (isKnown(found)) return tell(found, form);
    say(wordsMeanwhile(found));
    await wait(time);
    if (mine !== asked) return;
  }
}

/** A form whose words can wait on the phone goes there (offline/start.js). */
function isLeftToOthers(form) {
  const told = new CustomEvent("once:unanswered", { bubbles: true, cancelable: true });
  return Boolean(form) && !form.dispatchEvent(told);
}

function unanswered({ detail }) {
  const { verb, parameters } = detail.requestConfig ?? {};
  const form = detail.elt.closest("form");
  const key = keySent(verb, parameters, form?.elements[FIELD]?.value);
  if (key && isLeftToOthers(form)) return;
  if (key) check(key, form);
  else say(SAID.nothing);
}

/** The key of a form was used up by other content: the answer brings a fresh one. */
function renew(note) {
  const fresh = note.querySelector(`input[name=${FIELD}]`);
  if (!fresh) return;
  for (const field of document.querySelectorAll(`form input[name=${FIELD}]`)) {
    if (field.value === note.dataset.onceUsed) field.value = fresh.value;
  }
  fresh.remove();
}

document.addEventListener("htmx:sendError", unanswered);
document.addEventListener("htmx:timeout", unanswered);
// It could not wait on the phone after all.
document.addEventListener("offline:none", ({ target: form }) => {
  const key = form.elements[FIELD]?.value;
  if (key) check(key, form);
});
// A new press is a new question; what only looks, as a page that reloads itself, is none.
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.requestConfig?.verb !== "get") asked += 1;
});
document.addEventListener("htmx:afterSettle", () => {
  document.querySelectorAll("[data-once-used]").forEach(renew);
});
