// A long text is folded: data-fold on the paragraph. Without this script, and on paper, all of it is
// there; what was unfolded stays so until the page is left.
import { isLong } from "./rules/folds.js";

function foldIn(text) {
  text.dataset.fold = "seen";
  const line = Number.parseFloat(getComputedStyle(text).lineHeight);
  if (!isLong({ height: text.scrollHeight, line })) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "fold-more";
  button.textContent = "展开全文";
  button.setAttribute("aria-expanded", "false");
  text.classList.add("is-folded");
  text.after(button);
}

function start() {
  document.querySelectorAll('[data-fold=""]').forEach(foldIn);
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest(".fold-more");
  if (!button) return;
  const isFolded = button.previousElementSibling.classList.toggle("is-folded");
  button.setAttribute("aria-expanded", String(!isFolded));
  button.textContent = isFolded ? "展开全文" : "收起";
});
document.addEventListener("htmx:afterSettle", start);
start();
