// One action on a ticket, as its form.
import { add } from "../commands.js";
import { icon, made } from "../dom.js";
import { draftOf, photosOf } from "../drafts_kept.js";
import { here } from "../sync.js";
import { absent } from "./enterprise.js";
import { faultsIn, formsBy, partOf } from "../rules/offline_forms.js";
import { fieldOf, photosField, valuesIn } from "./fields.js";
import { writingForm } from "./form.js";

const GONE = "这一项不能在没有网络时办理。";

/** The fields of a verb as a form; `more` is what the caller does with them. */
export function actionForm(spec, { values, faults = {}, photos, known = [], ...more }) {
  const { fields: typed, takesFiles } = spec;
  const parts = typed.map((field) =>
    fieldOf({ ...field, error: faults[field.name] }, values?.[field.name]),
  );
  if (takesFiles) parts.push(photosField(photos, known));
  const read = (form) => {
    const said = valuesIn(form, typed);
    return { values: said, faults: faultsIn(said, typed) };
  };
  return writingForm({ parts, submit: spec.button, read, photos: photos && [photos], ...more });
}

/** The command: beside what is typed it says on which part of the ticket it is done. */
function commandOn(row, spec, part, typed) {
  const values = part ? { ...typed, [spec.part]: part.id } : typed;
  const about = { of: "ticket", enterprise: row.who, label: `${spec.label} ${row.number}` };
  return { verb: spec.verb, subject: row.id, trunk: row.version, values, about };
}

export async function action({ copy, go }, id, verb, number) {
  const [row, spec] = [copy.rows.tickets?.[id], formsBy(copy.lists)[verb]];
  const part = row && spec && partOf(row, spec, number);
  if (!row || !spec || (spec.part && !part)) return absent(GONE);
  const [photos, draft] = [[], [verb, id, number].filter(Boolean).join(" ")];
  const place = made("div");
  const keep = (values, written) =>
    add(here.keys, { ...commandOn(row, spec, part, values), photos }, written);
  const draw = (values, faults) => {
    const again = photos.splice(0);
    const after = () => go(`/tickets/${id}`);
    const given = { values, faults, photos, known: again, draft, keep, after, again: draw };
    place.replaceChildren(actionForm(spec, { ...given, cancel: `#/tickets/${id}` }));
    place.querySelector(".is-invalid, .has-error input")?.focus();
  };
  photos.push(...(await photosOf(draft)).values());
  draw(await draftOf(draft));
  return made(
    "div.stack",
    {},
    made("a.back", { href: `#/tickets/${id}` }, icon("back"), row.number),
    made("h1.page-title", {}, spec.label),
    part ? made("p.prose", {}, part.text) : "",
    made("p.soft", {}, spec.lead ?? ""),
    place,
  );
}
