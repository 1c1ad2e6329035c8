import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { withHdfs } from '../../hdfs/endpoint.js';
import { listPath } from '../../hdfs/file-status.js';
import { expandPath } from '../../hdfs/glob.js';
import { hdfsPath } from '../../hdfs/path.js';
import { usageOf, type HdfsUsage } from '../../hdfs/usage.js';
import { usageTable } from '../../render/hdfs.js';

export default class HdfsDu extends BaseCommand {
  static override summary = 'Show how much files and directories in HDFS hold (one copy)';
  static override examples = ['<%= config.bin %> hdfs du /user', '<%= config.bin %> hdfs du -s /user /tmp'];
  static override strict = false;
  static override args = {
    path: Args.string({ description: 'paths or patterns in HDFS (default: /)' }),
  };
  static override flags = {
    summary: Flags.boolean({ char: 's', description: 'one line per path, not one per entry of a directory' }),
  };

  async run(): Promise<{ usage: HdfsUsage[] }> {
    const { flags, argv } = await this.parse(HdfsDu);
    const paths = (argv.length > 0 ? (argv as string[]) : ['/']).map(hdfsPath);
    const usage = await withHdfs(await this.open(flags), async (url, signal) => {
      const rows: HdfsUsage[] = [];
      for (const path of paths)
        for (const entry of await expandPath(url, path, signal)) {
          const entries = flags.summary ? [entry] : await listPath(url, entry.path, signal);
          for (const shown of entries) rows.push(await usageOf(url, shown.path, signal));
        }
      return rows;
    });
    this.log(usage.length > 0 ? usageTable(usage) : 'The directory is empty.');
    return { usage };
  }
}
