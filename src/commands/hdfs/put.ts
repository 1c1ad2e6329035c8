import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { webHdfsUrl } from '../../hdfs/endpoint.js';
import type { HdfsEntry } from '../../hdfs/file-status.js';
import { hdfsPath, inDirectory, nameOf } from '../../hdfs/path.js';
import { put } from '../../hdfs/put.js';
import { requireFile } from '../../shared/input-file.js';
import { printable } from '../../render/hdfs.js';
import { bytes } from '../../render/quantities.js';

export default class HdfsPut extends BaseCommand {
  static override summary = 'Upload a file or stdin to HDFS';
  static override examples = [
    '<%= config.bin %> hdfs put customers.txt /user/storm-data/',
    "echo '1|Ann|Lee' | <%= config.bin %> hdfs put - /user/storm-data/one.txt",
  ];
  static override args = {
    file: Args.string({ description: 'local file, or - for stdin', required: true, ignoreStdin: true }),
    path: Args.string({
      description: 'directory or file path in HDFS',
      required: true,
      ignoreStdin: true,
    }),
  };
  static override flags = {
    force: Flags.boolean({ char: 'f', description: 'overwrite an existing file' }),
  };

  async run(): Promise<HdfsEntry> {
    const { args, flags } = await this.parse(HdfsPut);
    const standard = args.file === '-';
    const path = hdfsPath(args.path);
    // A slash at the end means a directory, also one that is not there yet.
    const target = args.path.endsWith('/') && !standard ? inDirectory(path, basename(args.file)) : path;
    if (!standard) await requireFile(args.file, 'FILE');
    const session = await this.open(flags);
    const parts = standard ? process.stdin : createReadStream(args.file, { highWaterMark: 1024 * 1024 });
    const entry = await put(webHdfsUrl(session), {
      parts,
      name: standard ? nameOf(target) : basename(args.file),
      target,
      overwrite: flags.force,
      signal: session.signal,
    }).finally(() => parts.destroy());
    this.log(`Put ${bytes(entry.bytes)} into ${printable(entry.path)}.`);
    return entry;
  }
}
