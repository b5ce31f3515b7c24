// Runs every contender once a round, in turning order, on the same files with warm cache, and prints medians and the
// ratios of each round's pair. Started by `bench/run`, which makes the files and the tools.
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, openSync, closeSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const { values: given } = parseArgs({
  options: {
    folder: { type: "string" }, name: { type: "string" }, boussole: { type: "string" }, measure: { type: "string" },
    pairs: { type: "string", default: "5" }, replicates: { type: "string", default: "2000" },
    threads: { type: "string", default: "2" }, only: { type: "string" }, write: { type: "boolean", default: false },
  },
});
const rounds = Number(given.pairs);
const scratch = mkdtempSync(join(tmpdir(), "boussole-bench-"));
const out = join(scratch, "audit");

function contenders() {
  const zip = given.folder + ".zip";
  const source = existsSync(zip) ? zip : given.folder;  // a town is given as its zip, as it is downloaded
  const all = {
    boussole: [given.boussole, "audit", source, "-o", out, "--threads", given.threads, "--replicates", given.replicates],
    polars: ["node", join(here, "peers/polars.mjs"), given.folder, "infer"],
    "polars-strings": ["node", join(here, "peers/polars.mjs"), given.folder, "strings"],
    duckdb: ["node", join(here, "peers/duckdb.mjs"), given.folder],
    pandas: [python(), join(here, "peers/pandas_frames.py"), given.folder],
  };
  const wanted = given.only ? given.only.split(",") : Object.keys(all);
  if (!existsSync(given.boussole)) {
    console.log("No audit is measured: the program given with --boussole is not there.");
    delete all.boussole;
  }
  if (!python()) {
    console.log("pandas is not here: left out.");
    delete all.pandas;
  }
  return Object.entries(all).filter(([name]) => wanted.includes(name));
}

function python() {
  for (const name of ["python3", "/usr/bin/python3"])
    if (spawnSync(name, ["-c", "import pandas"]).status === 0) return name;
  return undefined;
}

function run([name, command]) {
  rmSync(out, { recursive: true, force: true });
  const figures = join(scratch, "figures.json");
  const descriptor = openSync(figures, "w");
  const env = { ...process.env, POLARS_MAX_THREADS: given.threads, DUCKDB_THREADS: given.threads, NO_COLOR: "1" };
  const done = spawnSync(given.measure, command, { env, stdio: ["ignore", "pipe", "pipe", descriptor], encoding: "utf8" });
  closeSync(descriptor);
  if (done.status !== 0) {
    console.error(`${name} failed (${done.status}):\n${done.stderr}`);
    process.exit(1);
  }
  check(name, name === "boussole" ? rowsOfAudit() : JSON.parse(done.stdout).rows);
  return JSON.parse(readFileSync(figures, "utf8"));
}

/// Rows that the audit accounts for: read, rejected or duplicate.
function rowsOfAudit() {
  const rows = {};
  for (const source of JSON.parse(readFileSync(join(out, "audit.json"), "utf8")).sources)
    if (source.entity)
      rows[source.entity] = (rows[source.entity] ?? 0) + source.rows_read + source.rows_rejected + source.rows_duplicate;
  return rows;
}

const expected = existsSync(given.folder + ".json") ? JSON.parse(readFileSync(given.folder + ".json", "utf8")).rows : null;

function check(name, rows) {
  for (const [entity, count] of Object.entries(expected ?? {}))
    if (rows[entity] !== count) {
      console.error(`${name} found ${rows[entity]} rows of ${entity}, ${count} were written`);
      process.exit(1);
    }
}

const sorted = (values) => [...values].sort((a, b) => a - b);
const median = (values) => {
  const s = sorted(values);
  return s.length % 2 ? s[(s.length - 1) / 2] : (s[s.length / 2 - 1] + s[s.length / 2]) / 2;
};
const range = (values) => `${sorted(values)[0].toFixed(2)}–${sorted(values).at(-1).toFixed(2)}`;

function warm() {
  for (const name of readdirSync(given.folder)) readFileSync(join(given.folder, name));
}

const running = contenders();
const figures = Object.fromEntries(running.map(([name]) => [name, []]));
warm();
for (let round = 0; round < rounds; ++round)
  for (let i = 0; i < running.length; ++i) {
    const contender = running[(round + i) % running.length];
    figures[contender[0]].push(run(contender));
  }
rmSync(scratch, { recursive: true, force: true });

const reference = figures.boussole ? "boussole" : running[0][0];
const rows = running.map(([name]) => {
  const of = (key) => figures[name].map((run) => run[key]);
  const cpu = figures[name].map((run) => run.user + run.system);
  const ratios = figures[reference].map((run, i) => run.wall / figures[name][i].wall);
  return `| ${given.name} | ${name} | ${rounds} | ${median(of("wall")).toFixed(2)} | ${range(of("wall"))} | ` +
    `${median(cpu).toFixed(2)} | ${(median(of("peak_kb")) / 1024).toFixed(0)} | ` +
    `${name === reference ? "" : `${median(ratios).toFixed(2)} (${range(ratios)})`} |`;
});
const head = `| set | contender | rounds | wall s, median | range | CPU s | peak MB | ${reference} ÷ it, paired |\n` +
  "|---|---|---|---|---|---|---|---|";
console.log(`${cpus().length} cores (${cpus()[0].model.trim()}), ${given.threads} threads each, warm cache\n\n${head}`);
console.log(rows.join("\n"));
if (given.write) {
  const file = join(here, "results.md");
  const day = new Date().toISOString().slice(0, 10);
  const title = existsSync(file) ? "" : "# Results\n";
  appendFileSync(file, `${title}\n${day}, ${cpus().length} cores (${cpus()[0].model.trim()}), ${given.threads} threads ` +
    `each, ${given.replicates} replicates, warm cache\n\n${head}\n${rows.join("\n")}\n`);
}
