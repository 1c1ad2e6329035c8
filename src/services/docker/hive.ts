import { siteFile } from '../hadoop.js';
import { calciteCache, inputFormat } from '../settings/hive-settings.js';
import type { DockerRecipe } from '../docker-recipe.js';

const version = '4.2.1';
const hiveUser = 1000;
const settingsFolder = '/opt/streamkit/conf';
/** The only folder of the image that its user owns and that is meant for data. */
const dataFolder = '/opt/hive/data/warehouse';

export const hiveInDocker: DockerRecipe = {
  as: { version },
  containers: [
    {
      name: 'hive',
      image: `apache/hive:${version}`,
      environment: () => ({
        SERVICE_NAME: 'hiveserver2',
        SERVICE_OPTS: `-Xmx768m -D${calciteCache}=16`,
        HIVE_CUSTOM_CONF_DIR: settingsFolder,
      }),
      ports: { jdbc: 10_000 },
      volumes: { metastore: dataFolder },
      files: () => [
        { path: `${settingsFolder}/core-site.xml`, text: siteFile(coreSite), owner: hiveUser },
        { path: `${settingsFolder}/hive-site.xml`, text: siteFile(hiveSite), owner: hiveUser },
      ],
      stopGraceSeconds: 30,
    },
  ],
  inside: { jdbc: 'jdbc:hive2://hive:10000/default' },
  proof: ['beeline', '-u', 'jdbc:hive2://hive:10000/default', '-n', 'hive', '-e', 'SELECT 1'],
};

const coreSite = { 'fs.defaultFS': 'hdfs://namenode:8020', 'dfs.replication': 1 };

/**
 * Replaces the image's own: what that says of engine, local mode and users is repeated. It names no driver: Derby's has
 * another name in Hive 4.2 than before, and each Hive knows its own.
 */
const hiveSite = {
  'javax.jdo.option.ConnectionURL': `jdbc:derby:;databaseName=${dataFolder}/metastore_db;create=true`,
  'hive.metastore.warehouse.dir': '/user/hive/warehouse',
  'hive.metastore.warehouse.external.dir': '/user/hive/external',
  'hive.metastore.event.db.notification.api.auth': false,
  'hive.exec.scratchdir': '/tmp/hive',
  'hive.server2.authentication': 'NONE',
  'hive.server2.enable.doAs': false,
  'hive.server2.thrift.bind.host': '0.0.0.0',
  'hive.server2.thrift.port': 10_000,
  'hive.server2.sleep.interval.between.start.attempts': '1s',
  'hive.server2.materializedviews.registry.impl': 'DUMMY',
  'hive.server2.tez.initialize.default.sessions': false,
  'hive.support.concurrency': false,
  'hive.stats.autogather': false,
  // Local MapReduce jobs in one JVM must not run in parallel (static fields of Hive's mapper): one statement at a time. The
  // other thread of this pool is taken for good by HiveServer2's check for sessions that have timed out.
  'hive.server2.async.exec.threads': 2,
  'hive.input.format': inputFormat,
  'hive.execution.engine': 'mr',
  'mapreduce.framework.name': 'local',
  'hive.exec.mode.local.auto': true,
  'hive.exec.submit.local.task.via.child': false,
  'hive.fetch.task.conversion': 'more',
};
