import { hiveInDocker } from './docker/hive.js';
import { hadoopJava, javaLoggingFile, javaLoggingOption, siteFile } from './hadoop.js';
import { calciteCache, inputFormat } from './settings/hive-settings.js';
import { propertiesFile } from './settings/properties.js';
import type { RecipeContext, ServiceDefinition } from './types.js';

/** Without one of them Hive retries forever, or a family of statements fails: Kryo reads private fields of whatever a plan contains. */
const openedPackages = [
  ...['io', 'lang', 'lang.reflect', 'net', 'nio', 'text', 'time'],
  ...['util', 'util.concurrent', 'util.concurrent.atomic', 'util.regex'],
];

/** HiveServer2 with its metastore embedded: tables in Derby, rows in HDFS. */
export const hive: ServiceDefinition = {
  name: 'hive',
  title: 'Apache Hive (HiveServer2)',
  version: '4.0.1',
  needs: ['hdfs'],
  single: 'its embedded metastore can be opened by one process only',
  ports: [{ name: 'jdbc', default: 10_000 }],
  endpoints: (port) => ({ jdbc: `jdbc:hive2://127.0.0.1:${port('jdbc')}/default` }),
  clients: ({ endpoint }) => ({ variables: { HIVE_JDBC_URL: endpoint } }),
  readiness:
    ({ port }) =>
    async (signal) =>
      (await import('../sql/probe-hive.js')).probeHive({ host: '127.0.0.1', port: port('jdbc') }, signal),
  local: {
    kind: 'java',
    module: 'hive',
    java: hadoopJava,
    heapMb: 384,
    main: { class: 'org.apache.hive.service.server.HiveServer2' },
    jvmOptions: openedPackages.map((name) => `--add-opens=java.base/java.${name}=ALL-UNNAMED`),
    systemProperties: ({ dir }) => ({
      ...javaLoggingOption(dir),
      'log4j.configurationFile': `${dir}/conf/hive-log4j2.properties`,
      'hive.log4j.file': `${dir}/conf/hive-log4j2.properties`,
      'derby.stream.error.file': `${dir}/logs/derby.log`,
      [calciteCache]: '16',
    }),
    environment: ({ dir }) => ({ HIVE_CONF_DIR: `${dir}/conf` }),
    files: (context) => ({
      'conf/hive-site.xml': siteFile({ ...storage(context), ...server(context), ...execution(context) }),
      'conf/hive-log4j2.properties': log4j2File,
      'conf/logging.properties': javaLoggingFile,
    }),
    stopGraceMs: 30_000,
  },
  docker: hiveInDocker,
};

function storage({ dir, peer }: RecipeContext) {
  const { host, port } = peer('hdfs', 'rpc');
  return {
    'fs.defaultFS': `hdfs://${host}:${port}`,
    'dfs.replication': 1,
    'hadoop.tmp.dir': `${dir}/tmp`,
    'javax.jdo.option.ConnectionURL': `jdbc:derby:;databaseName=${dir}/data/metastore;create=true`,
    'javax.jdo.option.ConnectionDriverName': 'org.apache.derby.jdbc.EmbeddedDriver',
    // Tables for the metastore itself: created at the first start, without the schema tool.
    'datanucleus.schema.autoCreateAll': true,
    'hive.metastore.schema.verification': false,
    'hive.metastore.event.db.notification.api.auth': false,
    'hive.metastore.warehouse.dir': '/user/hive/warehouse',
    'hive.metastore.warehouse.external.dir': '/user/hive/external',
    'hive.exec.scratchdir': '/tmp/hive',
    'hive.exec.local.scratchdir': `${dir}/tmp/scratch`,
    'hive.downloaded.resources.dir': `${dir}/tmp/resources`,
  };
}

function server({ port }: RecipeContext) {
  return {
    'hive.server2.authentication': 'NONE',
    'hive.server2.enable.doAs': false,
    'hive.server2.thrift.bind.host': '127.0.0.1',
    'hive.server2.thrift.port': port('jdbc'),
    'hive.server2.thrift.min.worker.threads': 2,
    'hive.server2.thrift.max.worker.threads': 50,
    // 0 leaves the web page out.
    'hive.server2.webui.port': 0,
    'hive.server2.sleep.interval.between.start.attempts': '200ms',
    'hive.server2.logging.operation.enabled': false,
    'hive.server2.materializedviews.registry.impl': 'DUMMY',
    'hive.server2.tez.initialize.default.sessions': false,
    'hive.async.log.enabled': false,
    'hive.query.results.cache.enabled': false,
    'hive.scheduled.queries.executor.enabled': false,
    'hive.support.concurrency': false,
    'hive.stats.autogather': false,
  };
}

/** MapReduce inside of the server's own JVM, polled often enough that a count takes a second or two. */
function execution({ dir }: RecipeContext) {
  return {
    'hive.execution.engine': 'mr',
    'hive.input.format': inputFormat,
    'hive.query.lifetime.hooks': 'streamkit.hive.JobQueue',
    'mapreduce.framework.name': 'local',
    'hive.exec.mode.local.auto': true,
    'hive.exec.submit.local.task.via.child': false,
    'hive.fetch.task.conversion': 'more',
    'mapreduce.cluster.local.dir': `${dir}/tmp/mapreduce`,
    'mapreduce.jobtracker.staging.root.dir': `${dir}/tmp/staging`,
    'mapreduce.task.io.sort.mb': 10,
    'hive.exec.counters.pull.interval': 100,
    'mapreduce.client.progressmonitor.pollinterval': 100,
    'mapreduce.client.completion.pollinterval': 100,
  };
}

const log4j2File = propertiesFile({
  status: 'ERROR',
  'appender.stdout.type': 'Console',
  'appender.stdout.name': 'stdout',
  'appender.stdout.layout.type': 'PatternLayout',
  'appender.stdout.layout.pattern': "%d{yyyy-MM-dd'T'HH:mm:ss.SSSZ} %p %c{1}: %m%n",
  'rootLogger.level': 'INFO',
  'rootLogger.appenderRef.stdout.ref': 'stdout',
});
