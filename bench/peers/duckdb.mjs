// Scans every table of an export with DuckDB: the rows, and the length of every cell, so that each is really parsed.
import { DuckDBInstance } from "@duckdb/node-api";
import { tables } from "./files.mjs";

const [folder] = process.argv.slice(2);
const instance = await DuckDBInstance.create(":memory:", { threads: process.env.DUCKDB_THREADS ?? "2" });
const connection = await instance.connect();
const rows = {};
for (const { entity, path } of tables(folder)) {
  const source = `read_csv('${path.replaceAll("'", "''")}', delim = ';', quote = '"', escape = '"', header = true, ` +
    "all_varchar = true, max_line_size = 67108864)";
  const described = await connection.runAndReadAll(`describe select * from ${source}`);
  const columns = described.getRows().map((row) => `sum(length("${String(row[0]).replaceAll('"', '""')}"))`);
  const counted = await connection.runAndReadAll(`select count(*), ${columns.join(", ")} from ${source}`);
  rows[entity] = Number(counted.getRows()[0][0]);
}
console.log(JSON.stringify({ rows }));
