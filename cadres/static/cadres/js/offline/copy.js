// The person's own copy of what they cover: taken page by page, then only what changed since.
import { EMPTY, merged } from "./rules/portfolio.js";
import { lockedValue, openedValue } from "./keys.js";
import { ask } from "./server.js";
import { reading, writing } from "./store.js";

const ADDRESS = "/api/v1/sync/portfolio/";

export async function kept(keys) {
  const box = await reading(["copies"], (store) => store("copies").get(keys.person));
  return box ? openedValue(keys, box) : EMPTY;
}

async function keep(keys, copy) {
  const box = await lockedValue(keys, copy);
  await writing(["copies"], (store) => store("copies").put(box, keys.person));
  return copy;
}

function question({ token, cursor }) {
  const words = new URLSearchParams();
  if (cursor) words.set("page", cursor);
  else if (token) words.set("since", token);
  return `${ADDRESS}?${words}`;
}

/** The next page; a mark that the server cannot read any more means to begin anew. */
async function nextPage(copy) {
  try {
    return await ask(question(copy));
  } catch (error) {
    if (error.status !== 422 || !(copy.token || copy.cursor)) throw error;
    return ask(ADDRESS);
  }
}

/** Fetch what is new; a line that breaks between two pages loses none of those before. */
export async function renew(keys) {
  let copy = await kept(keys);
  for (;;) {
    const page = await nextPage(copy);
    const grown = merged(copy, page);
    const ends = page.next ? {} : { token: page.token, at: Date.now() };
    copy = await keep(keys, { ...grown, cursor: page.next ?? "", ...ends });
    if (!page.next) return copy;
  }
}
