// What runs in the page, as text: its globals are not those of this program.

/** Goes to a view. */
export function goTo(hash: string): string {
  return `location.hash = ${JSON.stringify(hash)}`;
}

/** Milliseconds between the frames that are drawn in so many milliseconds. */
export function frames(ms: number): string {
  return `new Promise((resolve) => {
    const frames = [];
    const since = performance.now();
    let last = since;
    const next = (now) => {
      frames.push(now - last);
      last = now;
      if (now - since < ${ms}) requestAnimationFrame(next);
      else resolve(frames.slice(1));
    };
    requestAnimationFrame(next);
  })`;
}

/** Notes how old each record is when its row appears; its value begins with the milliseconds at which it was sent. */
export const noteAges = `
  window.ages = new Map();
  new MutationObserver(() => {
    for (const { textContent } of document.querySelectorAll('.virtual-row .c-value'))
      if (/^\\d{13}/.test(textContent) && !ages.has(textContent))
        ages.set(textContent, Date.now() - Number(textContent.slice(0, 13)));
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
  undefined;
`;

export const countAges = 'window.ages.size';
export const ages = '[...window.ages.values()]';
