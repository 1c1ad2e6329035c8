import { expect, test } from 'vitest';
import { terraformTopics } from '../../../src/export/terraform.js';

test('one resource per topic, with escaped texts', () => {
  const text = terraformTopics([
    {
      name: 'orders',
      partitions: 3,
      replication: 2,
      configs: { 'cleanup.policy': 'compact', note: '${a} %{b} "c"' },
    },
    { name: 'orders.dead', partitions: 1, replication: 1, configs: {} },
  ]);
  expect(text).toContain('source = "Mongey/kafka"');
  expect(text).toContain(
    [
      'resource "kafka_topic" "orders" {',
      '  name               = "orders"',
      '  partitions         = 3',
      '  replication_factor = 2',
      '',
      '  config = {',
      '    "cleanup.policy" = "compact"',
      '    "note"           = "$${a} %%{b} \\"c\\""',
      '  }',
      '}',
    ].join('\n'),
  );
  expect(text).toMatch(/resource "kafka_topic" "orders_dead_[0-9a-f]{8}" \{\n {2}name {15}= "orders\.dead"/);
});
