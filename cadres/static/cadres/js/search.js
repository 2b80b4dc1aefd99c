// The one box by keyboard: / goes into it, arrows walk through what was found, Enter opens, Escape
// leaves. What was found closes on a press elsewhere.
import { actionOf, nextLine } from "./rules/search.js";

const box = document.getElementById("find");
const found = document.getElementById("found");
let before = null;

function enter() {
  before = document.activeElement;
  box.focus();
  box.select();
}

function walk(step) {
  const links = [...found.querySelectorAll("a")];
  const at = nextLine({ lines: links.length, at: links.indexOf(document.activeElement), step });
  const next = links[at] ?? box;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function close() {
  htmx.trigger(box, "htmx:abort");
  found.replaceChildren();
}

function leave() {
  close();
  box.value = "";
  if (before?.isConnected && before !== document.body) before.focus();
  else box.blur();
}

const ACTIONS = { enter, leave, down: () => walk(1), up: () => walk(-1) };

function pressed(event) {
  const action = actionOf(event.key, {
    isTyping: Boolean(event.target.closest?.("input, select, textarea, [contenteditable]")),
    isInside: Boolean(event.target.closest?.(".find")),
    hasModifier: event.ctrlKey || event.metaKey || event.altKey,
    isComposing: event.isComposing,
  });
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  ACTIONS[action]();
}

// What was found grows while one walks through it: the walk goes on at the same line, or the first.
let walked = null;

function leaveLine({ detail: { target } }) {
  const link = target === found && document.activeElement.closest("#found a");
  walked = link ? link.getAttribute("href") : null;
}

function goOn({ detail: { target } }) {
  if (target !== found || walked === null) return;
  const links = [...found.querySelectorAll("a")];
  (links.find((link) => link.getAttribute("href") === walked) ?? links[0] ?? box).focus();
  walked = null;
}

if (box && found) {
  document.addEventListener("htmx:beforeSwap", leaveLine);
  document.addEventListener("htmx:afterSwap", goOn);
  document.addEventListener("keydown", pressed, true);
  document.addEventListener("click", ({ target }) => {
    if (!target.closest(".find")) close();
  });
}
