import type { IDescriptorProto, IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import type { NamespaceBase, Root, Type } from 'protobufjs';

/** A message of a file, with those that are declared in it, in their order. */
export interface MessageNode {
  type: Type | undefined;
  nested: MessageNode[];
}

/** What a file declares, and the names of the files that it imports. */
export interface ProtoFile {
  messages: MessageNode[];
  imports: string[];
}

/** Whether a schema is a serialized FileDescriptorProto in base64, as Python's serializer registers it, and not source. */
export function isDescriptor(text: string): boolean {
  return /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text);
}

const editions: Partial<Record<number, string>> = { 1000: '2023', 1001: '2024' };

/** Adds the types of such a schema. @throws Error for bytes that are not a descriptor */
export async function addDescriptor(root: Root, text: string): Promise<ProtoFile> {
  const { default: protobuf } = await import('protobufjs');
  const { default: descriptor } = await import('protobufjs/ext/descriptor.js');
  const decoded = descriptor.FileDescriptorProto.decode(Buffer.from(text, 'base64'));
  const file = decoded as Omit<IFileDescriptorProto, 'dependency'> & { dependency?: string[] };
  const { messageType = [], enumType = [], dependency = [] } = file;
  const space = file.package ? root.define(file.package) : root;
  const style = editions[Number(file.edition)] ?? (file.syntax === 'proto3' ? 'proto3' : 'proto2');
  for (const message of messageType) space.add(protobuf.Type.fromDescriptor(message, style));
  for (const one of enumType) space.add(protobuf.Enum.fromDescriptor(one, style));
  return { messages: messageType.map((message) => nodeOf(message, space)), imports: dependency };
}

/** The entries of maps count as nested messages here: Python's indexes are those of the descriptor. */
function nodeOf({ name, nestedType }: IDescriptorProto, space: NamespaceBase): MessageNode {
  const found = space.get(name ?? '') as Type | null;
  return {
    type: found ?? undefined,
    nested: found ? (nestedType ?? []).map((nested) => nodeOf(nested, found)) : [],
  };
}
