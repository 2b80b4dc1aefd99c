// The forms of actions that need no line, from what the server says of their fields: `forms` for
// tickets; a contact and a problem from the lists that they choose from. A form:
// {verb, label, lead, button, takesFiles, fields: [{name, label, kind, needed, help, …}]}.
const KINDS = { text: "text", day: "day", choice: "choice", tick: "tick" };
const LONGEST_SUMMARY = 2000;

/** All forms by their verb; what names a part of a ticket, or rows that are not here, is left out. */
export function formsBy(lists) {
  const known = (lists.forms ?? []).filter(isDrawable).map(formOf);
  const all = [visitForm(lists), problemForm(lists), ...known];
  return Object.fromEntries(all.map((form) => [form.verb, form]));
}

function isDrawable({ part, fields }) {
  return !part && fields.every(({ kind, needed }) => KINDS[kind] || !needed);
}

function formOf({ takes_files: takesFiles, fields, ...form }) {
  const shown = fields.filter(({ kind }) => KINDS[kind]);
  return { ...form, takesFiles, fields: shown.map(fieldOf) };
}

function fieldOf({ kind, rows, only_for: onlyFor, ...field }) {
  const isLine = kind === "text" && rows === 0;
  return { ...field, onlyFor, kind: isLine ? "line" : KINDS[kind] };
}

/** What is asked of a contact; `today` is the day that stands there first. */
export function visitForm({ manners = [], purposes = [] }, today = "") {
  const fields = [
    { name: "manner", label: "方式", kind: "choice", choices: manners, needed: true },
    { name: "visited_on", label: "日期", kind: "day", needed: true, usual: today },
    { name: "purpose", label: "目的", kind: "select", choices: purposes, needed: true },
    { name: "summary", label: "情况摘要", kind: "text", longest: LONGEST_SUMMARY, needed: false },
  ];
  fields[0].usual = manners[0]?.[0] ?? "";
  fields[2].usual = purposes[0]?.[0] ?? "";
  return { verb: "visit.log", label: "登记联系", button: "保存", takesFiles: false, fields };
}

/** What is asked of a problem; `mark` keeps several on one page apart. */
export function problemForm({ categories = [] }, mark = "") {
  const choices = categories.map(({ id, name }) => [String(id), name]);
  const words = { name: `description${mark}`, label: "企业提出的问题", kind: "text", needed: true };
  const kind = {
    name: `category${mark}`,
    label: "问题类别",
    kind: "select",
    choices,
    needed: true,
  };
  const fields = [{ ...words, longest: LONGEST_SUMMARY }, kind];
  return { verb: "ticket.file", label: "登记问题", button: "保存", takesFiles: true, fields };
}

/** The first sentence that is missing for each field; a field for another choice is not asked. */
export function faultsIn(values, fields) {
  const chosen = new Set(Object.values(values).flat());
  const missing = fields.filter(
    ({ needed, name, onlyFor }) => needed && !values[name] && (!onlyFor || chosen.has(onlyFor)),
  );
  return Object.fromEntries(missing.map(({ name, label }) => [name, `请填写${label}。`]));
}
