/** Whether a whole text fits a pattern in which `*` stands for anything and `?` for one character. Pure. */
export function glob(pattern: string): (text: string) => boolean {
  const parts = Array.from(pattern);
  return (text) => fits(parts, Array.from(text));
}

/** Goes back to the last `*` only: an earlier one could not do better, so the time is at most the product of the lengths. */
function fits(pattern: string[], text: string[]): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let starText = 0;
  while (at < text.length) {
    if (pattern[next] === '*') {
      star = next++;
      starText = at;
    } else if (next < pattern.length && (pattern[next] === '?' || pattern[next] === text[at])) {
      next++;
      at++;
    } else if (star >= 0) {
      next = star + 1;
      at = ++starText;
    } else return false;
  }
  while (pattern[next] === '*') next++;
  return next === pattern.length;
}
