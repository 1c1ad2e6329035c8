import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { withHdfs } from '../../hdfs/endpoint.js';
import { expandPath } from '../../hdfs/glob.js';
import { move } from '../../hdfs/move.js';
import { hdfsPath } from '../../hdfs/path.js';
import { printable } from '../../render/printable.js';
import { StreamkitError } from '../../shared/errors.js';

export default class HdfsMv extends BaseCommand {
  static override summary = 'Rename or move files and directories in HDFS';
  static override examples = ['<%= config.bin %> hdfs mv /user/storm-data/one.txt /user/storm-data/two.txt'];
  static override args = {
    path: Args.string({ description: 'path or pattern in HDFS', required: true }),
    target: Args.string({ description: 'new path, or a directory', required: true }),
  };

  async run(): Promise<{ moved: { path: string; target: string }[] }> {
    const { args, flags } = await this.parse(HdfsMv);
    const [path, target] = [hdfsPath(args.path), hdfsPath(args.target)];
    return withHdfs(await this.open(flags), async (url, signal) => {
      const found = await expandPath(url, path, signal);
      if (
        found.length > 1 &&
        !(await expandPath(url, target, signal)).every(({ type }) => type === 'directory')
      )
        throw new StreamkitError(
          'USAGE',
          `${args.path} matches ${found.length} paths: the target must be a directory.`,
        );
      const moved = [];
      for (const entry of found) {
        const destination = await move(url, entry.path, target, signal);
        this.log(`Moved ${printable(entry.path)} to ${printable(destination)}.`);
        moved.push({ path: entry.path, target: destination });
      }
      return { moved };
    });
  }
}
