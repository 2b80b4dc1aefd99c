// When a text is long enough to be folded.
const SHOWN = 6; // lines that stay
const WORTH = 3; // fewer more than that are shown with the rest

/** Whether folding hides enough lines to be worth a button. */
export function isLong({ height, line }) {
  return line > 0 && height / line > SHOWN + WORTH;
}
