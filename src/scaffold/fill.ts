/** Replaces every `{{name}}` by its value, as plain text. Pure. @throws Error for a name without a value */
export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (token, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the template uses ${token}, which is none of its options`);
    return value;
  });
}

/** Where a template's file goes. npm leaves files named .gitignore out of packages, so templates name them _gitignore. */
export function fillPath(path: string, values: Record<string, string>): string {
  return fill(path, values).replace(/(^|\/)_gitignore$/, '$1.gitignore');
}
