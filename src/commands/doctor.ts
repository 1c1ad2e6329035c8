import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import type { Finding } from '../engines/engine.js';
import { doctor } from '../stack/doctor.js';

export default class Doctor extends BaseCommand {
  static override summary = 'Check the machine and the stack, and suggest fixes';
  static override description = 'Exits with 3 if a problem prevents services from starting.';
  static override examples = [
    '<%= config.bin %> doctor',
    '<%= config.bin %> doctor --deep',
    '<%= config.bin %> doctor --json',
  ];

  static override flags = {
    deep: Flags.boolean({
      description: 'connect to every running service at each of its addresses, also from inside a container',
    }),
  };

  async run(): Promise<{ findings: Finding[] }> {
    const { flags } = await this.parse(Doctor);
    const findings = await doctor(await this.open(flags), flags.deep);
    const signs = {
      ok: this.theme.green('ok     '),
      warning: this.theme.yellow('warning'),
      problem: this.theme.red('problem'),
    };
    for (const { subject, status, message, fixes = [] } of findings) {
      this.log(`${signs[status]}  ${subject}: ${message}`);
      for (const fix of fixes) this.log(`         ${this.theme.cyan('→')} ${this.suggestion(fix)}`);
    }
    if (findings.some(({ status }) => status === 'problem')) process.exitCode = 3;
    return { findings };
  }
}
