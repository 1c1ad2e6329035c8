import { catalogue, withNeeds } from '../../../services/catalogue.js';
import type { Prospect } from '../../prospect.js';
import { connect } from './connect.js';
import { imagesOf } from '../containers/container-options.js';
import { findDaemon } from './daemon.js';
import { unusableOf } from './failure.js';
import { isPresent, whyNotPullable } from '../images.js';

export const noDaemonAnswers = 'no daemon answers';
const registryLimitMs = 10_000;

/** Why Docker cannot run these services now, in words; undefined when it can. Nothing is pulled or started. */
export async function whyNotDocker(
  environment: NodeJS.ProcessEnv,
  { kafkaMode, services, images, offline, signal }: Prospect,
): Promise<string | undefined> {
  const search = await findDaemon(environment);
  const { daemon } = search;
  const unusable = unusableOf(search);
  if (!daemon)
    return unusable ? `the daemon at ${unusable.host} cannot be used (${unusable.failure})` : noDaemonAnswers;
  const docker = await connect(daemon);
  const needed = imagesOf(images, withNeeds(catalogue(kafkaMode, 'docker'), services));
  const limit = AbortSignal.any([signal, AbortSignal.timeout(registryLimitMs)]);
  const reasons = await Promise.all(
    needed.map(async (image) => {
      if (await isPresent(docker, image)) return undefined;
      if (offline) return `the image ${image} is not here`;
      return whyNotPullable(docker, image, limit);
    }),
  );
  return reasons.find((reason) => reason !== undefined);
}
