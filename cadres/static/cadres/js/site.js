// What every page shares: menus that close, focus and title that follow htmx, sentences when the
// network fails, and buttons that cannot be pressed twice.
(function () {
  "use strict";
  const messages = () => document.getElementById("messages");

  function note(sentence, link) {
    const box = document.createElement("div");
    box.className = "note is-error";
    box.setAttribute("role", "alert");
    const words = document.createElement("p");
    words.textContent = sentence;
    if (link) words.append(" ", link);
    box.append(words);
    if (!messages()) return;
    messages().replaceChildren(box);
    box.scrollIntoView({ block: "nearest" });
  }

  // Menus
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // Focus and title follow what htmx swapped.
  function follow(part) {
    const titled = part.matches("[data-title]") ? part : part.querySelector("[data-title]");
    if (titled) document.title = `${titled.dataset.title} · 万人助万企`;
    const goal =
      part.querySelector("[data-focus]") || part.querySelector(".is-invalid, [aria-invalid=true]");
    const self = part.matches("[data-focus]") ? part : null;
    const place = self || goal;
    if (!place) return;
    if (!place.hasAttribute("tabindex") && !place.matches("a, button, input, select, textarea")) {
      place.tabIndex = -1;
    }
    place.focus();
  }
  document.addEventListener("htmx:afterSettle", (event) => follow(event.detail.elt));

  // Something went wrong on the way: say what to do; nothing typed is touched. Where no answer came
  // at all, the server is asked (once.js).
  document.addEventListener("htmx:swapError", () => note("页面没有更新，请刷新后再看。"));
  document.addEventListener("htmx:beforeSwap", (event) => {
    const answer = event.detail.xhr;
    if (/\/sign-in\//.test(answer.responseURL)) {
      event.detail.shouldSwap = false;
      const link = document.createElement("a");
      link.href = answer.responseURL;
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = "重新登录";
      note("登录已过期。填写的内容还在，登录后回到这里再按一次：", link);
    } else if (answer.status >= 400 && !answer.responseText.trim()) {
      event.detail.shouldSwap = false;
      note("这一步没有办成。请刷新页面后再试；还是不行，请告诉县助企办。");
    }
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

  // A second press of the same button is not a second deed.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent && Date.now() - Number(form.dataset.sent) < 5000) event.preventDefault();
    else form.dataset.sent = String(Date.now());
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt.dataset) delete event.detail.elt.dataset.sent;
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
})();
