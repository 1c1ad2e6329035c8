import { clientLog, daemonLog, workerLog } from '../settings/storm-logs.js';
import { stormSettings } from '../settings/storm-settings.js';
import { yamlFile } from '../settings/yaml.js';
import type { ContainerContext, ContainerFile, ContainerRecipe, DockerRecipe } from '../docker-recipe.js';

const version = '2.8.9';
const stormUser = 1000;
const clientLogFile = '/run/streamkit/client-log.xml';
const logSettings = '/run/streamkit/log4j2';

/** Storm's own launcher, which knows where the image has the libraries. */
const job: NonNullable<DockerRecipe['job']> = ({ mainClass, arguments: args, jars }) => ({
  command: ['storm', 'jar', jars[0] ?? '', mainClass, ...args],
  environment: { STORM_JAR_JVM_OPTS: `-Xmx256m -Dlog4j2.configurationFile=${clientLogFile}` },
});

export const nimbusInDocker: DockerRecipe = {
  as: { version },
  containers: [daemon('nimbus', { thrift: 6627 }, { 'nimbus.childopts': '-Xmx256m' })],
  inside: { thrift: 'nimbus:6627' },
  dataBuildsOn: 'zookeeper',
  proof: ['storm', 'list'],
  job,
};

export const supervisorInDocker: DockerRecipe = {
  // Workers are spoken to inside of the network only.
  as: { version, ports: [{ name: 'thrift', default: 6628 }] },
  containers: [
    daemon(
      'supervisor',
      { thrift: 6628 },
      {
        'supervisor.childopts': '-Xmx128m',
        'supervisor.slots.ports': [6700, 6701, 6702, 6703],
        'supervisor.monitor.frequency.secs': 1,
        'supervisor.worker.start.timeout.secs': 120,
        'supervisor.worker.shutdown.sleep.secs': 1,
        'worker.heap.memory.mb': 256,
        'worker.childopts': '-Xmx%HEAP-MEM%m',
        'topology.worker.logwriter.childopts': '-Xmx32m',
      },
    ),
  ],
  inside: { thrift: 'supervisor:6628' },
  proof: ['storm', 'list'],
  job,
};

export const uiInDocker: DockerRecipe = {
  containers: [daemon('ui', { http: 8080 }, { 'ui.childopts': '-Xmx256m', 'ui.port': 8080 })],
  inside: { http: 'http://ui:8080' },
  proof: ['storm', 'list'],
};

/** Version of Storm in its image. */
export const stormImageVersion = version;

function daemon(
  name: string,
  ports: ContainerRecipe['ports'],
  settings: Record<string, unknown>,
): ContainerRecipe {
  return {
    name,
    image: `storm:${version}`,
    command: ['storm', name],
    ports,
    // A supervisor takes a killed worker that nobody gathers for a living one, and gives up after two minutes.
    init: name === 'supervisor',
    volumes: { data: '/data', logs: '/logs' },
    files: (context) => [
      { path: '/conf/storm.yaml', text: yamlFile({ ...cluster(context), ...settings }), owner: stormUser },
      { path: clientLogFile, text: clientLog, owner: stormUser },
      { path: `${logSettings}/cluster.xml`, text: daemonLog, owner: stormUser },
      { path: `${logSettings}/worker.xml`, text: workerLog, owner: stormUser },
      ...(name === 'supervisor' ? [mysqlPassword(context)] : []),
    ],
    stopGraceSeconds: 15,
  };
}

/** Workers read it under the name that the topology was submitted with. */
function mysqlPassword({ stackDir, secret }: ContainerContext): ContainerFile {
  return { path: `${stackDir}/mysql/conf/password`, text: secret, owner: stormUser };
}

const cluster = ({ hosts }: ContainerContext) => ({
  'storm.zookeeper.servers': hosts('zookeeper'),
  'storm.zookeeper.port': 2181,
  ...stormSettings,
  'storm.local.dir': '/data',
  'storm.log.dir': '/logs',
  // The image's own settings have the daemons log into files of the container.
  'storm.log4j2.conf.dir': logSettings,
  'nimbus.seeds': ['nimbus'],
});
