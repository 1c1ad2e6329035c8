import type Docker from 'dockerode';

/** The container that publishes a port of this machine, in words; undefined when none does. */
export async function portHolder(docker: Docker, port: number): Promise<string | undefined> {
  const running = await docker.listContainers({});
  const holder = running.find(({ Ports }) => Ports.some(({ PublicPort }) => PublicPort === port));
  if (!holder) return undefined;
  const name = (holder.Names[0] ?? holder.Id).replace(/^\//, '');
  return `the container ${name} (docker stop ${name} ends it)`;
}
