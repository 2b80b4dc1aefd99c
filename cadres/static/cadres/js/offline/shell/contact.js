// A contact with an enterprise, with the problems it spoke of and the policies it was told of: one
// page, one save. It becomes one action for the contact and one for each of these, which wait for it.
import { addAll } from "../commands.js";
import { button, icon, made } from "../dom.js";
import { draftOf, photosOf } from "../drafts_kept.js";
import { policyTold } from "../../rules/form_actions.js";
import {
  faultsIn,
  policyFields,
  problemForm,
  serviceDayFields,
  visitForm,
} from "../rules/offline_forms.js";
import { localIso } from "../rules/offline_words.js";
import { newNumber } from "../store.js";
import { here } from "../sync.js";
import { companionsField } from "./companions.js";
import { absent } from "./enterprise.js";
import { fieldOf, photosField, valuesIn } from "./fields.js";
import { writingForm } from "./form.js";

const today = () => localIso(new Date()).slice(0, 10);
const contactFields = ({ copy: { lists }, row }) => [
  ...visitForm(lists, today()).fields,
  ...serviceDayFields(lists),
  ...policyFields(lists, row.id),
];
const problemFields = ({ lists }, at) => problemForm(lists, `_${at}`).fields;

/** One problem: its words and its photos. */
function problem(copy, at, { values = {}, faults = {}, photos }, off) {
  const fields = problemFields(copy, at);
  const known = photos.splice(0);
  return made(
    "fieldset.form-part",
    { data: { problem: String(at) } },
    made("legend.section-title", {}, `问题 ${at + 1}`),
    fields.map((field) => fieldOf({ ...field, error: faults[field.name] }, values[field.name])),
    photosField(photos, known, "问题的照片"),
    button("移除这件问题", off),
  );
}

/** What the action for the contact carries; what nobody filled in is left out. */
function contactWords({ manner, visited_on, purpose, service_day: day, summary }, team) {
  return {
    ...{ manner, visited_on, purpose, cadres: [here.keys.person, ...team] },
    ...(day ? { service_day: Number(day) } : {}),
    ...(summary ? { summary } : {}),
  };
}

function keep({ row, problems, team }, values, written) {
  const visit = newNumber();
  const about = { of: "enterprise", enterprise: row.name };
  const contact = {
    id: visit,
    verb: "visit.log",
    subject: row.id,
    trunk: row.version,
    values: contactWords(values, team),
    about: { ...about, label: "登记联系" },
  };
  const filings = problems.map(({ photos }, at) => {
    const description = values[`description_${at}`];
    const category = Number(values[`category_${at}`]);
    return {
      verb: "ticket.file",
      subject: row.id,
      trunk: row.version,
      values: { description, category, visit: { command: visit } },
      photos,
      about: { ...about, label: `登记问题：${description.slice(0, 20)}` },
    };
  });
  const tellings = (values.told_policies ?? []).map((policy) => {
    const { verb, label, values: told } = policyTold(policy);
    return {
      verb,
      subject: row.id,
      trunk: row.version,
      values: { ...told, visit: { command: visit } },
      about: { ...about, label },
    };
  });
  return addAll(here.keys, [contact, ...filings, ...tellings], written);
}

const ABSENT = "本机没有这家企业的资料。有网后再打开。";

/** All that is asked: of the contact, and of each problem. */
function fieldsOf(page) {
  const { copy, problems } = page;
  return [...contactFields(page), ...problems.flatMap((_, at) => problemFields(copy, at))];
}

function read(page) {
  const fields = fieldsOf(page);
  const values = valuesIn(page.place, fields);
  const { team, problems } = page;
  return {
    values: { ...values, team, problems: problems.length },
    faults: faultsIn(values, fields),
  };
}

function more(page) {
  page.problems.push({ photos: [] });
  draw(page, read(page).values);
  page.place.querySelector("fieldset:last-of-type textarea").focus();
}

function off(page, at) {
  const { values } = read(page);
  page.problems.splice(at, 1);
  draw(page, without(values, at, page.problems.length));
  page.place.firstChild.dispatchEvent(new CustomEvent("photos:changed"));
}

function draw(page, values = {}, faults = {}) {
  const { copy, row, problems, place, go, draft, team } = page;
  const own = contactFields(page).map((field) =>
    fieldOf({ ...field, error: faults[field.name] }, values[field.name]),
  );
  own.splice(3, 0, companionsField(copy, team));
  const each = problems.map((one, at) =>
    problem(copy, at, { values, faults, photos: one.photos }, () => off(page, at)),
  );
  const home = `/enterprises/${row.id}`;
  const form = writingForm({
    parts: [
      ...own,
      ...each,
      made(
        "p",
        {},
        button("＋ 企业提出了问题", () => more(page)),
      ),
    ],
    submit: "保存",
    cancel: `#${home}`,
    draft,
    photos: problems.map((one) => one.photos),
    read: () => read(page),
    keep: (said, written) => keep(page, said, written),
    again: (said, missing) => draw(page, said, missing),
    after: () => go(home),
  });
  place.replaceChildren(form);
  place.querySelector(".is-invalid")?.focus();
}

export async function contact({ copy, go }, id) {
  const row = copy.rows.enterprises?.[id];
  if (!row) return absent(ABSENT);
  const draft = `contact ${id}`;
  const before = (await draftOf(draft)) ?? {};
  const chosen = await photosOf(draft);
  const problems = Array.from({ length: before.problems ?? 0 }, (_, at) => ({
    photos: (before.photos?.[at] ?? []).map((one) => chosen.get(one)).filter(Boolean),
  }));
  const place = made("div");
  draw({ copy, row, go, draft, place, problems, team: [...(before.team ?? [])] }, before);
  return made(
    "div.stack",
    {},
    made("a.back", { href: `#/enterprises/${id}` }, icon("back"), row.name),
    made("h1.page-title", {}, "登记联系"),
    place,
  );
}

/** The words of the problems behind the removed one move up. */
function without(values, at, left) {
  const moved = { ...values };
  for (let to = at; to <= left; to += 1) {
    for (const name of ["description", "category"]) {
      moved[`${name}_${to}`] = values[`${name}_${to + 1}`];
    }
  }
  return moved;
}
