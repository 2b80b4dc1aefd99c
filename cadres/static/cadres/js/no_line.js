// An enterprise's page that is open while the line is gone: the browser's own error page would take
// the text away. So the line is tried before the form leaves; without one a sentence stands here,
// everything typed stays, and the next press sends it.
import { SAID_WITHOUT_LINE, TRIED_FOR } from "./rules/no_line.js";

function say(form) {
  const box = form.querySelector("[data-no-line]") ?? document.createElement("div");
  box.className = "note is-error";
  box.dataset.noLine = "";
  box.setAttribute("role", "alert");
  const words = document.createElement("p");
  words.textContent = SAID_WITHOUT_LINE;
  box.replaceChildren(words);
  const actions = form.querySelector(".form-actions");
  if (actions) actions.before(box);
  else form.append(box);
  box.scrollIntoView({ block: "nearest" });
}

/** Any answer at all is a line; what it says is of no interest. */
async function hasLine() {
  if (!navigator.onLine) return false;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TRIED_FOR);
  try {
    await fetch(location.href, { method: "HEAD", cache: "no-store", signal: stop.signal });
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

async function send(form, button) {
  if (!(await hasLine())) return say(form);
  form.querySelector("[data-no-line]")?.remove();
  form.dataset.hasLine = "";
  form.requestSubmit(button ?? undefined);
}

// Before whoever else hears of the press.
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (form.method !== "post" || form.dataset.keeps === undefined) return;
    if ("hasLine" in form.dataset) {
      delete form.dataset.hasLine;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    send(form, event.submitter);
  },
  true,
);
