import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { withHdfs } from '../../hdfs/endpoint.js';
import { hdfsPath } from '../../hdfs/path.js';
import { tail } from '../../hdfs/tail.js';
import { openOutput } from '../../render/output.js';

export default class HdfsTail extends BaseCommand {
  static override summary = 'Print the last lines of a file in HDFS';
  static override examples = ['<%= config.bin %> hdfs tail /user/storm-data/one.txt -n 5'];
  static override args = {
    path: Args.string({ description: 'file in HDFS', required: true, ignoreStdin: true }),
  };
  static override flags = {
    lines: Flags.integer({ char: 'n', description: 'number of lines', default: 10, min: 0 }),
  };

  async run(): Promise<{ path: string; content: string }> {
    const { args, flags } = await this.parse(HdfsTail);
    const path = hdfsPath(args.path);
    const session = await this.open(flags);
    const content = await withHdfs(session, async (url, signal) => tail(url, path, flags.lines, signal));
    if (!this.jsonEnabled()) await openOutput(process.stdout).write(content);
    return { path, content: content.toString('utf8') };
  }
}
