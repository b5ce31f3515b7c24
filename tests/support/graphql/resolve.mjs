// Resolves a query over the document that `boussole-synthetic --graphql` writes: lists are cut into pages where the schema
// says so, everything else is what the document holds under the field's name.
import { getNamedType } from 'graphql';

const cursorOf = (index) => Buffer.from(String(index)).toString('base64');
const indexOf = (cursor) => Number(Buffer.from(cursor, 'base64').toString());

function connection(list, args, context) {
  const { limits, fault } = context;
  const first = Math.min(args.first ?? limits.page, limits.page);
  let from = args.after ? indexOf(args.after) + 1 : 0;
  let rows = list;
  // Between two pages something is added in front of the list: the last object of a page comes again on the next.
  if (fault === 'shift' && args.after && rows.length > 0) from = Math.max(0, from - 1);
  if (fault === 'endless') {
    const page = rows.slice(0, first);
    return { edges: page.map((node, i) => ({ cursor: cursorOf(from + i), node })), nodes: page,
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: cursorOf(from), endCursor: cursorOf(from + first) } };
  }
  if (fault === 'nulls') rows = rows.map((row, i) => (i % 3 === 1 ? null : row));
  const page = rows.slice(from, from + first);
  const last = from + page.length;
  return {
    edges: page.map((node, i) => ({ cursor: cursorOf(from + i), node })),
    nodes: page,
    pageInfo: { hasNextPage: last < list.length, hasPreviousPage: from > 0,
      startCursor: page.length ? cursorOf(from) : null, endCursor: page.length ? cursorOf(last - 1) : null },
  };
}

/// Everything that comments can be on, by "type/id".
export function commentables(document) {
  const found = new Map();
  const models = { Proposal: 'Decidim::Proposals::Proposal', Meeting: 'Decidim::Meetings::Meeting',
    Result: 'Decidim::Accountability::Result', Debate: 'Decidim::Debates::Debate', Post: 'Decidim::Blogs::Post',
    Project: 'Decidim::Budgets::Project', Comment: 'Decidim::Comments::Comment' };
  const walk = (value) => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (value === null || typeof value !== 'object') return;
    const model = models[value.__typename];
    if (model && value.id && value.comments) found.set(`${model}/${value.id}`, { ...value, type: model });
    Object.values(value).forEach(walk);
  };
  walk(document.components ?? {});
  return found;
}

export function fieldResolver(source, args, context, info) {
  const type = getNamedType(info.returnType).name;
  const root = info.parentType.name === 'Query' || info.parentType.name === 'QueryType';
  if (root && info.fieldName === 'component') return context.document.components[args.id] ?? null;
  if (root && info.fieldName === 'commentable') {
    const found = context.commentables.get(`${args.type}/${args.id}`);
    return found ? { ...found, __typename: context.commentableType ?? found.__typename } : null;
  }
  let value = (root ? context.document.root : source)?.[info.fieldName];
  if (root && value === undefined && args.id !== undefined)
    value = (context.document.root[`${info.fieldName}s`] ?? []).find((each) => String(each.id) === String(args.id));
  if (type.endsWith('Connection')) return connection(value ?? [], args, context);
  if (value === undefined) return null;
  return value;
}

export const typeResolver = (value) => value.__typename;
