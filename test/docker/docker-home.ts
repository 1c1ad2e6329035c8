import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { afterAll, expect, inject } from 'vitest';
import { connect } from '../../src/engines/docker/daemon/connect.js';
import { ofStack } from '../../src/engines/docker/containers/names.js';
import type { StackStatus } from '../../src/stack/status.js';
import { homeAt, streamkit, streamkitJson } from '../support/cli.js';
import { homePrefix } from './leftovers.js';
import type { DockerForTests } from './setup.js';

const provided = inject('docker');

export const hasDocker = provided !== undefined;

/** Where there is no daemon, names that lead nowhere: the tests are still defined then, and counted as skipped. */
export const nowhere: DockerForTests = { host: 'unix:///nonexistent/docker.sock', images: {} };

export const docker = provided ?? nowhere;

export interface DockerHome {
  dir: string;
  /** The folder of the project: its streamkit.yml names the stand-ins. */
  cwd: string;
  env: Record<string, string>;
  run: (args: string[], env?: Record<string, string>) => ReturnType<typeof streamkit>;
  json: <Result>(args: string[]) => Promise<Result>;
  status: () => Promise<StackStatus>;
  client: Docker;
  /** All that the daemon has of the stack `default`, by kind and name. */
  leftovers: () => Promise<string[]>;
}

/** A home of a test's own whose stacks run on the daemon. Afterwards every stack is deleted, and nothing may be left of it. */
export async function dockerHome(
  kafkaMode: 'zookeeper' | 'kraft' = 'zookeeper',
  daemon: DockerForTests = docker,
): Promise<DockerHome> {
  const isThere = daemon !== nowhere;
  const dir = isThere ? await mkdtemp(homePrefix) : `${homePrefix}none`;
  const env = { ...homeAt(join(dir, 'home')), STREAMKIT_ENGINE: 'docker', DOCKER_HOST: daemon.host };
  const client = await connect({ source: 'tests', host: daemon.host });
  if (isThere) await writeFile(join(dir, 'streamkit.yml'), projectFile(daemon.images, kafkaMode));
  const stack = { dir: join(dir, 'home/stacks/default') };
  const leftovers = async () => {
    const filters = ofStack(stack);
    const [containers, networks, { Volumes: volumes }] = await Promise.all([
      client.listContainers({ all: true, filters }),
      client.listNetworks({ filters }),
      client.listVolumes({ filters }),
    ]);
    return [
      ...containers.map(({ Names }) => `container ${Names[0] ?? ''}`),
      ...networks.map(({ Name }) => `network ${Name}`),
      ...volumes.map(({ Name }) => `volume ${Name}`),
    ];
  };
  const run = async (args: string[], more = {}) => streamkit(args, { cwd: dir, env: { ...env, ...more } });
  afterAll(async () => {
    const down = await run(['down', '--all', '--data', '--yes']);
    expect(down.exitCode, down.stderr).toBe(0);
    expect(await leftovers()).toEqual([]);
    await rm(dir, { recursive: true });
  });
  const json = async <Result>(args: string[]) => streamkitJson<Result>(args, { cwd: dir, env });
  return {
    dir,
    cwd: dir,
    env,
    run,
    json,
    status: async () => json<StackStatus>(['status']),
    client,
    leftovers,
  };
}

function projectFile(images: Record<string, string>, kafkaMode: string): string {
  const chosen = {
    zookeeper: images['zookeeper'],
    kafka: images[kafkaMode === 'kraft' ? 'apache-kafka' : 'cp-kafka'],
    'schema-registry': images['cp-schema-registry'],
    connect: images['cp-kafka-connect'],
    mysql: images['mysql'],
    storm: images['storm'],
    hdfs: images['hadoop'],
    hive: images['hive'],
    flink: images['flink'],
    'flink-sql': images['flink'],
    spark: images['spark'],
    postgres: images['postgres'],
    s3: images['s3proxy'],
    opensearch: images['opensearch'],
    cassandra: images['cassandra'],
  };
  return JSON.stringify({ kafkaMode, ports: 'auto', images: chosen });
}
