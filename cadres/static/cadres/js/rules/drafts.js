// What of a form is kept as a draft, and when a draft is still one.
const LONGEST_DAYS = 14;
const DAY = 86_400_000; // milliseconds
const NEVER = new Set(["password", "file", "hidden", "submit", "button", "reset"]);
const CHOSEN = new Set(["checkbox", "radio"]);

/** Passwords, files and what nobody typed are never kept; `skips` is the field's own wish. */
export function isKept({ name, type, skips }) {
  return Boolean(name) && !NEVER.has(type) && !skips;
}

/** The values of the fields by name; a box that is not ticked is kept as nothing ticked. */
export function valuesOf(fields) {
  const values = {};
  for (const field of fields) {
    values[field.name] ??= [];
    values[field.name].push(...given(field));
  }
  return values;
}

function given(field) {
  if (CHOSEN.has(field.type)) return field.isChecked ? [field.value] : [];
  return field.chosen ?? [field.value];
}

/**
 * What each field gets back, in their order: {isChecked}, {chosen} or {value}; nothing where the
 * draft does not know the field. Several fields of one name take their values one after the other.
 */
export function fillings(fields, values) {
  const taken = {};
  return fields.map((field) => {
    const kept = values[field.name];
    if (!kept) return null;
    const place = taken[field.name] ?? 0;
    taken[field.name] = place + 1;
    return filling(field, kept, place);
  });
}

function filling(field, kept, place) {
  if (CHOSEN.has(field.type)) return { isChecked: kept.includes(field.value) };
  if (field.chosen) return { chosen: kept };
  return kept[place] === undefined ? {} : { value: kept[place] };
}

/** `about` says in words whose draft it is, and at which address it is gone on with. */
export function written(values, now, about = {}) {
  return JSON.stringify({ at: now, values, ...about });
}

/** The drafts of one person that can be gone on with, the newest first: {words, address, at}. */
export function listed(entries, viewer, now) {
  return entries
    .filter(([key]) => key.startsWith(`draft:${viewer}:`))
    .map(([, text]) => told(text, now))
    .filter(Boolean)
    .sort((one, other) => other.at - one.at);
}

function told(text, now) {
  if (!readAgain(text, now)) return null;
  const { words, address, at } = JSON.parse(text);
  return words && address?.startsWith("/") && !address.startsWith("//")
    ? { words, address, at }
    : null;
}

/** The values of what was written down; nothing where it is damaged or older than 14 days. */
export function readAgain(text, now) {
  try {
    const draft = JSON.parse(text);
    return draft && now - draft.at < LONGEST_DAYS * DAY ? draft.values : null;
  } catch {
    return null;
  }
}

export function isSame(values, blank) {
  return JSON.stringify(values) === blank;
}

/** A refused form comes back with its errors marked, whatever its status says. */
export function isRefused(answer) {
  return /has-error|is-invalid/.test(answer || "");
}
