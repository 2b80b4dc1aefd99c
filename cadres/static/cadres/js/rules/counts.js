// Counting down: the letters that a field still takes, the seconds in which an action can be undone.
const ALWAYS = 500; // a field this short says from the start how much it takes
const NEAR = 300; // a long one says it when it is nearly full

/** The sentence under a field; nothing where there is nothing to say yet. */
export function lettersLeft(length, most) {
  const left = most - length;
  if (most > ALWAYS && left > NEAR) return "";
  return left > 0 ? `还可以写 ${left} 字` : `已满 ${most} 字，再写的不会保存`;
}

/** What of a pasted text finds no room; `chosen` letters are replaced by it. */
export function cutOff({ length, chosen, pasted, most }) {
  const over = length - chosen + pasted - most;
  return over > 0 ? `贴进来的文字多出 ${over} 字，最后的没有放进来` : "";
}

/** Whole seconds, rounded up: at the last moment it is still one. */
export function secondsLeft(until, now) {
  return Math.max(0, Math.ceil((until - now) / 1000));
}

export function undoWords(seconds) {
  return `${seconds} 秒内可以撤回`;
}
