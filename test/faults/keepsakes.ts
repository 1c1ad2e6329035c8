import type { FaultHome } from './home.js';

const topic = 'kept';
const table = 'kept.kept';
const atOnce = 20;

/** Records and rows that a service has acknowledged, and that must be there after every fault. */
export class Keepsakes {
  private readonly records = new Set<string>();
  private readonly rows = new Set<string>();
  private next = 0;

  constructor(private readonly home: FaultHome) {}

  private get withRows(): boolean {
    return this.home.services.includes('mysql');
  }

  async add(): Promise<void> {
    if (this.records.size === 0) {
      await this.home.must('topic', 'create', topic, '--partitions', '3', '--if-not-exists');
      const statements = `create database if not exists kept; create table if not exists ${table} (n int)`;
      if (this.withRows) await this.home.must('sql', 'mysql', statements);
    }
    await Promise.all([this.addRecords(), ...(this.withRows ? [this.addRow()] : [])]);
  }

  /** @returns whether they were acknowledged */
  async addRecords(): Promise<boolean> {
    const values = Array.from({ length: atOnce }, () => `record-${this.next++}`);
    const { exitCode } = await this.home.run(['produce', topic], values.join('\n'));
    if (exitCode === 0) for (const value of values) this.records.add(value);
    return exitCode === 0;
  }

  private async addRow(): Promise<void> {
    const row = String(this.next++);
    const { exitCode } = await this.home.run(['sql', 'mysql', `insert into ${table} values (${row})`]);
    if (exitCode === 0) this.rows.add(row);
  }

  /** What was acknowledged and is not there any more. */
  async lost(): Promise<string[]> {
    const [records, rows] = await Promise.all([
      this.missing(this.records, ['consume', topic, '--from-beginning', '--exit']),
      this.missing(this.rows, ['sql', 'mysql', `select n from ${table}`, '--csv']),
    ]);
    return [...records, ...rows.map((row) => `row ${row}`)];
  }

  private async missing(kept: Set<string>, look: string[]): Promise<string[]> {
    if (kept.size === 0) return [];
    const { stdout } = await this.home.must(...look);
    const seen = new Set(stdout.split('\n').map((line) => line.trim()));
    return [...kept].filter((value) => !seen.has(value));
  }

  /** After the stack's data was deleted on purpose. */
  forget(): void {
    this.records.clear();
    this.rows.clear();
  }
}
