import { createServer, type AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { insideEndpoints } from '../engines/recipe-facts.js';
import { readJar } from '../shared/java/jar.js';
import { findService } from '../services/catalogue.js';
import { sparkImageLog, sparkImageVersion } from '../services/docker/spark.js';
import { sparkFilter } from '../services/settings/spark-settings.js';
import { sparkJobLog, sparkStateDir } from '../services/spark.js';
import { clientSettings } from '../stack/client-settings.js';
import { insideEndpointOf, runningStack } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import type { Submission } from './types.js';

export interface SubmissionRequest {
  /** The job's name, unless its main class sets another. */
  name: string;
  /** Of the web pages and REST API of the job's driver, on this machine; absent on Docker, where it is not published. */
  uiPort: number | undefined;
  body: object;
}

/** What Spark's REST API is sent to run a job in cluster mode. @param submission its jar is one that the Worker can read */
export async function submissionRequest(
  session: Session,
  submission: Submission,
): Promise<SubmissionRequest> {
  const { version } = findService(session.services, 'spark-master');
  const isLocal = session.engine.name === 'local';
  const uiPort = isLocal ? await freePort() : undefined;
  const name = basename(submission.jar)
    .replace(/^\d+-/, '')
    .replace(/(-\d[\w.]*)?\.jar$/, '');
  const { variables } = clientSettings(session, { secrets: false, addressOf: insideEndpointOf });
  const environment = Object.fromEntries(
    Object.entries(variables).map(([key, value]) => [key, submission.environment[key] ?? value]),
  );
  const body = {
    action: 'CreateSubmissionRequest',
    clientSparkVersion: version,
    appResource: `file:${submission.jar}`,
    mainClass: submission.mainClass,
    appArgs: submission.arguments,
    environmentVariables: { SPARK_ENV_LOADED: '1', ...environment },
    sparkProperties: {
      'spark.app.name': name,
      'spark.jars': `file:${submission.jar}`,
      'spark.submit.deployMode': 'cluster',
      'spark.driver.memory': '512m',
      'spark.executor.memory': '512m',
      'spark.executor.cores': '2',
      'spark.cores.max': '2',
      'spark.sql.shuffle.partitions': '2',
      // 0: any free one.
      'spark.ui.port': String(uiPort ?? 0),
      'spark.ui.showConsoleProgress': 'false',
      'spark.sql.streaming.metricsEnabled': 'true',
      ...(await (isLocal ? hereProperties(session) : imageProperties(submission.jar))),
      'spark.master': insideMaster(session),
      ...submission.settings,
    },
  };
  return { name, uiPort, body };
}

function insideMaster(session: Session): string {
  const service = findService(session.services, 'spark-master');
  const endpoints =
    insideEndpoints(session.engine.name, service) ??
    service.endpoints(runningStack(session, 'spark-master').portsOf('spark-master'));
  return endpoints['rpc'] ?? '';
}

async function hereProperties(session: Session): Promise<Record<string, string>> {
  const stack = runningStack(session, 'spark-worker');
  const dir = `${stack.dir}/spark-worker`;
  const worker = findService(session.services, 'spark-worker');
  const options = [
    ...((await session.engine.jobJvms?.options(worker)) ?? []),
    `-Dlog4j2.configurationFile=${sparkJobLog(dir)}`,
  ].join(' ');
  return {
    'spark.driver.host': '127.0.0.1',
    'spark.driver.bindAddress': '127.0.0.1',
    'spark.ui.filters': sparkFilter,
    'spark.driver.extraJavaOptions': options,
    'spark.executor.extraJavaOptions': options,
    'spark.sql.streaming.checkpointLocation': `file:${sparkStateDir(dir)}/checkpoints`,
  };
}

async function imageProperties(jar: string): Promise<Record<string, string>> {
  return {
    ...((await needsKafkaConnector(jar)) ? downloadedConnector : {}),
    'spark.ui.reverseProxy': 'true',
    'spark.driver.extraJavaOptions': `-Dlog4j2.configurationFile=${sparkImageLog}`,
    'spark.executor.extraJavaOptions': `-Dlog4j2.configurationFile=${sparkImageLog}`,
    'spark.sql.streaming.checkpointLocation': 'file:/opt/spark/work-dir/checkpoints',
  };
}

/** The image has no connector for Kafka: the driver downloads it. */
const downloadedConnector = {
  'spark.jars.packages': `org.apache.spark:spark-sql-kafka-0-10_2.13:${sparkImageVersion}`,
  'spark.jars.ivy': '/tmp/ivy',
};

/** Whether a job names Kafka in its own classes and has no connector in its jar. */
async function needsKafkaConnector(jar: string): Promise<boolean> {
  const connector = 'org/apache/spark/sql/kafka010/';
  const isOwn = (name: string) => name.endsWith('.class') && !/^(org\/apache|scala)\//.test(name);
  const { files } = await readJar(jar, (name) => isOwn(name) || name.startsWith(connector));
  const names = [...files.keys()];
  if (names.some((name) => name.startsWith(connector))) return false;
  return [...files.values()].some((bytes) => bytes.includes('kafka'));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
