// What DuckDB can say of the sessions in a log: node duckdb.mjs LOG
import { duckdbEntry } from './peers.mjs';

const { DuckDBInstance } = await import(String(duckdbEntry()));
const connection = await (await DuckDBInstance.create()).connect();
const columns = `{emitter: 'VARCHAR', type: 'INTEGER', timestamp: 'BIGINT', session_id: 'UBIGINT', event: 'JSON'}`;
const result = await connection.runAndReadAll(
  `SELECT emitter, session_id, count(*), min(timestamp), max(timestamp), max(CASE WHEN type = 1 THEN event->>'name' END)
   FROM read_json('${String(process.argv[2]).replaceAll("'", "''")}', format = 'newline_delimited', columns = ${columns})
   GROUP BY ALL`,
);
console.log(result.currentRowCount);
