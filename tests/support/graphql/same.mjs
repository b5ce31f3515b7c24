// An invented platform served as GraphQL, as open data and as both gives the same measurements where the fields exist, in
// every generation; and every query that was sent is valid by the reference validator.
//   node same.mjs BOUSSOLE BOUSSOLE-SYNTHETIC SHARED
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { audit, check, draw, finish, generations, here, need, pull, schemas, serve } from './run.mjs';

need(schemas, 'the schemas of Decidim are not there');
need(join(here, 'node_modules/graphql'), 'run "npm ci" in tests/support/graphql first');

// What is measured of the files themselves, or of what only one of the two has.
const ofTheFiles = new Set(['com-reversibilite', 'tra-completude-donnees', 'pou-budget-delegue']);

// Where the API tells the phases, an answer is due from their end; beside it stands the value by publication, which is
// what open data alone allow. Contributions whose phase is not over are then not due at all.
const byPhase = (one) => /due after the end of the phase/.test(one.method);
const byPublication = (one) => one.parts.find((part) => part.id === 'value_from_publication')?.value;
function short(one, other) {
  if (byPhase(one) !== byPhase(other)) return JSON.stringify({ value: byPhase(one) ? byPublication(one) : one.value });
  const { value, n, missing } = one;
  return JSON.stringify({ value, n, missing });
}

function sameWhereBoth(name, a, b) {
  let compared = 0;
  for (const [id, one] of a.byId) {
    const other = b.byId.get(id);
    if (ofTheFiles.has(id) || one.status !== 'ok' || other.status !== 'ok') continue;
    ++compared;
    check(short(one, other) === short(other, one), `${name}, ${id}: ${short(one, other)} and ${short(other, one)}`);
  }
  return compared;
}

for (const generation of generations) {
  for (const town of ['val-clair', 'port-lune']) {
    const files = draw(town, generation.name, ['--all-shown']);
    const server = await serve(['--schema', join(schemas, generation.schema), '--data', files.data, '--zip', files.zip, '--limits', generation.limits]);
    const api = await pull(server, ['--parts', 'api']);
    const both = await pull(server, ['--parts', 'open-data,api']);
    const stats = await server.stats();
    server.stop();
    check(api.code === 0, `${generation.name} ${town}: pull ended with ${api.code}: ${api.said}`);
    check(both.code === 0, `${generation.name} ${town}: pull of both ended with ${both.code}: ${both.said}`);
    const [graphql, zip, joined] = [audit(api.folder), audit(files.zip), audit(both.folder)];
    const name = `${generation.name} ${town}`;
    const compared = sameWhereBoth(`${name}, API and open data`, graphql, zip);
    sameWhereBoth(`${name}, both and open data`, joined, zip);
    const counts = [graphql, zip, joined].map((each) => [...each.byId.values()].filter((one) => one.status === 'ok').length);
    check(counts[2] >= Math.max(counts[0], counts[1]), `${name}: both measure less (${counts[2]}) than one (${counts})`);
    // What the API alone says of budgets reaches the figures, beside open data too.
    const parts = [graphql, joined].map((each) => each.byId.get('pou-budget-delegue').parts.map((part) => part.id));
    for (const ids of parts)
      check(town !== 'val-clair' || (ids.includes('budget_offered') && ids.includes('share_taken')), `${name}: sums of budgets: ${ids}`);
    const mandatory = graphql.context.find((each) => each.id === 'ctx-questions-obligatoires');
    check(town !== 'val-clair' || (mandatory?.value === 0.5 && mandatory.n === 2), `${name}: questions of surveys: ${JSON.stringify(mandatory)}`);
    const introspection = stats.messages.filter((m) => m.startsWith('Introspection')).length;
    check(stats.refused - introspection === 0 || generation.limits === 'newest', `${name}: refused ${stats.messages}`);
    const asked = stats.queries.filter((q) => !q.includes('__schema'));
    if (generation.limits !== 'newest')
      execFileSync('node', [join(here, 'validate.mjs'), '--schema', join(schemas, generation.schema), '--limits', generation.limits], { input: JSON.stringify(asked) });
    console.log(`${name}: ${compared} indicators alike; measured ${counts.join(', ')}; ${stats.requests} queries, ${stats.refused} refused`);
  }
}
finish();
