// What to make of a lost answer: how long to wait between questions, and what to say meanwhile.
export const FIELD = "once";
const FIRST_WAIT = 1000; // milliseconds
const LONGEST_WAIT = 30_000;

export const SAID = {
  asking: ["没有收到回音，正在核对刚才的操作是否送到……", "warning"],
  offline: ["网络不通，还不知道刚才的操作是否送到。填写的内容还在，网络恢复后自动核对。", "error"],
  running: ["已经送到，正在办理，请稍候。", "warning"],
  done: ["刚才的操作已经办妥，没有重复。", "success"],
  absent: ["刚才的操作没有送到。填写的内容还在，可以再按一次，不会重复办理。", "error"],
  nothing: ["没有收到回音，页面没有更新。可以再按一次。", "error"],
};

/** The pauses between questions: twice as long each time, half a minute at most. */
export function* waits() {
  for (let time = FIRST_WAIT; ; time = Math.min(time * 2, LONGEST_WAIT)) yield time;
}

export function questionAddress(base, key, path) {
  return `${base}${encodeURIComponent(key)}/?path=${encodeURIComponent(path)}`;
}

/** Whether the server knows for good; what runs, or was not answered, is asked about again. */
export function isKnown(found) {
  return Boolean(found) && found.state !== "running";
}

/** What is said between two questions; `found` is nothing where the line is gone. */
export function wordsMeanwhile(found) {
  return found ? SAID.running : SAID.offline;
}

export function wordsFor(found) {
  return found.state === "done" ? SAID.done : SAID.absent;
}

/** The key that went along: of the request, else of the form; a mere look has none. */
export function keySent(verb, parameters, formKey) {
  if (!verb || verb === "get") return "";
  const sent = parameters?.get ? parameters.get(FIELD) : parameters?.[FIELD];
  return sent || formKey || "";
}
