// People found by a few letters: whoever is ticked joins those already chosen, and the box is empty
// for the next name. Without this script the ticks found stay where they are.
document.addEventListener("change", ({ target }) => {
  const found = target.closest?.("[data-companions-found]");
  if (!found || !target.checked) return;
  const part = found.closest("[data-companions]");
  const chosen = part.querySelector("[data-companions-chosen]");
  const same = chosen.querySelector(`input[value="${CSS.escape(target.value)}"]`);
  if (same) same.checked = true;
  else chosen.append(target.closest("label"));
  found.replaceChildren();
  const box = part.querySelector('input[type="search"]');
  box.value = "";
  (same || target).dispatchEvent(new Event("input", { bubbles: true }));
});
