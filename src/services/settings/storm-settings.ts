/** Settings of every Storm process, on both engines. */
export const stormSettings = {
  // A killed daemon stays registered until its session ends: short, so that `up` repairs soon.
  'storm.zookeeper.session.timeout': 6000,
  // The default one needs RocksDB.
  'storm.metricstore.class': 'org.apache.storm.metricstore.NoOpMetricStore',
  'nimbus.monitor.freq.secs': 1,
  // By default a worker that has died within two minutes of its assignment is taken for a starting one until then.
  'nimbus.task.launch.secs': 45,
  // By default the host of a supervisor that misses three looks gets no work for half an hour: on one machine, that is
  // the host of all supervisors.
  'blacklist.scheduler.tolerance.count': 1_000_000,
  'nimbus.thrift.threads': 8,
  // Storm's default counts 1 of 20 tuples and multiplies: with few records `topology status` would show 0 or 20.
  // It costs CPU for each tuple: a topology that is measured or busy sets its own rate.
  'topology.stats.sample.rate': 1.0,
  'executor.metrics.frequency.secs': 2,
};
