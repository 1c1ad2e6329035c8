/** Whether a whole text fits a pattern in which `*` stands for anything and `?` for one character. Pure. */
export function glob(pattern: string): (text: string) => boolean {
  const parts = pattern.split(/([*?])/).map((part) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    return part.replace(/[\\^$.+()|[\]{}]/g, '\\$&');
  });
  const expression = new RegExp(`^${parts.join('')}$`, 'su');
  return (text) => expression.test(text);
}
