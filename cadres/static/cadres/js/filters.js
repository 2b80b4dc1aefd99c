// Filters above a list: the list comes in place ({% filtered %}), the focus stays where it was, and
// what was found is said aloud.
(function () {
  "use strict";
  const ASKS = "[data-filters]";
  const FORM = `form${ASKS}`;
  let kept = null;

  // Where the focus stands, in words that find the same place on the page that comes.
  function placeOf(active) {
    if (!active.closest(FORM)) return "";
    if (active.id) return `#${CSS.escape(active.id)}`;
    return active.name ? `${FORM} [name="${CSS.escape(active.name)}"]` : "";
  }

  function found(main) {
    const wrong = main.querySelector(".field-error");
    if (wrong) return `筛选条件需要修改：${wrong.textContent.trim()}`;
    const words = ["[data-found]", ".pager-words", ".empty-state-title"]
      .map((place) => main.querySelector(place)?.textContent.trim().replace(/\s+/g, " "))
      .find(Boolean);
    return words ? `已更新：${words}` : "页面已更新。";
  }

  function say(words) {
    const region = document.getElementById("said");
    if (!region) return;
    region.textContent = "";
    // The same words twice are said twice.
    setTimeout(() => (region.textContent = words), 50);
  }

  document.addEventListener("htmx:beforeSwap", (event) => {
    const asker = event.detail.requestConfig?.elt;
    if (!asker?.matches?.(ASKS) || !event.detail.shouldSwap) return;
    const active = document.activeElement || document.body;
    const isHere = active === document.body || Boolean(active.closest("#main"));
    kept = { place: placeOf(active), isHere };
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const main = event.detail.elt;
    if (!kept || main.id !== "main") return;
    const { place, isHere } = kept;
    kept = null;
    say(found(main));
    // What has to be put right was given the focus already (site.js).
    if (!isHere || main.querySelector(".is-invalid, [aria-invalid=true]")) return;
    const goal =
      (place && document.querySelector(place)) || main.querySelector(`${FORM} [type=submit]`);
    if (!goal) return;
    goal.closest("details")?.setAttribute("open", "");
    goal.focus({ preventScroll: true });
  });
})();
