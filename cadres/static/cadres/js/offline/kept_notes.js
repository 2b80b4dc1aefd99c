// The note on a page about what was kept from it on the phone: it says what came of that as long as
// the page is open, and is read aloud where its words change.
import { all, inClear, sentLately } from "./commands.js";
import { made } from "./dom.js";
import { noteOf } from "./rules/outcomes.js";
import { here } from "./sync.js";

// By note: its actions, what is known to be done of them for good, and what it says.
const followed = new Map();
// A look that began before another one knows less, and says nothing.
let looks = 0;

const byId = (rows) => new Map(rows.map((row) => [row.id, row]));

/** The note about these records, which were kept just now; it is followed while it stands there. */
export function noteFor(records) {
  const note = made("div.note", { role: "status", "aria-live": "polite", data: { kept: "" } });
  const actions = records.map(({ id, about }) => ({ id, label: about.label }));
  followed.set(note, { actions, lines: new Map(), said: "" });
  draw(note, { records: byId(records), delivered: new Set() });
  return note;
}

/** Say it above all else of the page, in place of what was said there. */
export function sayKept(records) {
  const note = noteFor(records);
  document.getElementById("messages")?.replaceChildren(note);
  note.scrollIntoView({ block: "nearest" });
}

/** Say anew how everything stands, by what lies on the phone now. */
export async function renew() {
  for (const note of followed.keys()) if (!note.isConnected) followed.delete(note);
  if (!followed.size) return;
  looks += 1;
  const mine = looks;
  const { sent, ...known } = await knownOf([...followed.values()].flatMap(idsOf));
  if (mine !== looks) return;
  for (const [note, { lines }] of followed) {
    for (const line of sent) lines.set(line.id, line);
    draw(note, known);
  }
}

const idsOf = ({ actions }) => actions.map(({ id }) => id);

// What waits is read before what was sent: what goes from the one to the other is then seen.
async function knownOf(ids) {
  const { keys } = here;
  const clear = await inClear(ids);
  const records = byId(keys ? await all(keys) : clear);
  const sent = keys ? await sentLately(keys) : [];
  const delivered = clear.filter((one) => one.delivered).map(({ id }) => id);
  return { records, delivered: new Set(delivered), sent };
}

function draw(note, known) {
  const about = followed.get(note);
  const isOnline = navigator.onLine !== false;
  const standing = { isOnline, isLocked: !here.keys, sending: here.sending, door: here.door };
  const { tone, lines } = noteOf(about.actions, { ...known, lines: about.lines, ...standing });
  const said = JSON.stringify(lines);
  if (said === about.said) return;
  about.said = said;
  put(note, tone, lines);
}

// Whoever stood on a link of the note does not lose the place.
function put(note, tone, lines) {
  const isFocused = note.contains(document.activeElement);
  note.className = `note is-${tone}`;
  const [one, ...others] = lines;
  note.replaceChildren(
    others.length
      ? made(
          "ul",
          {},
          lines.map((line) => made("li", {}, partsOf(line))),
        )
      : made("p", {}, partsOf(one)),
  );
  if (isFocused) note.querySelector("a")?.focus();
}

function partsOf({ label, words, link }) {
  const said = label ? [made("b", {}, label), `：${words}`] : [words];
  return link ? [...said, " ", made("a", { href: link.href }, link.words)] : said;
}
