import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { putFolder, type Copied, type CopyOptions } from '../../hdfs/copy-folder.js';
import { withHdfs } from '../../hdfs/endpoint.js';
import type { HdfsEntry } from '../../hdfs/file-status.js';
import { hdfsPath, inDirectory, nameOf } from '../../hdfs/path.js';
import { put } from '../../hdfs/put.js';
import { requireFile } from '../../shared/input-file.js';
import { printable } from '../../render/printable.js';
import { bytes } from '../../render/quantities.js';
import { count } from '../../render/kafka/topics.js';

export default class HdfsPut extends BaseCommand {
  static override summary = 'Upload a file, a folder or stdin to HDFS';
  static override examples = [
    '<%= config.bin %> hdfs put customers.txt /user/storm-data/',
    "echo '1|Ann|Lee' | <%= config.bin %> hdfs put - /user/storm-data/one.txt",
  ];
  static override args = {
    file: Args.string({ description: 'local file, or - for stdin', required: true }),
    path: Args.string({
      description: 'directory or file path in HDFS',
      required: true,
    }),
  };
  static override flags = {
    force: Flags.boolean({ char: 'f', description: 'overwrite an existing file' }),
  };

  async run(): Promise<HdfsEntry | (Copied & { path: string })> {
    const { args, flags } = await this.parse(HdfsPut);
    const standard = args.file === '-';
    const path = hdfsPath(args.path);
    // A slash at the end means a directory, which may not exist yet.
    const target = args.path.endsWith('/') && !standard ? inDirectory(path, basename(args.file)) : path;
    const folder = !standard && (await stat(args.file).catch(() => undefined))?.isDirectory();
    if (!standard && !folder) await requireFile(args.file, 'FILE');
    return withHdfs(await this.open(flags), async (url, signal) => {
      const options = { overwrite: flags.force, signal };
      if (folder) return this.folder(url, args.file, target, options);
      const parts = standard ? process.stdin : createReadStream(args.file, { highWaterMark: 1024 * 1024 });
      const name = standard ? nameOf(target) : basename(args.file);
      const entry = await put(url, { parts, name, target, ...options }).finally(() => parts.destroy());
      this.log(`Put ${bytes(entry.bytes)} into ${printable(entry.path)}.`);
      return entry;
    });
  }

  private async folder(url: string, folder: string, target: string, options: CopyOptions) {
    const copied = await putFolder(url, folder, target, options);
    this.log(`Put ${count(copied.files, 'file')} (${bytes(copied.bytes)}) into ${printable(copied.path)}.`);
    return copied;
  }
}
