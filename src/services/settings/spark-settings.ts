import { log4jToStdout } from './properties.js';

export const sparkVersion = '4.2.0';

/** Java releases that Spark 4 runs on. */
export const sparkJava = { min: 17, max: 25 };

/** Cores that a Worker offers: one for a job's driver, two for its executor. */
export const sparkCores = 3;

/**
 * Seconds after which the Master gives a silent Worker up; by default a minute. The Worker must have the same: it reports
 * four times within.
 */
export const sparkWorkerTimeout = 20;

/** The class that refuses requests of web pages of other sites, in front of each HTTP server of Spark's. */
export const sparkFilter = 'streamkit.spark.LocalRequestsFilter';

/** What `JavaModuleOptions.defaultModuleOptions()` of this version answers, without the incubator module. */
export const sparkModuleOptions = [
  ...[
    'java.base/java.lang',
    'java.base/java.lang.invoke',
    'java.base/java.lang.reflect',
    'java.base/java.io',
    'java.base/java.net',
    'java.base/java.nio',
    'java.base/java.util',
    'java.base/java.util.concurrent',
    'java.base/java.util.concurrent.atomic',
    'java.base/jdk.internal.ref',
    'java.base/sun.nio.ch',
    'java.base/sun.nio.cs',
    'java.base/sun.security.action',
    'java.base/sun.util.calendar',
    'java.security.jgss/sun.security.krb5',
  ].map((name) => `--add-opens=${name}=ALL-UNNAMED`),
  '-Dio.netty.tryReflectionSetAccessible=true',
  '-Dio.netty.allocator.type=pooled',
  '-Dio.netty.handler.ssl.defaultEndpointVerificationAlgorithm=NONE',
  '-XX:+IgnoreUnrecognizedVMOptions',
  '--sun-misc-unsafe-memory-access=allow',
  '--enable-native-access=ALL-UNNAMED',
];

/** Log4j 2: to standard output, one record per line, its time first. */
export const sparkLogFile = [
  'rootLogger.level = INFO',
  'rootLogger.appenderRef.console.ref = Console',
  'appender.console.name = Console',
  'appender.console.type = Console',
  'appender.console.layout.type = PatternLayout',
  `appender.console.layout.pattern = ${log4jToStdout['log4j.appender.stdout.layout.ConversionPattern']}`,
  // Says at each look for new records that it looked: 100 MB an hour of a job that has nothing to do.
  'logger.microBatch.name = org.apache.spark.sql.execution.streaming.runtime.MicroBatchExecutionContext',
  'logger.microBatch.level = WARN',
  '',
].join('\n');
