import type Docker from 'dockerode';
import { StreamkitError } from '../../shared/errors.js';
import type { FetchProgress } from '../engine.js';
import { dockerFailure, statusOf, wordsOf } from './daemon/failure.js';
import { suggest } from '../../shared/suggestion.js';

/** One line of what the daemon says while it pulls. */
interface PullEvent {
  id?: string;
  status?: string;
  errorDetail?: { message?: string };
  progressDetail?: { current?: number; total?: number };
}

/** Whether the daemon has the image. */
export async function isPresent(docker: Docker, image: string): Promise<boolean> {
  try {
    await docker.getImage(image).inspect();
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw dockerFailure(error, `looking for the image ${image}`);
  }
}

/** Those of the images that the daemon does not have. */
export async function missingImages(docker: Docker, images: string[]): Promise<string[]> {
  const present = await Promise.all(images.map(async (image) => isPresent(docker, image)));
  return images.filter((_, index) => present[index] !== true);
}

export function notHere(missing: string[]): StreamkitError {
  const what = `Not here yet, and --offline says not to pull: ${missing.join(', ')}`;
  return new StreamkitError('OFFLINE', what, {
    suggestions: ['Run the command once without --offline.'],
  });
}

/** Why the image could not be pulled now, in words, or undefined when its registry has it; nothing is downloaded. */
export async function whyNotPullable(
  docker: Docker,
  image: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    await docker.getImage(image).distribution({ abortSignal: signal });
    return undefined;
  } catch (error) {
    if (!signal.aborted && (await isPodman(docker)))
      return `the image ${image} is not here, and Podman does not ask its registry before it pulls: --engine docker tries`;
    const words = signal.aborted ? 'its registry did not answer in time' : wordsOf(error);
    return `the image ${image} cannot be pulled (${words})`;
  }
}

async function isPodman(docker: Docker): Promise<boolean> {
  const { Components: components } = (await docker.version()) as { Components?: { Name: string }[] };
  return components?.some(({ Name }) => Name.startsWith('Podman')) === true;
}

/**
 * Pulls images side by side. What a broken pull has brought is kept by the daemon.
 * @throws StreamkitError IMAGE_UNAVAILABLE, DISK_FULL, DOCKER_UNAVAILABLE
 */
export async function pullImages(
  docker: Docker,
  images: string[],
  signal: AbortSignal,
  onProgress: (progress: FetchProgress) => void,
): Promise<void> {
  const failure = new AbortController();
  const stop = AbortSignal.any([signal, failure.signal]);
  const layers = new Map<string, { done: boolean; bytes: number; of: number }>();
  const show = (image: string) => {
    const all = [...layers.values()];
    const megabytes = (pick: 'bytes' | 'of') =>
      Math.round(all.reduce((sum, layer) => sum + layer[pick], 0) / 1e6);
    onProgress({
      message: `${image}, ${megabytes('bytes')} of ${megabytes('of')} MB`,
      count: all.filter(({ done }) => done).length,
    });
  };
  await Promise.all(
    images.map(async (image) => {
      try {
        for await (const event of pullEvents(docker, image, stop)) {
          if (event.id !== undefined) layers.set(event.id, layerAfter(event, layers.get(event.id)));
          show(image);
        }
      } catch (error) {
        failure.abort(error);
        throw error;
      }
    }),
  );
}

async function* pullEvents(docker: Docker, image: string, signal: AbortSignal): AsyncGenerator<PullEvent> {
  try {
    const stream = (await docker.pull(image, { abortSignal: signal })) as AsyncIterable<Buffer>;
    let rest = '';
    for await (const chunk of stream) {
      const lines = (rest + chunk.toString('utf8')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines.filter((text) => text.trim() !== '')) {
        const event = JSON.parse(line) as PullEvent;
        // The stream ends as if all were well after an event that tells of an error.
        if (event.errorDetail) throw unavailable(image, event.errorDetail.message ?? 'the pull failed');
        yield event;
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    throw statusOf(error) === undefined
      ? dockerFailure(error, `pulling ${image}`)
      : unavailable(image, wordsOf(error), error);
  }
}

function layerAfter(
  { status = '', progressDetail }: PullEvent,
  before = { done: false, bytes: 0, of: 0 },
): { done: boolean; bytes: number; of: number } {
  if (status === 'Pull complete' || status === 'Already exists')
    return { ...before, bytes: before.of, done: true };
  if (status !== 'Downloading') return before;
  return {
    done: false,
    bytes: progressDetail?.current ?? before.bytes,
    of: progressDetail?.total ?? before.of,
  };
}

/** Why an image is not to be had, in words. Pure. */
export function unavailable(image: string, words: string, cause?: unknown): StreamkitError {
  if (/no space left on device/i.test(words)) {
    return new StreamkitError('DISK_FULL', `Docker's disk is full: ${image} could not be pulled.`, {
      evidence: [words],
      suggestions: ['See what uses the space with docker system df, and free some with docker system prune.'],
      cause,
    });
  }
  const details = { evidence: [words], cause };
  if (/manifest( for .*)? (unknown|not found)|not found: manifest|no matching manifest/i.test(words)) {
    return new StreamkitError('IMAGE_UNAVAILABLE', `The registry has no image ${image}.`, {
      ...details,
      suggestions: [
        suggest('Use another image (or images: in streamkit.yml)', 'up', '--image', 'SERVICE=NAME:TAG'),
      ],
    });
  }
  if (/pull access denied|unauthorized|denied: requested access/i.test(words)) {
    return new StreamkitError('IMAGE_UNAVAILABLE', `The registry denied access to image ${image}.`, {
      ...details,
      suggestions: [
        'Check the image name. For a private image, run docker login and docker pull, then the same command again.',
      ],
    });
  }
  return new StreamkitError('IMAGE_UNAVAILABLE', `The registry of ${image} is unreachable.`, {
    ...details,
    suggestions: [
      'Check the network and the proxy of the daemon, and run the command again. Finished downloads are kept.',
      suggest('Run without a registry', 'up', '--engine', 'local', '--stack', 'NAME'),
    ],
  });
}
