// What a Decidim or Consul platform refuses, counted as graphql-ruby counts it (Field#calculate_complexity,
// QueryDepth) and, for Decidim 0.31, its limits on aliases and recursion.
import { Kind, TypeInfo, getNamedType, isCompositeType, visit, visitWithTypeInfo } from 'graphql';

export const DECIDIM = { page: 50, complexity: 5000, depth: 15 };
export const DECIDIM_NEWEST = { ...DECIDIM, aliases: 5, recursion: 2, introspection: false };
export const CONSUL = { page: 25, complexity: 2500, depth: 8, collections: 2 };
export const CONSUL_OLD = { ...CONSUL, connection: 1000 };

function fragmentsOf(document) {
  const found = new Map();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) found.set(definition.name.value, definition);
  return found;
}

function fieldsOf(set, fragments) {
  const out = [];
  for (const each of set?.selections ?? []) {
    if (each.kind === Kind.FIELD) out.push(each);
    else if (each.kind === Kind.INLINE_FRAGMENT) out.push(...fieldsOf(each.selectionSet, fragments));
    else out.push(...fieldsOf(fragments.get(each.name.value)?.selectionSet, fragments));
  }
  return out;
}

function depthOf(set, fragments) {
  return Math.max(0, ...fieldsOf(set, fragments).map((f) => 1 + depthOf(f.selectionSet, fragments)));
}

function argument(field, name, variables) {
  const found = field.arguments?.find((a) => a.name.value === name)?.value;
  if (!found) return undefined;
  if (found.kind === Kind.VARIABLE) return variables[found.name.value];
  return found.kind === Kind.INT ? Number(found.value) : undefined;
}

/// Which fields give a connection, by the types of the schema.
function connectionsOf(schema, document) {
  const found = new Set();
  const info = new TypeInfo(schema);
  visit(document, visitWithTypeInfo(info, {
    Field(node) {
      const type = getNamedType(info.getType());
      if (type && isCompositeType(type) && type.name.endsWith('Connection')) found.add(node);
    },
  }));
  return found;
}

function complexityOf(set, context) {
  let sum = 0;
  for (const field of fieldsOf(set, context.fragments)) {
    const inside = complexityOf(field.selectionSet, context);
    if (!context.connections.has(field)) {
      sum += 1 + inside;
      continue;
    }
    if (context.connection !== undefined) {
      sum += context.connection + inside;
      continue;
    }
    const page = argument(field, 'first', context.variables) ?? argument(field, 'last', context.variables) ?? context.page;
    let once = 0;
    for (const part of fieldsOf(field.selectionSet, context.fragments)) {
      if (part.name.value === 'pageInfo') once += 1 + fieldsOf(part.selectionSet, context.fragments).length;
      if (part.name.value === 'edges' || part.name.value === 'nodes') once += 1;
    }
    sum += 1 + once + page * (inside - once);
  }
  return sum;
}

function deepestRepeat(set, fragments, path = []) {
  let most = 0;
  for (const field of fieldsOf(set, fragments)) {
    const name = field.name.value;
    if (!field.selectionSet) continue;
    const exempt = name === 'node' || name === 'edges' || name === 'nodes';
    const here = exempt ? 0 : path.filter((p) => p === name).length + 1;
    most = Math.max(most, here, deepestRepeat(field.selectionSet, fragments, [...path, name]));
  }
  return most;
}

function countAliases(document) {
  let count = 0;
  visit(document, { Field(node) { if (node.alias) ++count; } });
  return count;
}

/// Messages of what is refused; none where the query is allowed.
export function refusals(schema, document, variables, limits) {
  const fragments = fragmentsOf(document);
  const operation = document.definitions.find((d) => d.kind === Kind.OPERATION_DEFINITION);
  const connections = connectionsOf(schema, document);
  const context = { fragments, connections, variables: variables ?? {}, page: limits.page, connection: limits.connection };
  const said = [];
  const introspects = fieldsOf(operation.selectionSet, fragments).some((f) => f.name.value.startsWith('__schema'));
  if (introspects && limits.introspection === false) said.push('Introspection is not allowed');
  if (introspects) return said;
  const depth = depthOf(operation.selectionSet, fragments);
  if (depth > limits.depth) said.push(`Query has depth of ${depth}, which exceeds max depth of ${limits.depth}`);
  const complexity = complexityOf(operation.selectionSet, context);
  if (complexity > limits.complexity)
    said.push(`Query has complexity of ${complexity}, which exceeds max complexity of ${limits.complexity}`);
  const aliases = countAliases(document);
  if (limits.aliases !== undefined && aliases > limits.aliases)
    said.push(`Query has ${aliases} aliases, which exceeds max aliases of ${limits.aliases}`);
  if (limits.recursion !== undefined && deepestRepeat(operation.selectionSet, fragments) > limits.recursion)
    said.push('Recursion is not allowed: a field is repeated on one path');
  if (limits.collections !== undefined && connections.size > limits.collections)
    said.push(`Query has more than ${limits.collections} collections`);
  return said;
}

/// An error of validation as graphql-ruby words it.
export function inRuby(error) {
  const absent = error.message.match(/^Cannot query field "(.*?)" on type "(.*?)"/);
  if (!absent) return { message: error.message, locations: error.locations };
  const [, fieldName, typeName] = absent;
  return { message: `Field '${fieldName}' doesn't exist on type '${typeName}'`, locations: error.locations, path: ['query'],
    extensions: { code: 'undefinedField', typeName, fieldName } };
}
