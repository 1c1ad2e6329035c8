import type { ChalkInstance } from 'chalk';

/** `kafka           |` in the service's own color, all equally wide. */
export function logPrefix(services: string[], theme: ChalkInstance): (service: string) => string {
  const colors = [theme.cyan, theme.yellow, theme.green, theme.magenta, theme.blue, theme.red];
  const width = Math.max(...services.map((name) => name.length));
  const prefixes = new Map(
    services.map((service, index) => {
      const color = colors[index % colors.length] ?? theme.cyan;
      return [service, color(`${service.padEnd(width)} |`)];
    }),
  );
  return (service) => prefixes.get(service) ?? `${service} |`;
}
