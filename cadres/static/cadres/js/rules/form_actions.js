// What a page's form says, as actions for the queue: most forms are one; a contact's page is one for
// the contact and one for each problem written and each policy told on it, which wait for it.
const PROBLEM = /^problem-(\d+)-(.+)$/;
// What the page and the server's door call by two names.
const API_NAMES = { cadre_ids: "cadres" };
const BETWEEN_NAMES = /[、，,;；\s]+/;
const SHOWN = 20; // letters of a problem in its line of the list

/**
 * In their order: [{verb, label, values, uploads}], `uploads` names the field of its photos; what
 * follows from the first is marked `follows`. `said` is by field, `photos` the fields that hold
 * some, `companions` whom this phone knows: {id, name}.
 */
export function actionsOf({ verb, label }, said, { photos = [], companions = [] } = {}) {
  const own = Object.entries(said).filter(([name]) => !PROBLEM.test(name));
  const { told_policies: told = [], ...rest } = Object.fromEntries(own);
  const values = withCompanions(rest, companions);
  const first = { verb, label, values: renamed(values), uploads: "uploads" };
  return [first, ...problemsIn(said, photos), ...told.map(policyTold)];
}

/** That a policy was spoken of, by its number; it waits for the contact at which it was. */
export function policyTold(policy) {
  const values = { policy: Number(policy) };
  return { verb: "policy.tell", label: "告知政策", values, uploads: "", follows: true };
}

function problemsIn(said, photos) {
  const found = new Map();
  const of = (number) => found.get(number) ?? found.set(number, {}).get(number);
  for (const [name, value] of Object.entries(said)) {
    const [, number, field] = PROBLEM.exec(name) ?? [];
    if (number) of(number)[field] = value;
  }
  for (const name of photos) if (PROBLEM.test(name)) of(PROBLEM.exec(name)[1]).uploads = name;
  const numbers = [...found.keys()].sort((one, other) => one - other);
  return numbers.map((number) => problem(number, found.get(number))).filter(Boolean);
}

// A class alone is no problem; photos alone are one whose words are still asked for.
function problem(number, { uploads, ...values }) {
  if (!values.description && !uploads) return null;
  const words = (values.description ?? "").slice(0, SHOWN);
  const label = words ? `登记问题：${words}` : "登记问题";
  const place = `problem-${number}-uploads`;
  return { verb: "ticket.file", label, values, uploads: place, follows: true };
}

function renamed(values) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [API_NAMES[name] ?? name, value]),
  );
}

/** Names that were typed: whom the phone knows is ticked, the others stay in words. */
function withCompanions({ companion_names: typed, ...values }, companions) {
  const names = (typed ?? "").split(BETWEEN_NAMES).filter(Boolean);
  if (!names.length) return values;
  const known = names.map((name) => ({
    name,
    same: companions.filter((one) => one.name === name),
  }));
  const sure = known.filter(({ same }) => same.length === 1).map(({ same }) => String(same[0].id));
  const others = known.filter(({ same }) => same.length !== 1).map(({ name }) => name);
  const words = others.length ? `同行：${others.join("、")}。` : "";
  const ids = [...new Set([...(values.cadre_ids ?? []), ...sure])];
  const summary = [values.summary, words].filter(Boolean).join("\n");
  return { ...values, cadre_ids: ids, ...(summary ? { summary } : {}) };
}
