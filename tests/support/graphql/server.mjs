// A GraphQL server for tests, on the reference implementation.
//   node server.mjs --schema FILE --data FILE [--limits decidim|newest|consul|consul-old] [--fault NAME] [--path /api] [--zip FILE]
// Prints "listening PORT" once it does. GET /stats tells how many queries came and how many were refused.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildSchema, execute, parse, validate } from 'graphql';
import { CONSUL, CONSUL_OLD, DECIDIM, DECIDIM_NEWEST, inRuby, refusals } from './limits.mjs';
import { commentables, fieldResolver, typeResolver } from './resolve.mjs';

const { values: options } = parseArgs({ options: {
  schema: { type: 'string' }, data: { type: 'string' }, limits: { type: 'string', default: 'decidim' },
  fault: { type: 'string', default: '' }, path: { type: 'string', default: '/api' }, zip: { type: 'string' },
  complexity: { type: 'string' },
} });

const schema = buildSchema(readFileSync(options.schema, 'utf8'), { assumeValid: true });
const document = JSON.parse(readFileSync(options.data, 'utf8'));
const limits = { ...{ decidim: DECIDIM, newest: DECIDIM_NEWEST, consul: CONSUL, 'consul-old': CONSUL_OLD }[options.limits] };
if (options.complexity) limits.complexity = Number(options.complexity);
const commentable = schema.getQueryType().getFields().commentable;
const context = { document, limits, fault: options.fault, commentables: commentables(document),
  // Up to 0.29 `commentable` gives an object type of its own, later the interface.
  commentableType: commentable && String(commentable.type).startsWith('Commentable!') ? 'Commentable' : undefined };
const stats = { requests: 0, refused: 0, pages: 0, messages: [], queries: [] };

function answer(response, status, body, type = 'application/json; charset=utf-8', headers = {}) {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), ...headers });
  response.end(body);
}

function query(body) {
  ++stats.requests;
  const { query: text, variables } = JSON.parse(body);
  let parsed;
  try {
    parsed = parse(text);
  } catch (error) {
    return { errors: [{ message: error.message }] };
  }
  stats.queries.push(text);
  const invalid = validate(schema, parsed);
  if (invalid.length) return { errors: invalid.map((e) => (options.limits.startsWith('consul') ? inRuby(e) : { message: e.message })) };
  const refused = refusals(schema, parsed, variables, limits);
  if (refused.length) return { errors: refused.map((message) => ({ message })) };
  return execute({ schema, document: parsed, variableValues: variables, contextValue: context, fieldResolver, typeResolver });
}

function refuse(result) {
  if (result.errors && !result.data) {
    ++stats.refused;
    stats.messages.push(...result.errors.map((e) => e.message ?? String(e)));
  }
  return result;
}

createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname === '/stats') return answer(response, 200, JSON.stringify(stats));
  if (url.pathname === '/robots.txt') return answer(response, 404, 'no', 'text/plain');
  if (url.pathname === '/open-data/download' && options.zip) {
    const bytes = readFileSync(options.zip);
    response.writeHead(200, { 'content-type': 'application/zip', 'content-length': bytes.length });
    return response.end(bytes);
  }
  if (url.pathname === '/' && options.limits.startsWith('consul'))
    return answer(response, 200, '<!doctype html><title>Participation</title>', 'text/html');
  if (url.pathname === '/users/sign_in' || url.pathname === '/')
    return answer(response, 200, '<!doctype html><title>Decidim</title><meta name="generator" content="decidim">', 'text/html');
  if (url.pathname !== options.path) return answer(response, 404, '<!doctype html><title>404</title>', 'text/html');
  if (options.fault === 'signin') return answer(response, 302, '', 'text/html', { location: '/users/sign_in' });
  if (options.fault === 'off') return answer(response, 302, '', 'text/html', { location: '/' });
  if (options.fault === 'html') return answer(response, 200, '<!doctype html><title>Please wait</title>', 'text/html');
  // One answer in the middle fails, once: who asks again is answered.
  if (options.fault === 'broken' && stats.requests === 9 && !stats.broken) {
    stats.broken = true;
    return answer(response, 500, '<!doctype html><title>We are sorry, but something went wrong (500)</title>', 'text/html');
  }
  let body = '';
  request.on('data', (chunk) => { body += chunk; });
  request.on('end', () => answer(response, 200, JSON.stringify(refuse(query(body)))));
}).listen(0, '127.0.0.1', function () { console.log(`listening ${this.address().port}`); });
