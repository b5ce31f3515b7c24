// Decidim's interface in every generation: a pull that was killed at random moments and gone on with is an undisturbed one,
// and the audit of its folder has the same bytes as the audit of the same files saved by hand.
//   node kills.mjs BOUSSOLE BOUSSOLE-SYNTHETIC SHARED
import { join } from 'node:path';
import { answersOf, audit, byHand, bytesOf, check, draw, finish, generations, here, killed, manifestOf, need, pull, schemas, seeded, serve, work } from './run.mjs';

need(schemas, 'the schemas of Decidim are not there');
need(join(here, 'node_modules/graphql'), 'run "npm ci" in tests/support/graphql first');

const random = seeded(20261124);
let hits = 0;

async function generation({ name, schema, limits }) {
  const files = draw('port-lune', name, ['--all-shown']);
  const server = await serve(['--schema', join(schemas, schema), '--data', files.data, '--zip', files.zip, '--limits', limits]);
  const plain = await pull(server);
  check(plain.code === 0 && plain.ending.complete, `${name}: ended with ${plain.code}: ${plain.said}`);
  const asked = (await server.stats()).requests, all = answersOf(plain.folder);
  // Some of the kills come before the first answer, or after the last one and before the end of the manifest.
  const points = [1, 2, 3].map(() => Math.floor(random() * (all + 1))).sort((a, b) => a - b);
  const into = join(work, `killed-${name}`);
  const again = await killed(points, into, (how) => pull(server, [], how));
  const twice = (await server.stats()).requests - 2 * asked;
  server.stop();
  hits += again.kills;
  check(again.code === 0 && again.ending.complete, `${name}, resumed: ${again.code} ${again.said}`);
  check(bytesOf(into) === bytesOf(plain.folder), `${name}, resumed: the answers are not those of an undisturbed pull`);
  check(manifestOf(into) === manifestOf(plain.folder), `${name}, resumed: the manifest is not that of an undisturbed pull`);
  check(twice <= again.kills, `${name}, resumed: ${twice} queries more than one for each of ${again.kills} kills`);
  const [pulled, saved] = [audit(into), audit(...byHand(into))];
  check(pulled.bytes === saved.bytes, `${name}: the audit of the folder and of its files by hand differ`);
  console.log(`${name}: killed at ${points} of ${all} answers (${again.kills} hit), ${twice} queries asked again`);
}

for (const each of generations) await generation(each);
check(hits > 0, 'no kill hit a pull');
finish();
