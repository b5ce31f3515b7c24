// 1,000 proposals with 20,000 comments are pulled under the limits without one refused query.
//   node large.mjs BOUSSOLE BOUSSOLE-SYNTHETIC SHARED
import { join } from 'node:path';
import { audit, check, draw, finish, generations, here, need, pull, schemas, serve } from './run.mjs';

need(schemas, 'the schemas of Decidim are not there');
need(join(here, 'node_modules/graphql'), 'run "npm ci" in tests/support/graphql first');

for (const generation of generations.filter((each) => each.name === '0.28' || each.name === '0.31')) {
  const files = draw('large', generation.name, ['--proposals', '1000', '--comments', '20000', '--all-shown']);
  const server = await serve(['--schema', join(schemas, generation.schema), '--data', files.data, '--limits', generation.limits]);
  const started = Date.now();
  const pulled = await pull(server, ['--parts', 'api']);
  const seconds = (Date.now() - started) / 1000;
  const stats = await server.stats();
  server.stop();
  check(pulled.code === 0, `${generation.name}: ${pulled.said}`);
  const refused = stats.messages.filter((m) => !m.startsWith('Introspection'));
  check(refused.length === 0, `${generation.name}: refused ${refused}`);
  const comments = pulled.ending.counts.find((c) => c.what.startsWith('comments on proposals'));
  const proposals = pulled.ending.counts.find((c) => c.what.startsWith('proposals of'));
  check(proposals.received === 1000, `${generation.name}: ${proposals.received} proposals`);
  check(comments.received === 20000 && comments.announced === 20000, `${generation.name}: ${JSON.stringify(comments)}`);
  const read = audit(pulled.folder).sources.reduce((sum, s) => sum + s.rows_read, 0);
  check(read >= 21000, `${generation.name}: ${read} rows read`);
  console.log(`${generation.name}: ${stats.requests} queries, ${refused.length} refused, ${seconds.toFixed(1)} s`);
}
finish();
