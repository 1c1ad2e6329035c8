export const flinkVersion = '2.3.0';

/** Java releases that Flink 2 documents; it runs on newer ones with warnings, unsupported. */
export const flinkJava = { min: 17, max: 21 };

/** Slots of one TaskManager: each runs one parallel instance of a job. */
export const flinkSlots = 4;

/** Settings of every Flink process, on both engines. */
export const flinkSettings = {
  'taskmanager.numberOfTaskSlots': flinkSlots,
  // Flink's start scripts compute these; without the scripts a TaskManager refuses to start.
  'taskmanager.cpu.cores': 2,
  'taskmanager.memory.task.heap.size': '128m',
  'taskmanager.memory.task.off-heap.size': '16m',
  'taskmanager.memory.framework.heap.size': '64m',
  'taskmanager.memory.framework.off-heap.size': '64m',
  'taskmanager.memory.jvm-metaspace.size': '128m',
  'taskmanager.memory.jvm-overhead.min': '64m',
  'taskmanager.memory.jvm-overhead.max': '64m',
  // SQL sorts and aggregates in it.
  'taskmanager.memory.managed.size': '64m',
  'taskmanager.memory.network.min': '32m',
  'taskmanager.memory.network.max': '32m',
  'parallelism.default': 1,
  'state.backend.type': 'hashmap',
  'execution.checkpointing.interval': '1s',
  // A canceled or lost job can be resumed from its last checkpoint.
  'execution.checkpointing.externalized-checkpoint-retention': 'RETAIN_ON_CANCELLATION',
  // The default of 100 ms would be most of the latency.
  'execution.buffer-timeout.interval': '10ms',
  'restart-strategy.type': 'fixed-delay',
  'restart-strategy.fixed-delay.attempts': 2_147_483_647,
  'restart-strategy.fixed-delay.delay': '1s',
  // By default a killed TaskManager is noticed after 10 s.
  'heartbeat.interval': 1000,
  'heartbeat.timeout': 10_000,
  // By default the record counts that users see are up to 10 s old.
  'metrics.fetcher.update-interval': '1s',
  'cluster.registration.error-delay': '300ms',
};

/** Settings of the SQL gateway, on both engines. */
export const flinkSqlSettings = {
  'execution.target': 'remote',
  // A client that was killed has its queries end soon; others send heartbeats.
  'sql-gateway.session.idle-timeout': '30s',
  'sql-gateway.session.check-interval': '5s',
};

/** The part of Flink's own default JVM options that its processes need. */
export const flinkModuleOptions = [
  '--add-exports=java.base/sun.net.util=ALL-UNNAMED',
  ...[
    'java.lang',
    'java.net',
    'java.io',
    'java.nio',
    'sun.nio.ch',
    'java.lang.reflect',
    'java.text',
    'java.time',
    'java.util',
    'java.util.concurrent',
    'java.util.concurrent.atomic',
    'java.util.concurrent.locks',
  ].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
];
