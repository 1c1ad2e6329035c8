import type Docker from 'dockerode';

/** This user as `UID:GID` of a container: under a rootless daemon that is the container's root. */
export async function userInContainers(docker: Docker): Promise<string> {
  const { SecurityOptions: options } = (await docker.info()) as { SecurityOptions?: string[] };
  const rootless = options?.some((option) => option.includes('rootless')) === true;
  return rootless ? '0:0' : `${process.getuid?.() ?? 1000}:${process.getgid?.() ?? 1000}`;
}
