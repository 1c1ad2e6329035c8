import { describe, expect, it } from 'vitest';
import { avroSchema } from '../../../../src/kafka/registry/avro-type.js';
import { reasonOf } from '../../../../src/kafka/registry/schema-reason.js';

const record = (fields: unknown[]) => JSON.stringify({ type: 'record', name: 'R', fields });

describe('Avro schemas', () => {
  it('say what is wrong with them', async () => {
    await expect(avroSchema(record([{ name: 'a', type: 'nope' }]), [])).rejects.toThrow(
      'undefined type name: nope',
    );
  });

  it('that are nested too deeply are refused with the reason', async () => {
    const text = `${'{"type":"array","items":'.repeat(20_000)}"int"${'}'.repeat(20_000)}`;
    const error = await avroSchema(text, []).catch((reason: unknown) => reason);
    expect(reasonOf(error)).toBe('it is nested too deeply.');
  });

  it('resolve by their defaults', async () => {
    const typeOf = async (fields: unknown[]) =>
      (await avroSchema(record(fields), [], { keepDefaults: true })).type;
    const before = await typeOf([{ name: 'a', type: 'int' }]);
    const after = await typeOf([
      { name: 'a', type: 'int' },
      { name: 'b', type: 'int', default: 0 },
    ]);
    const other = await typeOf([{ name: 'a', type: 'string' }]);
    expect(() => after.createResolver(before)).not.toThrow();
    expect(() => other.createResolver(before)).toThrow();
  });
});
