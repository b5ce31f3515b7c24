// Checks queries against a schema by the reference validator, and against the limits.
//   node validate.mjs --schema FILE --limits NAME < queries.json      (a JSON array of texts)
// Prints what is wrong; ends with 1 if anything is.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildSchema, parse, validate } from 'graphql';
import { CONSUL, CONSUL_OLD, DECIDIM, DECIDIM_NEWEST, refusals } from './limits.mjs';

const { values: options } = parseArgs({ options: { schema: { type: 'string' }, limits: { type: 'string', default: 'decidim' } } });
const schema = buildSchema(readFileSync(options.schema, 'utf8'), { assumeValid: true });
const limits = { ...{ decidim: DECIDIM, newest: DECIDIM_NEWEST, consul: CONSUL, 'consul-old': CONSUL_OLD }[options.limits], introspection: true };
const queries = JSON.parse(readFileSync(0, 'utf8'));
let wrong = 0;
for (const text of queries) {
  const document = parse(text);
  const said = validate(schema, document).map((e) => e.message).concat(refusals(schema, document, {}, limits));
  for (const message of said) console.log(`${message}\n  in ${text.slice(0, 300)}`);
  wrong += said.length;
}
console.log(`${queries.length} queries, ${wrong} faults`);
process.exit(wrong ? 1 : 0);
