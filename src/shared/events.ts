/** Progress of a command: use cases report it, renderers show it. */
export type ProgressEvent =
  | { type: 'fetching'; message: string; count: number }
  | { type: 'fetched'; count: number; ms: number }
  | { type: 'starting'; service: string; reason: string }
  | { type: 'note'; service?: string; message: string }
  | { type: 'log'; service: string; text: string }
  | { type: 'up'; service: string; address: string; ms: number | undefined }
  | { type: 'failed'; service: string; message: string }
  | { type: 'stopping'; service: string }
  | { type: 'down'; service: string; ms: number }
  | { type: 'pipeline'; name: string; promise: string }
  | { type: 'step-started'; pipeline: string; step: string }
  | {
      type: 'step-ended';
      pipeline: string;
      step: string;
      status: 'passed' | 'failed';
      seconds: number;
      /** What was observed, or why the step failed. */
      detail: string;
    };

export type Report = (event: ProgressEvent) => void;
