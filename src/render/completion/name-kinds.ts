/** Things with names that a shell completes by asking: `streamkit complete KIND`. */
export const nameKinds = [
  'topic',
  'group',
  'subject',
  'connector',
  'job',
  'topology',
  'snapshot',
  'context',
  'stack',
] as const;

export type NameKind = (typeof nameKinds)[number];
