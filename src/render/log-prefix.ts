import type { ChalkInstance } from 'chalk';

/** `kafka           |` in the service's own colour, all equally wide. */
export function logPrefix(services: string[], theme: ChalkInstance): (service: string) => string {
  const colours = [theme.cyan, theme.yellow, theme.green, theme.magenta, theme.blue, theme.red];
  const width = Math.max(...services.map((name) => name.length));
  return (service) => {
    const colour = colours[services.indexOf(service) % colours.length] ?? theme.cyan;
    return colour(`${service.padEnd(width)} |`);
  };
}
