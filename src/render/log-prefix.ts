import type { ChalkInstance } from 'chalk';

/** `kafka           |` in the service's own color, all equally wide. */
export function logPrefix(services: string[], theme: ChalkInstance): (service: string) => string {
  const colors = [theme.cyan, theme.yellow, theme.green, theme.magenta, theme.blue, theme.red];
  const width = Math.max(...services.map((name) => name.length));
  return (service) => {
    const color = colors[services.indexOf(service) % colors.length] ?? theme.cyan;
    return color(`${service.padEnd(width)} |`);
  };
}
