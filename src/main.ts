import { execute } from '@oclif/core';

/** Runs the command line. @param dir the URL of the calling bin file, from which oclif finds the package */
export async function main(dir: string, options: { development?: boolean } = {}): Promise<void> {
  await execute({ dir, development: options.development ?? false });
}
