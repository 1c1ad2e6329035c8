/**
 * What a connector reads from or writes to outside of Kafka, as `PRODUCT:PLACE`, by the settings that the file, JDBC and
 * HDFS connectors use. Only what a setting names: nothing is guessed from likeness. Pure.
 */
export function storesOf(config: Record<string, string>): string[] {
  const { file, 'connection.url': url, 'hdfs.url': hdfs, 'topics.dir': dir = '' } = config;
  return [
    ...(file === undefined ? [] : [`file:${file}`]),
    ...(url === undefined ? [] : tablesOf(url, config)),
    ...(hdfs === undefined ? [] : [`hdfs:${hdfs.replace(/^hdfs:\/\/[^/]*/, '')}/${dir}`]),
  ];
}

function tablesOf(url: string, config: Record<string, string>): string[] {
  const [, product = 'jdbc', rest = ''] = /^jdbc:(\w+):(.*)$/.exec(url) ?? [];
  const [place = ''] = rest.split('?');
  const database = place.replace(/^\/\/[^/]*\//, '');
  const listed = config['table.name.format'] ?? config['table.whitelist'] ?? config['table.include.list'];
  const tables = (listed ?? config['table'] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const where = product === 'sqlite' ? (database.split('/').at(-1) ?? database) : database;
  return tables.length === 0
    ? [`${product}:${where}`]
    : tables.map((table) => `${product}:${where}.${table}`);
}
