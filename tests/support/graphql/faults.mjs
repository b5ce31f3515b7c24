// Each fault gives the right message and exit code, and the rest of the platform all the same where it can.
//   node faults.mjs BOUSSOLE BOUSSOLE-SYNTHETIC SHARED
import { join } from 'node:path';
import { audit, check, draw, finish, here, need, pull, schemas, serve } from './run.mjs';

need(schemas, 'the schemas of Decidim are not there');
need(join(here, 'node_modules/graphql'), 'run "npm ci" in tests/support/graphql first');

const files = draw('val-clair', '0.29', ['--all-shown']);
const schema = ['--schema', join(schemas, 'decidim-0.29.graphql'), '--data', files.data];

async function under(fault, more = []) {
  const server = await serve([...schema, ...more, ...(fault ? ['--fault', fault] : [])]);
  const pulled = await pull(server, ['--parts', 'api']);
  const stats = await server.stats();
  server.stop();
  return { ...pulled, stats };
}

for (const [fault, words] of [['signin', /asks to sign in|demande de se connecter/], ['off', /switched off|fermée/],
  ['html', /a page instead of JSON|une page au lieu de JSON/]]) {
  const out = await under(fault);
  check(out.code === 5, `${fault}: exit code ${out.code}`);
  check(words.test(out.said), `${fault}: said ${out.said}`);
  check(!out.ending.complete, `${fault}: the pull claims to be complete`);
}

const plain = await under('');
check(plain.code === 0 && plain.ending.complete, `no fault: ${plain.said}`);
const whole = plain.ending.counts.find((c) => c.what.startsWith('proposals of'));

const endless = await under('endless');
check(endless.code === 0, `endless: exit code ${endless.code}`);
check(endless.ending.notes.some((n) => n.code === 'endless_list'), 'endless: not said');
check(endless.stats.requests < 200, `endless: ${endless.stats.requests} queries`);

const nulls = await under('nulls');
const some = nulls.ending.counts.find((c) => c.what === whole.what);
check(nulls.code === 0 && some.hidden > 0 && some.hidden + some.received === whole.received, `nulls: ${JSON.stringify(some)}`);
check(audit(nulls.folder).rejections.total === 0, 'nulls: rows were refused');

const shift = await under('shift');
check(shift.code === 0 && shift.ending.changes.some((c) => c.code === 'repeated_objects'), 'shift: not said');
const same = shift.ending.counts.find((c) => c.what === whole.what);
check(same.received === whole.received, `shift: ${same.received} of ${whole.received}`);

// A platform that allows far less than usual: the same comes, in smaller pages.
const tight = await under('', ['--complexity', '400']);
check(tight.code === 0, `complexity 400: ${tight.said}`);
const few = tight.ending.counts.find((c) => c.what === whole.what);
check(few.received === whole.received, `complexity 400: ${few.received} of ${whole.received}`);
finish();
