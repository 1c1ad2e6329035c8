import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { withHdfs } from '../../hdfs/endpoint.js';
import { hdfsPath } from '../../hdfs/path.js';
import { followFile, tail } from '../../hdfs/tail.js';
import { openOutput } from '../../render/output.js';

export default class HdfsTail extends BaseCommand {
  static override summary = 'Print the last lines of a file in HDFS';
  static override examples = [
    '<%= config.bin %> hdfs tail /user/storm-data/one.txt -n 5',
    '<%= config.bin %> hdfs tail /user/storm-data/one.txt -f',
  ];
  static override args = {
    path: Args.string({ description: 'file in HDFS', required: true }),
  };
  static override flags = {
    lines: Flags.integer({ char: 'n', description: 'number of lines', default: 10, min: 0 }),
    follow: Flags.boolean({
      char: 'f',
      description: 'print what is added until Ctrl-C',
      exclusive: ['json'],
    }),
  };

  async run(): Promise<{ path: string; content: string }> {
    const { args, flags } = await this.parse(HdfsTail);
    const path = hdfsPath(args.path);
    const session = await this.open(flags);
    const shown = withHdfs(session, async (url, signal) => {
      const { content, size } = await tail(url, path, flags.lines, signal);
      if (this.jsonEnabled()) return { path, content: content.toString('utf8') };
      const output = openOutput(process.stdout);
      await output.write(content);
      if (flags.follow) {
        const until = AbortSignal.any([signal, output.closed]);
        for await (const part of followFile(url, path, size, until)) await output.write(Buffer.from(part));
      }
      output.throwIfFailed();
      return { path, content: content.toString('utf8') };
    });
    return shown.catch((error: unknown) => {
      // Ctrl-C is how following ends.
      if (flags.follow && session.signal.aborted) return { path, content: '' };
      throw error;
    });
  }
}
