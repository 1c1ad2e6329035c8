/** Replaces CombineHiveInputFormat, the default, which also reads the lines that `skip.header.line.count` leaves out. */
export const inputFormat = 'org.apache.hadoop.hive.ql.io.HiveInputFormat';

/**
 * System property: entries of Calcite's cache of metadata handlers. Each keeps the planner and the settings of a whole
 * query in memory, and is used by no other query; the default is 1,000.
 */
export const calciteCache = 'calcite.metadata.handler.cache.maximum.size';
