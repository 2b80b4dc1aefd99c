// What every page shares: menus that close, focus and title that follow htmx, sentences when the
// network fails, and buttons that cannot be pressed twice.
import { isSecondPress, kindOf } from "./rules/answers.js";

const FAULT = ".is-invalid, [aria-invalid=true]";

function note(sentence, link) {
  const messages = document.getElementById("messages");
  if (!messages) return;
  const box = document.createElement("div");
  box.className = "note is-error";
  box.setAttribute("role", "alert");
  const words = document.createElement("p");
  words.textContent = sentence;
  if (link) words.append(" ", link);
  box.append(words);
  messages.replaceChildren(box);
  box.scrollIntoView({ block: "nearest" });
}

// Menus
const openMenus = () => document.querySelectorAll("details[data-menu][open]");
document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// Focus and title follow what htmx swapped.
function follow(part) {
  const titled = part.matches("[data-title]") ? part : part.querySelector("[data-title]");
  if (titled) document.title = `${titled.dataset.title} · 万人助万企`;
  const self = part.matches("[data-focus]") ? part : null;
  const place = self || part.querySelector("[data-focus]") || part.querySelector(FAULT);
  if (place) focusOn(place);
}

function focusOn(place) {
  const takesFocus = place.matches("a, button, input, select, textarea");
  if (!takesFocus && !place.hasAttribute("tabindex")) place.tabIndex = -1;
  place.focus();
}
document.addEventListener("htmx:afterSettle", (event) => follow(event.detail.elt));

function signInLink(address) {
  const link = document.createElement("a");
  link.href = address;
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = "重新登录";
  return link;
}

// Something went wrong on the way: say what to do; nothing typed is touched. Where no answer came
// at all, the server is asked (once.js).
document.addEventListener("htmx:swapError", () => note("页面没有更新，请刷新后再看。"));
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { responseURL: address, status, responseText: text } = detail.xhr;
  const kind = kindOf({ address, status, text });
  if (kind === "page") return;
  detail.shouldSwap = false;
  if (kind === "sign-in") {
    note("登录已过期。填写的内容还在，登录后回到这里再按一次：", signInLink(address));
  } else note("这一步没有办成。请刷新页面后再试；还是不行，请告诉县助企办。");
});

// What takes longer than a moment is said aloud, not only drawn.
let waiting = 0;
const say = (words) => {
  for (const place of document.querySelectorAll("[data-busy-word]")) place.textContent = words;
};
document.addEventListener("htmx:beforeRequest", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => say("正在办理，请稍候。"), 1000);
});
document.addEventListener("htmx:afterRequest", () => {
  clearTimeout(waiting);
  say("");
});

// A second press of the same button is not a second action.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (isSecondPress(form.dataset.sent, Date.now())) event.preventDefault();
  else form.dataset.sent = String(Date.now());
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.elt.dataset) delete event.detail.elt.dataset.sent;
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
