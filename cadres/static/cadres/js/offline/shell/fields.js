// A form of the page without a line, made from what the server says of its fields:
// {name, label, kind, choices, needed, help, longest, usual}. What is typed is kept at each letter.
import { smaller } from "../../photos.js";
import { sizeWords } from "../../rules/files.js";
import { button, made, say } from "../dom.js";
import { newNumber } from "../store.js";

const MOST_PHOTOS = 9;
let count = 0;

function classesOf({ error, onlyFor }) {
  const only = onlyFor ? `.only-for-${onlyFor.replaceAll("_", "-")}` : "";
  return `div.field${error ? ".has-error" : ""}${only}`;
}

function labelled(field, control, id) {
  const must = field.needed ? "" : made("span.field-must", {}, "可不填");
  // What is ticked says itself what it is.
  const name = field.kind !== "tick" && made("label.field-label", { for: id }, field.label, must);
  const error = field.error && made("p.field-error", { id: `${id}-error` }, field.error);
  return made(
    classesOf(field),
    {},
    name || "",
    control,
    error || "",
    field.help ? made("p.field-help", {}, field.help) : "",
  );
}

const look = (field, base) => (field.error ? `${base}.is-invalid` : base);

function text(field, value, id) {
  const given = { id, name: field.name, maxlength: field.longest, value };
  return field.kind === "line"
    ? made(look(field, "input.form-control"), { type: "text", autocomplete: "off", ...given })
    : made(look(field, "textarea.form-control"), { rows: 3, ...given });
}

function select(field, value, id) {
  const options = field.choices.map(([key, words]) =>
    made("option", { value: key, selected: String(key) === String(value) }, words),
  );
  const empty = field.usual ? [] : [made("option", { value: "" }, field.empty || "请选择")];
  return made(look(field, "select.form-select"), { id, name: field.name }, ...empty, ...options);
}

function choices(field, value, id) {
  const [kind, look] = field.kind === "several" ? ["checkbox", ".is-chip"] : ["radio", ""];
  const chosen = new Set([value].flat().map(String));
  const each = field.choices.map(([key, words], at) =>
    made(
      `label.choice${look}`,
      {},
      made("input.form-check-input", {
        type: kind,
        name: field.name,
        id: at ? null : id,
        value: key,
        checked: chosen.has(String(key)),
      }),
      words,
    ),
  );
  return made("div.choices", { role: "group", "aria-label": field.label }, each);
}

const day = (field, value, id) =>
  made(look(field, "input.form-control"), { type: "date", id, name: field.name, value });
const time = (field, value, id) =>
  made(look(field, "input.form-control"), { type: "time", id, name: field.name, value });
const tick = (field, value, id) =>
  made(
    "label.choice",
    {},
    made("input.form-check-input", {
      type: "checkbox",
      id,
      name: field.name,
      value: "true",
      checked: Boolean(value),
    }),
    field.label,
  );
const CONTROLS = { text, line: text, select, choice: choices, several: choices, day, time, tick };

export function fieldOf(field, value = field.usual ?? "") {
  count += 1;
  const id = `offline-${field.name}-${count}`;
  const draw = CONTROLS[field.kind] ?? text;
  return labelled(field, draw(field, value, id), id);
}

/** What stands in these fields: text, or a list for several; what is empty is left out. */
export function valuesIn(part, fields) {
  const values = {};
  for (const { name, kind } of fields) {
    const inputs = [...part.querySelectorAll(`[name="${name}"]`)];
    const given = inputs.filter((one) => !isUnticked(one)).map((one) => one.value.trim());
    const some = given.filter(Boolean);
    if (some.length) values[name] = kind === "several" ? some : some[0];
  }
  return values;
}

const isUnticked = (input) => /^(checkbox|radio)$/.test(input.type) && !input.checked;

// Photos
async function taken(file) {
  const small = await smaller(file);
  const blob = new Blob([await small.arrayBuffer()], { type: small.type || "image/jpeg" });
  return { id: newNumber(), name: file.name || "照片.jpg", blob };
}

function photoLine(photo, off) {
  const words = made("span", {}, `${photo.name} ${sizeWords(photo.blob.size)}`);
  return made("li.files-one", {}, picture(photo.blob), words, button("移除", off));
}

async function takeAll(files, photos) {
  for (const file of [...files].slice(0, MOST_PHOTOS - photos.length)) {
    const photo = await taken(file).catch(() => null);
    if (photo) photos.push(photo);
    else say(`《${file.name}》打不开，请重新选择。`, "error");
  }
  if (photos.length >= MOST_PHOTOS) say(`一次最多 ${MOST_PHOTOS} 张照片。`, "warning");
}

/** A chooser of photos, with those chosen so far; `photos` is the list it fills. Each change is told
 * to what lies around it: the photo is there only a moment after the browser's own event. */
export function photosField(photos, known = [], label = "照片") {
  const list = made("ul.files-waiting");
  const tell = () => list.dispatchEvent(new CustomEvent("photos:changed", { bubbles: true }));
  const off = (photo) => () => {
    photos.splice(photos.indexOf(photo), 1);
    draw();
    tell();
  };
  const draw = () => list.replaceChildren(...photos.map((one) => photoLine(one, off(one))));
  const chosen = async ({ target }) => {
    await takeAll(target.files, photos);
    target.value = "";
    draw();
    tell();
  };
  photos.push(...known);
  draw();
  count += 1;
  const id = `offline-photos-${count}`;
  const given = { type: "file", id, accept: "image/*", multiple: true, onchange: chosen };
  const must = made("span.field-must", {}, "可不选");
  const name = made("label.field-label", { for: id }, label, must);
  return made("div.field", {}, name, list, made("input.form-control", given));
}

// The policy lets pictures come from the site and from data alone, so no object address.
export function picture(blob) {
  const shown = made("img.files-small", { alt: "", width: 64, height: 64 });
  const reader = new FileReader();
  reader.onload = () => (shown.src = reader.result);
  reader.readAsDataURL(blob);
  return shown;
}
