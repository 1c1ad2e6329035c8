import { describe, expect, it } from 'vitest';
import { glob } from '../../../../src/kafka/records/glob.js';
import { parseRecords, type LineOptions } from '../../../../src/kafka/produce/parse-records.js';
import { readParts } from '../../../../src/kafka/produce/read-parts.js';
import { schemaId } from '../../../../src/kafka/registry/wire-format.js';
import { checkTopicName } from '../../../../src/kafka/topics/topic-name.js';
import { ByteWriter } from '../../../../src/render/byte-writer.js';
import { recordTemplate } from '../../../../src/render/kafka/record-template.js';

const plain: LineOptions = {
  format: 'string',
  key: undefined,
  keySeparator: undefined,
  headers: [],
  partition: undefined,
  tombstone: false,
};

async function parsed(lines: string[], options: Partial<LineOptions>) {
  const records = [];
  for await (const piece of parseRecords([lines.map((line) => Buffer.from(line))], {
    ...plain,
    ...options,
  })) {
    records.push(...piece);
  }
  return records.map(({ key, value }) => [key?.toString() ?? null, value?.toString() ?? null]);
}

describe('lines', () => {
  it('are cut at line ends only, wherever the chunks are cut', async () => {
    async function* chunks() {
      for (const text of ['a\nb', 'c', '\n\n', 'd\r\ne']) yield Buffer.from(text);
    }
    const lines: string[] = [];
    for await (const list of readParts(chunks())) lines.push(...list.map(String));
    expect(lines).toEqual(['a', 'bc', '', 'd\r', 'e']);
  });

  it('may have another delimiter, of any bytes', async () => {
    const parts = async (chunks: string[], delimiter: string) => {
      const found: string[] = [];
      async function* input() {
        for (const text of chunks) yield Buffer.from(text);
      }
      for await (const list of readParts(input(), Buffer.from(delimiter))) found.push(...list.map(String));
      return found;
    };
    expect(await parts(['a\nb\0', '\0c', 'd'], '\0')).toEqual(['a\nb', '', 'cd']);
    expect(await parts(['a|', '|b||', 'c|', 'd|', '|'], '||')).toEqual(['a', 'b', 'c|d']);
  });

  it('become records', async () => {
    expect(await parsed(['a', ''], { key: 'k' })).toEqual([
      ['k', 'a'],
      ['k', ''],
    ]);
    expect(await parsed(['k::v::w'], { keySeparator: Buffer.from('::') })).toEqual([['k', 'v::w']]);
    expect(await parsed(['gone'], { tombstone: true })).toEqual([['gone', null]]);
    expect(await parsed(['{"a":1}', ' '], { format: 'json' })).toEqual([[null, '{"a":1}']]);
  });

  it('that are wrong are named by their number', async () => {
    await expect(parsed(['{}', '', '{'], { format: 'json' })).rejects.toThrow(/^Line 3: /);
    await expect(parsed(['a:b', 'ab'], { keySeparator: Buffer.from(':') })).rejects.toThrow(/^Line 2: .*":"/);
  });
});

describe('small grammars', () => {
  it('globs', () => {
    expect(glob('a*c?')('abbbcd')).toBe(true);
    expect(glob('a.c')('abc')).toBe(false);
    expect(glob('*\n*')('x\ny')).toBe(true);
    expect(glob('ab*ba')('aba')).toBe(false);
    expect(glob('*?b*?')('abb')).toBe(true);
    expect(glob('*?b')('b')).toBe(false);
    expect(glob('?-?.*[x]')('😀-b.😀[x]')).toBe(true);
    expect(glob('??')('😀')).toBe(false);
  });

  it('topic names', () => {
    for (const name of ['a', 'A.b_c-1', 'x'.repeat(249)]) checkTopicName(name);
    for (const name of ['', '.', '..', 'a/b', 'a b', 'ä', '🎉', 'x'.repeat(250)]) {
      expect(() => {
        checkTopicName(name);
      }).toThrow(/is not a valid topic name/);
    }
  });

  it("the registry's wire format", () => {
    expect(schemaId(Buffer.from([0, 0, 0, 1, 2, 9]))).toBe(258);
    expect(schemaId(Buffer.from([1, 0, 0, 1, 2, 9]))).toBeUndefined();
    expect(schemaId(Buffer.from([0, 0, 0]))).toBeUndefined();
  });

  it('templates', () => {
    const out = new ByteWriter();
    const write = recordTemplate('%t/%p@%o\\t%k(%K)=%s(%S) %h %T 100%%\\n', (value, to) => {
      if (value) to.bytes(value);
    });
    const key = Buffer.from('k');
    const base = { topic: 't', partition: 1, offset: 2, timestamp: 3, key };
    write(
      {
        ...base,
        value: Buffer.from('grün'),
        headers: [
          ['a', Buffer.from('1')],
          ['a', null],
        ],
      },
      out,
    );
    write({ ...base, value: null, headers: [] }, out);
    expect(out.take().toString()).toBe('t/1@2\tk(1)=grün(5) a=1,a=NULL 3 100%\nt/1@2\tk(1)=(-1)  3 100%\n');
    expect(() => recordTemplate('%z', () => undefined)).toThrow('unknown field %z');
  });
});
