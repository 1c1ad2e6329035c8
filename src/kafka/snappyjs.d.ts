declare module 'snappyjs' {
  /** @throws Error for data that is no snappy, or unpacks to more than `maxLength` bytes */
  export function uncompress(data: Buffer, maxLength?: number): Buffer;
  export function compress(data: Buffer): Buffer;
}
