import type { Root, Type } from 'protobufjs';
import { addDescriptor, isDescriptor, type MessageNode, type ProtoFile } from './protobuf-descriptor.js';
import type { WholeSchema } from './stored-schema.js';
import { addWellKnown } from './well-known-protos.js';

/**
 * Reads Protobuf data by a schema. Before the data stand the indexes of the message in the schema, outermost first, as
 * zig-zag varints after their count; a lone 0 is the first message.
 * @returns a function from such bytes to canonical protobuf JSON, which throws for other bytes
 * @throws Error that says what is wrong with the schema
 */
export async function protobufDecoder(schema: WholeSchema): Promise<(data: Buffer) => string> {
  const { default: protobuf } = await import('protobufjs');
  const { default: protojson } = await import('protobufjs/ext/protojson.js');
  const messages = await loadMessages(schema);
  return (data) => {
    const reader = new protobuf.Reader(data);
    const type = messageAt(
      messages,
      readIndexes(() => reader.sint32()),
    );
    return protojson.toJsonString(type, type.decode(reader));
  };
}

/**
 * Writes protobuf JSON as data of the first message of a schema, after its index.
 * @throws Error that says what is wrong with the schema
 */
export async function protobufEncoder(schema: WholeSchema): Promise<(json: string) => Buffer> {
  const { default: protojson } = await import('protobufjs/ext/protojson.js');
  const type = await firstMessage(schema);
  return (json) => Buffer.concat([Buffer.of(0), type.encode(protojson.fromJsonString(type, json)).finish()]);
}

/** @throws Error that says what is wrong with the schema, or that it has no message */
export async function firstMessage(schema: WholeSchema): Promise<Type> {
  return messageAt(await loadMessages(schema), [0]);
}

/** What the file of a schema declares. */
async function loadMessages({ text, imports }: WholeSchema): Promise<MessageNode[]> {
  const { default: protobuf } = await import('protobufjs');
  const root = new protobuf.Root();
  // Before its imports, which may add to the same package.
  const { messages, imports: names } = await addFile(root, text);
  const wanted = new Set(names);
  for (const imported of imports) {
    for (const name of (await addFile(root, imported.text)).imports) wanted.add(name);
  }
  for (const { name } of imports) wanted.delete(name);
  for (const name of wanted) await addWellKnown(root, name);
  root.resolveAll();
  return messages;
}

function readIndexes(next: () => number): number[] {
  const count = next();
  return count === 0 ? [0] : Array.from({ length: Math.max(0, count) }, next);
}

function messageAt(messages: MessageNode[], indexes: number[]): Type {
  let level = messages;
  let found: Type | undefined;
  for (const index of indexes) {
    found = level[index]?.type;
    level = level[index]?.nested ?? [];
  }
  if (!found) throw new Error(`the schema has no message with the index ${indexes.join('.')}`);
  return found;
}

async function addFile(root: Root, text: string): Promise<ProtoFile> {
  if (isDescriptor(text)) return addDescriptor(root, text);
  const { default: protobuf } = await import('protobufjs');
  const { package: name, imports = [] } = protobuf.parse(text, root, {
    keepCase: true,
    alternateCommentMode: true,
  });
  const messages = typesIn(name === undefined ? root : root.lookup(name)).map(nodeOf);
  return { messages, imports };
}

function nodeOf(type: Type): MessageNode {
  return { type, nested: typesIn(type).map(nodeOf) };
}

function typesIn(space: unknown): Type[] {
  const { nestedArray = [] } = (space ?? {}) as { nestedArray?: object[] };
  return nestedArray.filter((one): one is Type => 'fieldsArray' in one);
}
