import { describe, expect, it } from 'vitest';
import { protobufDecoder } from '../../../../src/kafka/registry/protobuf.js';

/** The same file twice: as source, and compiled as Python's serializer registers it. */
const source = `
  syntax = "proto2";
  package shop;
  import 'google/protobuf/timestamp.proto';
  import 'google/type/date.proto';
  message Sale {
    map<string, int32> tags = 1;
    message Line { optional int32 sku_code = 1; }
    repeated Line lines = 2;
    optional group Extra = 3 { optional google.protobuf.Timestamp at = 1; }
    enum Kind { SOLD = 1; }
    optional Kind kind = 4;
  }`;
const descriptor = [
  'CglmaXgucHJvdG8SBHNob3AaH2dvb2dsZS9wcm90b2J1Zi90aW1lc3RhbXAucHJvdG8ilAIKBFNhbGUSIgoEdGFncxgBIAMoCzIULnNob3Au',
  'U2FsZS5UYWdzRW50cnkSHgoFbGluZXMYAiADKAsyDy5zaG9wLlNhbGUuTGluZRIfCgVleHRyYRgDIAEoCjIQLnNob3AuU2FsZS5FeHRyYRId',
  'CgRraW5kGAQgASgOMg8uc2hvcC5TYWxlLktpbmQaKwoJVGFnc0VudHJ5EgsKA2tleRgBIAEoCRINCgV2YWx1ZRgCIAEoBToCOAEaGAoETGlu',
  'ZRIQCghza3VfY29kZRgBIAEoBRovCgVFeHRyYRImCgJhdBgBIAEoCzIaLmdvb2dsZS5wcm90b2J1Zi5UaW1lc3RhbXAiEAoES2luZBIICgRT',
  'T0xEEAE=',
].join('');

const decoderOf = async (text: string, imports: [string, string][] = []) =>
  protobufDecoder({
    type: 'protobuf',
    text,
    imports: imports.map(([name, imported]) => ({ name, text: imported })),
  });

describe('Protobuf as JSON', () => {
  it.each([
    ['source', source],
    ['a compiled descriptor', descriptor],
  ])('reads groups, maps, enums and well-known types by %s', async (_, text) => {
    const decode = await decoderOf(text);
    const data = Buffer.from('000a050a01611001120208071b0a060880e2cfaa061c2001', 'hex');
    expect(decode(data)).toBe(
      '{"tags":{"a":1},"lines":[{"skuCode":7}],"extra":{"at":"2023-11-14T22:13:20Z"},"kind":"SOLD"}',
    );
  });

  it('finds nested messages by the indexes of the client: Python counts the entries of maps', async () => {
    const line = '{"skuCode":5}';
    expect((await decoderOf(source))(Buffer.from([4, 0, 0, 8, 5]))).toBe(line);
    expect((await decoderOf(descriptor))(Buffer.from([4, 0, 2, 8, 5]))).toBe(line);
    const decode = await decoderOf(source);
    expect(() => decode(Buffer.from([2, 8, 8, 5]))).toThrow('index 4');
  });

  it.each([
    ['google.protobuf.Duration', 'duration', [8, 3, 16, 0x80, 0xca, 0xb5, 0xee, 1], '"3.500s"'],
    ['google.protobuf.Int64Value', 'wrappers', [8, 5], '"5"'],
    ['google.protobuf.Struct', 'struct', [10, 7, 10, 1, 0x61, 18, 2, 32, 1], '{"a":true}'],
    ['google.protobuf.Any', 'any', [10, 11, ...Buffer.from('/google.X'.padEnd(11, 'x'))], undefined],
    ['google.protobuf.FieldMask', 'field_mask', [10, 3, 0x61, 0x5f, 0x62], '"aB"'],
    ['google.protobuf.SourceContext', 'source_context', [10, 1, 0x61], '{"fileName":"a"}'],
  ])('writes %s in canonical protobuf JSON', async (type, file, bytes, json) => {
    const decode = await decoderOf(
      `syntax = "proto3"; import "google/protobuf/${file}.proto"; message M { ${type} v = 1; }`,
    );
    const data = Buffer.from([0, 10, bytes.length, ...bytes]);
    if (json === undefined) expect(() => decode(data)).toThrow('no such type');
    else expect(decode(data)).toBe(`{"v":${json}}`);
  });

  it('resolves imports by reference, and common types that registries include', async () => {
    const text = `syntax = "proto3"; package a; import 'b.proto'; import 'google/type/interval.proto';
      message M { b.N n = 1; google.type.Interval interval = 2; }`;
    const decode = await decoderOf(text, [
      ['b.proto', 'syntax = "proto3"; package b; message N { int64 x = 1; }'],
    ]);
    expect(decode(Buffer.from([0, 10, 2, 8, 9, 18, 4, 10, 2, 8, 1]))).toBe(
      '{"n":{"x":"9"},"interval":{"startTime":"1970-01-01T00:00:01Z"}}',
    );
    await expect(decoderOf(text)).rejects.toThrow('b.N');
  });
});
