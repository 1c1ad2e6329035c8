import { expect, test } from 'vitest';
import { pluginsOf } from '../../../src/export/gather/connect.js';

test('plugins that are installed beside those of streamkit.yml are found in the catalog by their folder', () => {
  const plugins = pluginsOf(
    ['debezium-mariadb', 'com.acme:sink:1.0', 'target/own-0.1-plugin.zip', 'jdbc'],
    ['debezium-connector-mariadb', 'sink', 'own-0.1', 'iceberg-kafka-connect', 'by-hand', 'connect-jdbc'],
  );
  expect(plugins.map(({ source, artifacts }) => [source, artifacts[0]?.artifact])).toEqual([
    ['debezium-mariadb', 'debezium-connector-mariadb'],
    ['com.acme:sink:1.0', 'sink'],
    ['target/own-0.1-plugin.zip', undefined],
    ['jdbc', undefined],
    ['iceberg-sink', 'iceberg-kafka-connect'],
    ['by-hand', undefined],
  ]);
});
