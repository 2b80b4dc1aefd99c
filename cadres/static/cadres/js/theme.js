// Light, dark or as the system says; kept in a cookie, so that the server draws it without a flash.
(function () {
  "use strict";
  const WORDS = { system: "跟随系统", light: "浅色", dark: "深色" };
  const ORDER = ["system", "light", "dark"];

  function current() {
    const found = /(?:^|; )theme=(light|dark)/.exec(document.cookie);
    return found ? found[1] : "system";
  }

  function keep(choice) {
    const age = choice === "system" ? 0 : 31536000;
    document.cookie = `theme=${choice}; path=/; max-age=${age}; samesite=lax`;
    if (choice === "system") document.documentElement.removeAttribute("data-bs-theme");
    else document.documentElement.setAttribute("data-bs-theme", choice);
    document.dispatchEvent(new Event("themechange"));
  }

  function say() {
    for (const word of document.querySelectorAll("[data-theme-word]")) {
      word.textContent = `外观：${WORDS[current()]}`;
      word.closest("[data-theme-next]").hidden = false;
    }
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-next]")) return;
    keep(ORDER[(ORDER.indexOf(current()) + 1) % ORDER.length]);
    say();
  });
  document.addEventListener("htmx:afterSettle", say);
  say();
})();
