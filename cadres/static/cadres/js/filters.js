// Filters above a list: the list comes in place ({% filtered %}), the focus stays where it was, and
// what was found is said aloud.
import { foundWords } from "./rules/answers.js";

const ASKS = "[data-filters]";
const FORM = `form${ASKS}`;
let kept = null;

// Where the focus stands, in words that find the same place on the page that comes.
function placeOf(active) {
  const head = active.closest("thead th");
  if (head) return `#main thead th:nth-child(${head.cellIndex + 1}) a`;
  if (!active.closest(FORM)) return "";
  if (active.id) return `#${CSS.escape(active.id)}`;
  return active.name ? `${FORM} [name="${CSS.escape(active.name)}"]` : "";
}

function found(main) {
  const words = (place) => main.querySelector(place)?.textContent;
  const places = ["[data-found]", ".pager-words", ".empty-state-title"];
  return foundWords(words(".field-error"), places.map(words));
}

function say(words) {
  const region = document.getElementById("said");
  if (!region) return;
  region.textContent = "";
  // The same words twice are said twice.
  setTimeout(() => (region.textContent = words), 50);
}

function focusAgain(main, place) {
  // What has to be put right was given the focus already (site.js).
  if (main.querySelector(".is-invalid, [aria-invalid=true]")) return;
  const goal =
    (place && document.querySelector(place)) || main.querySelector(`${FORM} [type=submit]`);
  if (!goal) return;
  goal.closest("details")?.setAttribute("open", "");
  goal.focus({ preventScroll: true });
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.requestConfig?.elt?.matches?.(ASKS) || !detail.shouldSwap) return;
  const active = document.activeElement || document.body;
  const isHere = active === document.body || Boolean(active.closest("#main"));
  kept = { place: placeOf(active), isHere };
});
document.addEventListener("htmx:afterSettle", ({ detail: { elt: main } }) => {
  if (!kept || main.id !== "main") return;
  const { place, isHere } = kept;
  kept = null;
  say(found(main));
  if (isHere) focusAgain(main, place);
});
