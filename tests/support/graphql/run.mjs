// What the end-to-end tests do again and again: start the server, pull, audit, compare.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = dirname(fileURLToPath(import.meta.url));
export const [boussole, synthetic, shared] = process.argv.slice(2);
export const schemas = join(shared, 'data/decidim/graphql');
export const work = mkdtempSync(join(tmpdir(), 'boussole-graphql-'));

export const generations = [
  { name: '0.24', schema: 'decidim-0.24.graphql', limits: 'decidim' },
  { name: '0.27', schema: 'decidim-0.27.graphql', limits: 'decidim' },
  { name: '0.28', schema: 'decidim-0.28.graphql', limits: 'decidim' },
  { name: '0.29', schema: 'decidim-0.29.graphql', limits: 'decidim' },
  { name: '0.30', schema: 'decidim-0.30.graphql', limits: 'decidim' },
  { name: '0.31', schema: 'decidim-newest-approx.graphql', limits: 'newest' },
];

/// Ends the test as passed over (77) where what it needs is not there.
export function need(path, why) {
  if (existsSync(path)) return;
  console.log(`SKIPPED: ${why} (${path})`);
  process.exit(77);
}

export function draw(town, generation, more = []) {
  const base = join(work, `${town}-${generation}`);
  execFileSync(synthetic, [town, '--generation', generation, '--graphql', `${base}.json`, '-o', `${base}.zip`, ...more]);
  return { data: `${base}.json`, zip: `${base}.zip` };
}

export async function serve(options) {
  const child = spawn('node', [join(here, 'server.mjs'), ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise((resolve, reject) => {
    child.stdout.on('data', (line) => resolve(Number(String(line).split(' ')[1])));
    child.on('exit', () => reject(new Error('the server ended')));
  });
  const address = `http://127.0.0.1:${port}`;
  return { address, stats: async () => (await fetch(`${address}/stats`)).json(), stop: () => child.kill() };
}

let folders = 0;
export async function pull(server, more = [], { platform = 'decidim', into = join(work, `pull-${++folders}`), rate = 6000, kill } = {}) {
  const folder = into;
  const child = spawn(boussole, ['pull', server.address, '-o', folder, '--allow-private', '--allow-http',
    ...(platform ? ['--platform', platform] : []), '--rate', String(rate), '--retries', '0', '--quiet', ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk) => { said += chunk; });
  child.stderr.on('data', (chunk) => { said += chunk; });
  if (kill) kill.then(() => child.kill('SIGKILL'));
  const code = await new Promise((resolve) => { child.on('exit', resolve); });
  const ending = existsSync(join(folder, 'manifest.jsonl'))
    ? JSON.parse(readFileSync(join(folder, 'manifest.jsonl'), 'utf8').trim().split('\n').at(-1)) : {};
  return { folder, code, said, ending };
}

/// The files of a pull that an audit reads, copied to another folder: what one would have saved by hand.
export function byHand(folder) {
  const out = join(work, `hand-${++folders}`);
  mkdirSync(out);
  const lines = readFileSync(join(folder, 'manifest.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  return lines.filter((line) => line.data).map((line) => {
    const copy = join(out, line.file.replace('answers/', ''));
    copyFileSync(join(folder, line.file), copy);
    return copy;
  });
}

export function audit(...sources) {
  const out = join(work, `audit-${++folders}`);
  const done = spawnSync(boussole, ['audit', ...sources, '-o', out, '-f', 'json', '--as-of', '2026-06-01', '--threads', '1'], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`audit: ${done.stderr}`);
  const bytes = readFileSync(join(out, 'audit.json'), 'utf8');
  const document = JSON.parse(bytes);
  return { ...document, bytes, byId: new Map(document.indicators.map((each) => [each.id, each])) };
}

export const answersOf = (folder) => (existsSync(join(folder, 'answers')) ? readdirSync(join(folder, 'answers')).length : 0);
/// The answers of a folder, by the order they came in.
export const bytesOf = (folder) => readdirSync(join(folder, 'answers')).sort().map((name) => `${name} ${readFileSync(join(folder, 'answers', name), 'latin1')}`).join('\n');
/// The manifest without what depends on the hour.
export const manifestOf = (folder) => readFileSync(join(folder, 'manifest.jsonl'), 'utf8').trim().split('\n').map((line) => {
  const { received_at, started_at, finished_at, chain, ...rest } = JSON.parse(line);
  return JSON.stringify(rest);
}).join('\n');

/// Numbers from 0 to 1, the same ones in every run.
export function seeded(state) {
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/// A pull that is killed once as many answers are there as each of `points` says, and gone on with until it is complete.
export async function killed(points, into, run) {
  let kills = 0;
  for (const point of points) {
    let stop;
    const kill = new Promise((resolve) => { stop = resolve; });
    const watch = setInterval(() => { if (answersOf(into) >= point) stop(); }, 2);
    const cut = await run({ into, kill });
    clearInterval(watch);
    kills += cut.code === null ? 1 : 0;
  }
  return { ...await run({ into }), kills };
}

let failures = 0;
export function check(truth, what) {
  if (truth) return;
  ++failures;
  console.error(`FAILED: ${what}`);
}
export function finish() {
  console.log(failures ? `${failures} failed` : 'all passed');
  process.exit(failures ? 1 : 0);
}
