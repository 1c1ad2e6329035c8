import { createReadStream } from 'node:fs';
import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { append } from '../../hdfs/append.js';
import { withHdfs } from '../../hdfs/endpoint.js';
import type { HdfsEntry } from '../../hdfs/file-status.js';
import { hdfsPath } from '../../hdfs/path.js';
import { printable } from '../../render/printable.js';
import { bytes } from '../../render/quantities.js';
import { requireFile } from '../../shared/input-file.js';

export default class HdfsAppend extends BaseCommand {
  static override summary = 'Append a file or stdin to a file in HDFS';
  static override examples = ["echo '2|Bo|Ray' | <%= config.bin %> hdfs append - /user/storm-data/one.txt"];
  static override args = {
    file: Args.string({ description: 'local file, "-" for stdin', required: true }),
    path: Args.string({ description: 'existing file in HDFS', required: true }),
  };

  async run(): Promise<HdfsEntry> {
    const { args, flags } = await this.parse(HdfsAppend);
    const path = hdfsPath(args.path);
    if (args.file !== '-') await requireFile(args.file, 'FILE');
    return withHdfs(await this.open(flags), async (url, signal) => {
      const parts =
        args.file === '-' ? process.stdin : createReadStream(args.file, { highWaterMark: 1024 * 1024 });
      const entry = await append(url, path, parts, signal).finally(() => parts.destroy());
      this.log(`${printable(path)} now has ${bytes(entry.bytes)}.`);
      return entry;
    });
  }
}
