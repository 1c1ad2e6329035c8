import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { getFolder, type Copied, type CopyOptions } from '../../hdfs/copy-folder.js';
import { withHdfs } from '../../hdfs/endpoint.js';
import type { HdfsEntry } from '../../hdfs/file-status.js';
import { get } from '../../hdfs/get.js';
import { expandPath } from '../../hdfs/glob.js';
import { hdfsPath, nameOf } from '../../hdfs/path.js';
import { printable } from '../../render/printable.js';
import { bytes } from '../../render/quantities.js';
import { count } from '../../render/kafka/topics.js';
import { StreamkitError } from '../../shared/errors.js';

export default class HdfsGet extends BaseCommand {
  static override summary = 'Download files and directories from HDFS';
  static override examples = [
    '<%= config.bin %> hdfs get /user/storm-data/records-1.txt',
    '<%= config.bin %> hdfs get /user/storm-data/records-1.txt copy.txt --force',
    '<%= config.bin %> hdfs get /user/storm-data copies',
  ];
  static override args = {
    path: Args.string({ description: 'path in HDFS', required: true }),
    file: Args.string({ description: 'local folder or file name', default: '.' }),
  };
  static override flags = {
    force: Flags.boolean({ char: 'f', description: 'overwrite an existing file' }),
  };

  async run(): Promise<{ path: string; file: string; bytes: number; files: number }[]> {
    const { args, flags } = await this.parse(HdfsGet);
    const path = hdfsPath(args.path);
    const into = await isFolder(args.file);
    return withHdfs(await this.open(flags), async (url, signal) => {
      const found = await expandPath(url, path, signal);
      if (found.length > 1 && !into)
        throw new StreamkitError(
          'USAGE',
          `${args.path} matches ${found.length} paths: name an existing folder.`,
        );
      const copies = [];
      for (const entry of found) {
        const file = into ? join(args.file, nameOf(entry.path)) : args.file;
        const copied = await this.copy(url, entry, file, { overwrite: flags.force, signal });
        copies.push({ path: entry.path, file, ...copied });
      }
      return copies;
    });
  }

  private async copy(url: string, entry: HdfsEntry, file: string, options: CopyOptions): Promise<Copied> {
    if (entry.type === 'directory') {
      const copied = await getFolder(url, entry, file, options);
      this.log(`Got ${count(copied.files, 'file')} (${bytes(copied.bytes)}) into ${printable(file)}.`);
      return copied;
    }
    const length = await get(url, { path: entry.path, target: file, ...options });
    this.log(`Got ${bytes(length)} as ${printable(file)}.`);
    return { files: 1, bytes: length };
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
