import type Docker from 'dockerode';

/** This user as `UID:GID` of a container: under a rootless daemon that is the container's root. */
export async function userInContainers(docker: Docker): Promise<string> {
  const info = (await docker.info()) as { SecurityOptions?: string[]; Rootless?: boolean };
  // Docker says it in one way, Podman in another.
  const rootless = info.SecurityOptions?.some((option) => option.includes('rootless')) === true;
  if (rootless || info.Rootless === true) return '0:0';
  return `${process.getuid?.() ?? 1000}:${process.getgid?.() ?? 1000}`;
}
