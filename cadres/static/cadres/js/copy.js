// <button data-copy="#link" hidden>复制</button>: copies the text or value of the element it names.
function show() {
  for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
}

function choose(source) {
  if (source.select) return source.select();
  const range = document.createRange();
  range.selectNodeContents(source);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

async function copy(source) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
    return;
  }
  // Plain http inside an office network has no clipboard interface; the old way still works.
  choose(source);
  if (!document.execCommand("copy")) throw new Error("copy");
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  const source = button && document.querySelector(button.dataset.copy);
  if (!source) return;
  const before = button.dataset.copyWord || button.textContent;
  button.dataset.copyWord = before;
  try {
    await copy(source);
    button.textContent = "已复制";
  } catch {
    button.textContent = "请长按文字复制";
  }
  setTimeout(() => (button.textContent = before), 2500);
});
document.addEventListener("htmx:afterSettle", show);
show();
