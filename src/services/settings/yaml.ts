/** YAML with one setting per line, by way of JSON, which is a part of YAML. */
export function yamlFile(settings: Record<string, unknown>): string {
  return Object.entries(settings)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('');
}
