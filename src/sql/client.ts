/** One result of a statement; a statement without a result set has no columns. */
export interface SqlResult {
  columns: string[];
  /** Values as the database writes them; null for NULL. */
  rows: (string | null)[][];
  /** Rows that the statement changed, where the database says. */
  affected?: number;
}

/** A session with a database, the same for each product. */
export interface SqlClient {
  /** Runs one statement. @throws StreamkitError with the database's own message, without a stack trace */
  query: (statement: string) => Promise<SqlResult>;
  close: () => Promise<void>;
}
