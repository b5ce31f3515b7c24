// An invented Consul platform is pulled whole from both generations of its interface, read offline, and counted.
//   node consul_end.mjs BOUSSOLE BOUSSOLE-SYNTHETIC SHARED
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { audit, answersOf, bytesOf, check, finish, here, killed, need, pull, seeded, serve, work } from './run.mjs';

need(join(here, 'node_modules/graphql'), 'run "npm ci" in tests/support/graphql first');
const { documentOf, generations, invent, schemaOf } = await import('./consul.mjs');
const { root, invented } = invent();

function write(generation) {
  const base = join(work, `consul-${generation}`);
  writeFileSync(`${base}.graphql`, schemaOf(generation));
  writeFileSync(`${base}.json`, JSON.stringify(documentOf(root, generation)));
  const limits = generation === 'old' ? 'consul-old' : 'consul';
  return { schema: `${base}.graphql`, limits,
    options: ['--schema', `${base}.graphql`, '--data', `${base}.json`, '--limits', limits, '--path', '/graphql'] };
}

const consul = (server, more = [], options = {}) => pull(server, more, { platform: 'consul', ...options });
const counted = (pulled, what) => pulled.ending.counts.find((each) => each.what === what) ?? {};

function same(name, found, wanted) {
  check(found === wanted, `${name}: ${found}, where ${wanted} were invented`);
}

/// Votes are published as totals: the sum of those that were saved, each thing once.
function votesOf(folder) {
  const sums = { supports: 0, ups: 0, downs: 0, replies: 0 }, seen = new Set();
  for (const name of readdirSync(join(folder, 'answers')).filter((each) => /-(proposals|debates|comments)\.json$/.test(each))) {
    for (const [list, { edges }] of Object.entries(JSON.parse(readFileSync(join(folder, 'answers', name), 'utf8')).data)) {
      for (const { node } of edges) {
        if (seen.has(list + node.id)) continue;
        seen.add(list + node.id);
        sums[list === 'proposals' ? 'supports' : 'ups'] += node.cachedVotesUp;
        sums.downs += node.cachedVotesDown ?? 0;
        sums.replies += node.ancestry ? 1 : 0;
      }
    }
  }
  return sums;
}

/// What the manifest counted, then what the audit reads of the folder once the server is gone.
function countsOf(generation, pulled) {
  const has = generation === 'old' ? { investments: 0 } : { investments: invented.investments };
  for (const what of ['proposals', 'debates', 'comments']) same(`${generation}, ${what} received`, counted(pulled, what).received, invented[what]);
  same(`${generation}, comments announced`, counted(pulled, 'comments').announced, invented.comments);
  const received = pulled.ending.counts.filter((each) => each.what.startsWith('investments')).reduce((sum, each) => sum + each.received, 0);
  same(`${generation}, investments received`, received, has.investments);
  const apart = !pulled.ending.notes.some((each) => each.code === 'investments_not_by_budget');
  check(apart === (generation !== 'new'), `${generation}: investments apart by budget: ${apart}`);

  const read = audit(pulled.folder);
  const rows = (entity) => read.sources.filter((each) => each.entity === entity).reduce((sum, each) => sum + each.rows_read, 0);
  same(`${generation}, proposals read`, rows('proposals'), invented.proposals);
  same(`${generation}, debates read`, rows('debates'), invented.debates);
  same(`${generation}, investments read`, rows('investments'), has.investments);
  same(`${generation}, comments read`, rows('comments'), invented.comments);
  same(`${generation}, rows refused`, read.rejections.total, 0);
  const replies = Object.fromEntries(read.byId.get('deb-reciprocite').parts.map((each) => [each.id, each.value]));
  same(`${generation}, replies read`, replies.replies, invented.replies);
  same(`${generation}, replies to what is hidden`, replies.orphans, invented.orphans);
  for (const [what, sum] of Object.entries(votesOf(pulled.folder))) same(`${generation}, ${what} saved`, sum, invented[what]);
  const budgets = read.spaces.filter((each) => each.id.startsWith('/budgets')).map((each) => `${each.id} ${each.contributions}`).sort().join(', ');
  same(`${generation}, budgets`, budgets, { old: '', new: '/budgets 42', apart: '/budgets/1 21, /budgets/2 21' }[generation]);
  const names = JSON.stringify(read) + bytesOf(pulled.folder);
  check(!names.includes('Habitante'), `${generation}: a name was asked for or kept`);
}

async function whole(generation) {
  const { schema, limits, options } = write(generation);
  const server = await serve(options);
  // Not told which platform it is, it asks each kind; the questions of the others are answered by a page.
  const pulled = await consul(server, [], generation === 'new' ? {} : { platform: '' });
  const stats = await server.stats();
  server.stop();
  check(pulled.code === 0 && pulled.ending.complete, `${generation}: ended with ${pulled.code}: ${pulled.said}`);
  check(stats.refused === 0, `${generation}: refused ${stats.messages}`);
  const asked = stats.queries.filter((each) => !each.includes('__schema'));
  execFileSync('node', [join(here, 'validate.mjs'), '--schema', schema, '--limits', limits], { input: JSON.stringify(asked) });
  countsOf(generation, pulled);
  console.log(`${generation}: ${stats.requests} queries, ${stats.refused} refused`);
  return pulled;
}

/// Killed at three moments, then taken up again: the same answers, and none asked for twice but those that were cut.
async function resumed(plain) {
  const { options } = write('new');
  const server = await serve(options);
  const random = seeded(20261124), all = answersOf(plain.folder);
  const points = [1, 2, 3].map(() => Math.floor(random() * (all - 1))).sort((a, b) => a - b);
  const into = join(work, 'killed');
  const again = await killed(points, into, (how) => consul(server, [], how));
  const stats = await server.stats();
  server.stop();
  check(again.kills > 0, `no kill hit the pull: ${points}`);
  check(again.code === 0 && again.ending.complete, `resumed: ${again.code} ${again.said}`);
  check(bytesOf(into) === bytesOf(plain.folder), 'resumed: the answers are not those of an undisturbed pull');
  check(stats.requests <= all + again.kills, `resumed: ${stats.requests} queries`);
}

async function faults(plain) {
  const { options } = write('new');
  const waiting = await serve([...options, '--fault', 'html']);
  const page = await consul(waiting);
  waiting.stop();
  check(page.code === 5 && /a page instead of JSON|une page au lieu de JSON/.test(page.said), `html: ${page.code} ${page.said}`);

  const broken = await serve([...options, '--fault', 'broken']);
  const first = await consul(broken);
  check(first.code !== 0 && !first.ending.complete, `a 500: ended with ${first.code}`);
  const again = await consul(broken, [], { into: first.folder });
  broken.stop();
  check(again.code === 0 && again.ending.complete, `a 500, resumed: ${again.code} ${again.said}`);
  check(bytesOf(first.folder) === bytesOf(plain.folder), 'a 500, resumed: the answers are not those of an undisturbed pull');
}

const done = {};
for (const generation of generations) done[generation] = await whole(generation);
await resumed(done.new);
await faults(done.new);
finish();
