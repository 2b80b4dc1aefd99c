// Light, dark or as the system says; kept in a cookie, so that the server draws it without a flash.
import {
  appearanceCookie,
  appearanceIn,
  appearanceWords,
  nextAppearance,
} from "./rules/choices.js";

const root = document.documentElement;

function keep(choice) {
  // biome-ignore lint/suspicious/noDocumentCookie: the other way is missing in office browsers
  document.cookie = appearanceCookie(choice);
  if (choice === "system") root.removeAttribute("data-bs-theme");
  else root.setAttribute("data-bs-theme", choice);
  document.dispatchEvent(new Event("themechange"));
}

function say() {
  for (const word of document.querySelectorAll("[data-theme-word]")) {
    word.textContent = appearanceWords(appearanceIn(document.cookie));
    word.closest("[data-theme-next]").hidden = false;
  }
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-theme-next]")) return;
  keep(nextAppearance(appearanceIn(document.cookie)));
  say();
});
document.addEventListener("htmx:afterSettle", say);
say();
