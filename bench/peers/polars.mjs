// Reads every table of an export into Polars data frames, and nothing else. `strings` reads all columns as text, which
// is the least work; without it Polars infers the types, as it does by default.
import pl from "nodejs-polars";
import { tables } from "./files.mjs";

const [folder, mode] = process.argv.slice(2);
const options = { sep: ";", quoteChar: '"', nThreads: Number(process.env.POLARS_MAX_THREADS ?? 2) };
if (mode === "strings") options.inferSchemaLength = 0;
else options.inferSchemaLength = 10000;
const frames = {};
const rows = {};
for (const { entity, path } of tables(folder)) {
  frames[entity] = pl.readCSV(path, options);
  rows[entity] = frames[entity].height;
}
console.log(JSON.stringify({ rows }));
