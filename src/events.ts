/** What happens while a stack changes; renderers show it, use cases only tell it. */
export type StackEvent =
  | { type: 'fetching'; message: string; count: number }
  | { type: 'fetched'; count: number; ms: number }
  | { type: 'starting'; service: string; reason: string }
  | { type: 'note'; service?: string; message: string }
  | { type: 'up'; service: string; address: string; ms: number | undefined }
  | { type: 'failed'; service: string; message: string }
  | { type: 'stopping'; service: string }
  | { type: 'down'; service: string; ms: number };

export type Report = (event: StackEvent) => void;
