/** An answer that is a file, sent as it comes. */
export class Download {
  constructor(
    readonly name: string,
    readonly type: string,
    readonly parts: AsyncIterable<string | Uint8Array>,
  ) {}
}
