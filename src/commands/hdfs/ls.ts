import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { webHdfsUrl } from '../../hdfs/endpoint.js';
import { listPath, type HdfsEntry } from '../../hdfs/file-status.js';
import { hdfsPath } from '../../hdfs/path.js';
import { hdfsTable, printable } from '../../render/hdfs.js';

export default class HdfsLs extends BaseCommand {
  static override summary = 'List files and directories in HDFS (times are UTC)';
  static override examples = ['<%= config.bin %> hdfs ls', '<%= config.bin %> hdfs ls /user --json'];
  static override args = {
    path: Args.string({ description: 'path in HDFS', default: '/', ignoreStdin: true }),
  };

  async run(): Promise<{ path: string; entries: HdfsEntry[] }> {
    const { args, flags } = await this.parse(HdfsLs);
    const path = hdfsPath(args.path);
    const entries = await listPath(webHdfsUrl(await this.open(flags)), path);
    this.log(entries.length > 0 ? hdfsTable(entries) : `${printable(path)} is empty.`);
    return { path, entries };
  }
}
