import { expect, test } from 'vitest';
import { labelName, objectName, terraformName, variableName } from '../../../src/export/names.js';

test('valid names stay as they are', () => {
  for (const name of ['orders', 'orders-2', 'a', '1']) expect(labelName(name)).toBe(name);
  for (const name of ['orders.v1', 'a.b.c']) expect(objectName(name)).toBe(name);
});

test.each(['Orders', 'orders_v1', '_', '..', 'a.-b', '-a', 'ä', 'a'.repeat(300), `${'a'.repeat(62)}_b`])(
  'the name %s becomes a valid one',
  (name) => {
    expect(objectName(name)).toMatch(/^[a-z0-9][-a-z0-9]{0,251}[a-z0-9]$/);
    expect(labelName(name)).toMatch(/^[a-z0-9][-a-z0-9]{0,61}[a-z0-9]$/);
  },
);

test('different names stay different, each by itself', () => {
  const names = ['orders_v1', 'orders-v1', 'Orders-V1', 'orders__v1', 'orders.v1'];
  expect(new Set(names.map(objectName)).size).toBe(names.length);
  expect(objectName('orders_v1')).toBe(objectName('orders_v1'));
});

test('environment variables and identifiers of Terraform', () => {
  expect(variableName('mysql-sink', 'connection.password')).toBe('CONNECTOR_MYSQL_SINK__CONNECTION_PASSWORD');
  expect(variableName('a', 'b.c')).not.toBe(variableName('a-b', 'c'));
  expect(variableName('Sink', 'key')).not.toBe(variableName('sink', 'key'));
  expect(terraformName('orders_v1')).toBe('orders_v1');
  expect(terraformName('1.orders')).toMatch(/^_1_orders_[0-9a-f]{8}$/);
});
