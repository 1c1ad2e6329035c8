/** Lines of `NAME=VALUE`. @throws Error that names the line that is not one */
export function parseAssignments(text: string): Record<string, string> {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf('=');
      if (at < 1) throw new Error(`"${line}" is not NAME=VALUE.`);
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    }),
  );
}
