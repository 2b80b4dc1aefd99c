// Counts down: the letters that a field still takes, and the seconds in which an action can be undone.
// Fields: maxlength. Undo: <form data-undo="10"> with [data-undo-words]; without this script the
// button stays, and the server says when it is too late.
import { cutOff, lettersLeft, secondsLeft, undoWords } from "./rules/counts.js";

const lineOf = (field) => field.parentElement.querySelector("[data-letters-left]");

function place(field) {
  const there = lineOf(field);
  if (there) return there;
  const line = document.createElement("p");
  line.className = "field-help";
  line.dataset.lettersLeft = "";
  line.setAttribute("aria-live", "polite");
  field.after(line);
  return line;
}

function count(field) {
  const most = field.maxLength;
  if (field.tagName !== "TEXTAREA" || most <= 0) return;
  const words = lettersLeft(field.value.length, most);
  if (words) place(field).textContent = words;
  else lineOf(field)?.remove();
}

// What the browser would cut off a pasted text is said, and nothing of it is lost unnoticed.
function pasted(event) {
  const field = event.target;
  if (!field.matches?.("textarea[maxlength]")) return;
  const text = event.clipboardData?.getData("text") ?? "";
  const chosen = field.selectionEnd - field.selectionStart;
  const about = { length: field.value.length, chosen, pasted: text.length, most: field.maxLength };
  const words = cutOff(about);
  if (words) setTimeout(() => (place(field).textContent = words), 0);
}

function undo(form) {
  if (form.dataset.undoAt) return;
  const until = Date.now() + 1000 * Number(form.dataset.undo);
  form.dataset.undoAt = String(until);
  const words = form.querySelector("[data-undo-words]");
  const tick = () => {
    const left = secondsLeft(until, Date.now());
    if (!left) return form.remove();
    words.textContent = undoWords(left);
    setTimeout(tick, 250);
  };
  tick();
}

function start() {
  document.querySelectorAll("textarea[maxlength]").forEach(count);
  document.querySelectorAll("form[data-undo]").forEach(undo);
}

document.addEventListener("input", (event) => event.target.maxLength && count(event.target));
document.addEventListener("paste", pasted);
document.addEventListener("htmx:afterSettle", start);
document.addEventListener("htmx:oobAfterSwap", start);
window.addEventListener("pageshow", start);
start();
