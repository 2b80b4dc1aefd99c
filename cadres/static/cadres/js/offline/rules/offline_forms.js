// The forms of actions that need no line, from what the server says of their fields: `forms` for
// tickets; a contact and a problem from the lists that they choose from. A form:
// {verb, label, lead, button, takesFiles, fields: [{name, label, kind, needed, help, …}]}.
const KINDS = { text: "text", day: "day", choice: "choice", tick: "tick" };
const LONGEST_SUMMARY = 2000;
const LONGEST_NOTE = 200;

// Where a ticket's row lists the parts on which something may be done.
export const PARTS = { measure: "measures", share: "shares" };
const SHOWN = 20; // letters of a part in the words for an action on it

/** All forms by their verb; what asks for rows that are not here is left out. */
export function formsBy(lists) {
  const known = (lists.forms ?? []).filter(isDrawable).map(formOf);
  const own = [visitForm(lists), problemForm(lists), bookingForm(lists), wishForm(lists)];
  const all = [...own, ...known];
  return Object.fromEntries(all.map((form) => [form.verb, form]));
}

function isDrawable({ part, fields }) {
  return (!part || PARTS[part]) && fields.every(({ kind, needed }) => KINDS[kind] || !needed);
}

/** What may be done on a ticket: {label, place}, once for each part that an action may be done on. */
export function actionsOn(row, lists) {
  const known = formsBy(lists);
  const own = (row.can ?? []).map((verb) => known[verb]).filter(Boolean);
  return own.flatMap((form) => {
    const place = `/tickets/${row.id}/${form.verb}`;
    if (!form.part) return [{ label: form.label, place }];
    return (row[PARTS[form.part]] ?? []).map(({ id, text }) => ({
      label: `${form.label}：${short(text)}`,
      place: `${place}/${id}`,
    }));
  });
}

/** The words of a part, or nothing where the ticket has none of that number. */
export function partOf(row, form, id) {
  if (!form.part) return null;
  return (row[PARTS[form.part]] ?? []).find((one) => String(one.id) === String(id)) ?? null;
}

const short = (text) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

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

/** At which 企业服务日 the enterprise was met; nothing is asked where there was none lately. */
export function serviceDayFields({ service_days: days = [] }) {
  const choices = [["", "不是"], ...days.map(({ id, title }) => [String(id), title])];
  const field = { name: "service_day", label: "企业服务日", kind: "select", choices };
  return days.length ? [{ ...field, usual: "", needed: false }] : [];
}

/** Which policies were spoken of with an enterprise; nothing is asked where none is for it. */
export function policyFields({ policies = [] }, enterprise) {
  const own = policies.filter(({ enterprises }) => enterprises.includes(enterprise));
  const choices = own.map(({ id, title }) => [String(id), title]);
  const field = { name: "told_policies", label: "告知了哪些政策", kind: "several", choices };
  return choices.length ? [{ ...field, needed: false }] : [];
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

/** What is asked of a plan to visit; `today` is the first day that may be chosen. */
export function bookingForm({ day_parts: parts = [], purposes = [] }, today = "") {
  const hour = { kind: "time", needed: true, onlyFor: "hours" };
  const fields = [
    { name: "on", label: "日期", kind: "day", needed: true, usual: today },
    { name: "part", label: "时间", kind: "choice", choices: parts, needed: true },
    { ...hour, name: "from_time", label: "开始时间" },
    { ...hour, name: "to_time", label: "结束时间" },
    { name: "purpose", label: "目的", kind: "select", choices: purposes, needed: true },
    { name: "matter", label: "要谈的事", kind: "text", longest: LONGEST_NOTE, needed: false },
  ];
  fields[1].usual = parts[0]?.[0] ?? "";
  fields[4].usual = purposes[0]?.[0] ?? "";
  const lead = "送到以后各单位都能看到，可以同去。";
  return { verb: "booking.make", label: "预约走访", button: "预约", lead, fields };
}

/** What an enterprise said of visitors, as a cadre writes it down. */
export function wishForm({ day_parts: parts = [], weekdays = [] }) {
  const halves = parts.filter(([value]) => value !== "hours");
  const number = { kind: "line", needed: false, longest: 2 };
  const fields = [
    { name: "said_by", label: "企业哪位说的", kind: "line", longest: 40, needed: true },
    { name: "phone_only", label: "电话即可，不用上门", kind: "tick", needed: false },
    { name: "no_visits_until", label: "不接待至", kind: "day", needed: false },
    { name: "weekdays", label: "方便接待的日子", kind: "several", choices: weekdays },
    { name: "part", label: "上午还是下午", kind: "choice", choices: halves, needed: false },
    { ...number, name: "quiet_first", label: "每月几号起请勿来访" },
    { ...number, name: "quiet_last", label: "到几号为止", help: "月底填 31。" },
    { name: "note", label: "还想说的", kind: "line", longest: LONGEST_NOTE, needed: false },
  ];
  fields[4].usual = halves[0]?.[0] ?? "";
  const lead = "按企业说的填，只填说到的；送到以后各单位来之前都能看到，代替以前记下的。";
  return { verb: "wish.set", label: "代记意愿", button: "记下", lead, fields };
}

/** The first sentence that is missing for each field; a field for another choice is not asked. */
export function faultsIn(values, fields) {
  const chosen = new Set(Object.values(values).flat());
  const missing = fields.filter(
    ({ needed, name, onlyFor }) => needed && !values[name] && (!onlyFor || chosen.has(onlyFor)),
  );
  return Object.fromEntries(missing.map(({ name, label }) => [name, `请填写${label}。`]));
}
