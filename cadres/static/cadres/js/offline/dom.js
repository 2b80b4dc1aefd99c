// Parts of a page, made without a word of markup: what somebody typed can never become a tag.

/** `made("button.btn", {type: "button", onclick}, "词", …)`: a tag with classes, and its children. */
export function made(what, given = {}, ...children) {
  const [tag, ...classes] = what.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [name, value] of Object.entries(given)) put(node, name, value);
  node.append(...children.flat().filter((one) => one !== null && one !== undefined && one !== ""));
  return node;
}

const isLeftOut = (value) => value === null || value === undefined || value === false;

function put(node, name, value) {
  if (isLeftOut(value)) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "data") Object.assign(node.dataset, value);
  else if (name === "value" && "value" in node) node.value = value;
  else node.setAttribute(name, value === true ? "" : value);
}

export function button(words, onclick, look = "") {
  const classes = look ? `button.btn.btn-${look}` : "button.btn";
  return made(classes, { type: "button", onclick }, words);
}

export function badge(word, tone) {
  return made(`span.badge-state.is-${tone}`, {}, word);
}

const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  drawing.setAttribute("focusable", "false");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${document.body.dataset.icons}#${name}`);
  drawing.append(use);
  return drawing;
}

/** A word above all else, as the server's own messages. */
export function say(words, kind = "success") {
  const role = kind === "error" ? "alert" : "status";
  const box = made(`div.note.is-${kind}`, { role }, made("p", {}, words));
  document.getElementById("messages")?.replaceChildren(box);
  box.scrollIntoView({ block: "nearest" });
}

/** A question with several answers over the page; resolves to the chosen one's name, else "". */
export function asked(title, words, answers) {
  return new Promise((resolve) => {
    const actions = answers.map(([name, label, look]) =>
      made(look ? `button.btn.btn-${look}` : "button.btn", { type: "submit", value: name }, label),
    );
    const sheet = made(
      "dialog.sheet-dialog",
      { "aria-labelledby": "asked-title" },
      made("h2.card-heading", { id: "asked-title" }, title),
      made("p", {}, words),
      made("form.form-actions.is-column", { method: "dialog" }, actions),
    );
    sheet.addEventListener("close", () => {
      sheet.remove();
      resolve(sheet.returnValue);
    });
    document.body.append(sheet);
    sheet.showModal();
  });
}
