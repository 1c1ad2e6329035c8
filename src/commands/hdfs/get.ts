import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { webHdfsUrl } from '../../hdfs/endpoint.js';
import { get } from '../../hdfs/get.js';
import { hdfsPath, nameOf } from '../../hdfs/path.js';
import { printable } from '../../render/hdfs.js';
import { bytes } from '../../render/quantities.js';

export default class HdfsGet extends BaseCommand {
  static override summary = 'Download a file from HDFS';
  static override examples = [
    '<%= config.bin %> hdfs get /user/storm-data/records-1.txt',
    '<%= config.bin %> hdfs get /user/storm-data/records-1.txt copy.txt --force',
  ];
  static override args = {
    path: Args.string({ description: 'path in HDFS', required: true, ignoreStdin: true }),
    file: Args.string({ description: 'local folder or file name', default: '.', ignoreStdin: true }),
  };
  static override flags = {
    force: Flags.boolean({ char: 'f', description: 'overwrite an existing file' }),
  };

  async run(): Promise<{ path: string; file: string; bytes: number }> {
    const { args, flags } = await this.parse(HdfsGet);
    const path = hdfsPath(args.path);
    const folder = await stat(args.file).then(
      (found) => found.isDirectory(),
      () => false,
    );
    const file = folder ? join(args.file, nameOf(path)) : args.file;
    const session = await this.open(flags);
    const request = { path, target: file, overwrite: flags.force, signal: session.signal };
    const length = await get(webHdfsUrl(session), request);
    this.log(`Got ${bytes(length)} as ${printable(file)}.`);
    return { path, file, bytes: length };
  }
}
