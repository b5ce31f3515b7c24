// An invented Consul platform: its schema, in the names of two generations, and what is in it. The same at every run.
//   old     up to 1.1: snake_case only, root "QueryType", no budgets, a connection costs 1,000
//   new     camelCase, snake_case kept as deprecated; `budget{investments}` gives those of every budget, as Consul does
//   apart   as new, but every budget gives its own
export const generations = ['old', 'new', 'apart'];

const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

/// Fields of every type in the names of Ruby; "Name" is a type, "[Name]" a connection.
const types = {
  Proposal: { id: 'ID!', title: 'String', summary: 'String', description: 'String', public_author: 'User',
    public_created_at: 'String', geozone: 'Geozone', geozone_id: 'Int', cached_votes_up: 'Int', comments_count: 'Int',
    confidence_score: 'Int', hot_score: 'Int', retired_at: 'String', retired_reason: 'String',
    retired_explanation: 'String', video_url: 'String', tags: '[Tag]', comments: '[Comment]', votes_for: '[Vote]' },
  Debate: { id: 'ID!', title: 'String', description: 'String', public_author: 'User', public_created_at: 'String',
    cached_votes_total: 'Int', cached_votes_up: 'Int', cached_votes_down: 'Int', comments_count: 'Int',
    confidence_score: 'Int', hot_score: 'Int', tags: '[Tag]', comments: '[Comment]', votes_for: '[Vote]' },
  Comment: { id: 'ID!', body: 'String', ancestry: 'String', commentable_type: 'String', commentable_id: 'Int',
    public_author: 'User', public_created_at: 'String', cached_votes_total: 'Int', cached_votes_up: 'Int',
    cached_votes_down: 'Int', confidence_score: 'Int', votes_for: '[Vote]' },
  Vote: { id: 'ID!', public_created_at: 'String', votable_id: 'Int', votable_type: 'String', vote_flag: 'Boolean' },
  Geozone: { id: 'ID!', name: 'String' },
  Tag: { id: 'ID!', name: 'String', kind: 'String', taggings_count: 'Int' },
  User: { id: 'ID!', username: 'String', public_proposals: '[Proposal]', public_debates: '[Debate]',
    public_comments: '[Comment]' },
  Milestone: { id: 'ID!', title: 'String', description: 'String', publication_date: 'String' },
  BudgetInvestment: { id: 'ID!', public_author: 'User', price: 'Int', feasibility: 'String', title: 'String',
    description: 'String', location: 'String', comments: '[Comment]', comments_count: 'Int', milestones: '[Milestone]' },
  Budget: { id: 'ID!', name: 'String', phase: 'String', investments: '[BudgetInvestment]' },
};
const ofBudgets = ['Milestone', 'BudgetInvestment', 'Budget'];
const roots = { proposal: 'Proposal', debate: 'Debate', comment: 'Comment', vote: 'Vote', geozone: 'Geozone', tag: 'Tag',
  user: 'User', milestone: 'Milestone', budget: 'Budget' };

function field(name, type) {
  const list = type.match(/^\[(.*)\]$/);
  return list ? `  ${name}(after: String, before: String, first: Int, last: Int): ${list[1]}Connection` : `  ${name}: ${type}`;
}

export function schemaOf(generation) {
  const old = generation === 'old';
  const names = Object.keys(types).filter((name) => !old || !ofBudgets.includes(name));
  let text = `schema { query: ${old ? 'QueryType' : 'Query'} }\n`
    + 'type PageInfo { endCursor: String hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String }\n';
  for (const name of names) {
    const lines = Object.entries(types[name]).flatMap(([snake, type]) => (old || !snake.includes('_') ? [field(snake, type)]
      : [field(camel(snake), type), `${field(snake, type)} @deprecated(reason: "Please use ${camel(snake)}.")`]));
    text += `type ${name} {\n${lines.join('\n')}\n}\ntype ${name}Edge { cursor: String! node: ${name} }\n`
      + `type ${name}Connection { edges: [${name}Edge] ${old ? '' : `nodes: [${name}] `}pageInfo: PageInfo! }\n`;
  }
  const root = Object.entries(roots).filter(([, type]) => names.includes(type))
    .flatMap(([name, type]) => [field(`${name}s`, `[${type}]`), `  ${name}(id: ID!): ${type}`]);
  return `${text}type ${old ? 'QueryType' : 'Query'} {\n${root.join('\n')}\n}\n`;
}

/// A small generator (Park and Miller): numbers from 0 to n - 1.
function dice(seed) {
  let state = seed;
  return (n) => { state = (state * 48271) % 2147483647; return state % n; };
}

/// Hours only, and the zone as Rails writes it: Consul publishes no more.
const hour = (i) => {
  const at = new Date(Date.UTC(2024, 0, 8, 9) + i * 7 * 3600e3).toISOString();
  return `${at.slice(0, 10)} ${at.slice(11, 13)}:00:00 ${i % 2 ? '+0100' : 'UTC'}`;
};
const words = 'rue école parc vélo marché arbre quai place jardin fontaine bus banc salle terrain lumière'.split(' ');

function people(roll) {
  const users = Array.from({ length: 60 }, (_, i) => ({ id: String(i + 1), username: `Habitante ${i + 1}` }));
  // Who does not publish what they do is null everywhere.
  return { users, author: () => { const user = users[roll(60)]; return Number(user.id) % 9 === 0 ? null : user; } };
}

/// What is public of it, and what was invented: { document, invented }.
export function invent() {
  const roll = dice(20240108);
  const { users, author } = people(roll);
  const text = (n) => Array.from({ length: n }, () => words[roll(words.length)]).join(' ');
  const geozones = ['Nord', 'Sud', 'Centre'].map((name, i) => ({ id: String(i + 1), name }));
  const tags = words.slice(0, 8).map((name, i) => ({ id: String(i + 1), name, kind: null, taggingsCount: 3 }));
  const thing = (i) => ({ id: String(i + 1), title: `${text(4)} ${i}; "et" encore`, description: `<p>${text(25)}</p>\n<p>${text(9)}</p>`,
    publicAuthor: author(), publicCreatedAt: hour(i), commentsCount: 0, hidden: i % 13 === 5, tags: [tags[roll(8)]] });
  const proposals = Array.from({ length: 130 }, (_, i) => ({ ...thing(i), summary: text(10), geozone: i % 4 ? geozones[i % 3] : null,
    cachedVotesUp: roll(90), retiredAt: i % 40 === 7 ? '2024-06-01T10:00:00Z' : null, retiredReason: i % 40 === 7 ? 'duplicated' : null }));
  const debates = Array.from({ length: 30 }, (_, i) => {
    const [up, down] = [roll(40), roll(20)];
    return { ...thing(i), cachedVotesUp: up, cachedVotesDown: down, cachedVotesTotal: up + down };
  });
  const investments = Array.from({ length: 42 }, (_, i) => ({ ...thing(i), hidden: false, commentsCount: i % 7 ? 0 : 3, price: i % 5 ? 1000 * (1 + roll(40)) : null,
    feasibility: ['feasible', 'unfeasible', 'undecided'][i % 3], location: null, milestones: [] }));
  const comments = [];
  for (let i = 0; i < 430; ++i) {
    const before = i > 20 && roll(3) === 0 ? comments[roll(i)] : undefined;
    const debate = roll(5) === 0;
    const on = before?.on ?? (debate ? debates[roll(30)] : proposals[roll(130)]);
    const [up, down] = [roll(9), roll(4)];
    comments.push({ id: String(i + 1), on, body: `${text(12)}\n${i}`, ancestry: before ? [before.ancestry, before.id].filter(Boolean).join('/') : null,
      commentableType: before?.commentableType ?? (debate ? 'Debate' : 'Proposal'), commentableId: Number(on.id), publicAuthor: author(),
      publicCreatedAt: hour(200 + i), cachedVotesUp: up, cachedVotesDown: down, cachedVotesTotal: up + down, hidden: i % 37 === 11 });
  }
  return publish({ users, geozones, tags, proposals, debates, investments, comments, milestones: [] });
}

/// Hidden things are not there at all, nor what was said about them; replies to a hidden comment stay.
function publish(all) {
  const shown = (list) => list.filter((each) => !each.hidden);
  const comments = shown(all.comments).filter((each) => !each.on.hidden);
  for (const each of comments) ++each.on.commentsCount;
  const root = { ...all, comments: comments.map(({ on, hidden, ...rest }) => rest), proposals: shown(all.proposals), debates: shown(all.debates) };
  root.votes = root.proposals.flatMap((p) => Array.from({ length: p.cachedVotesUp }, () => ({ votableType: 'Proposal', votableId: Number(p.id), voteFlag: true })));
  root.votes.forEach((vote, i) => { vote.id = String(i + 1); vote.publicCreatedAt = hour(i % 300); });
  const sum = (list, name) => list.reduce((total, each) => total + each[name], 0);
  const ids = new Set(comments.map((each) => each.id));
  const parents = comments.filter((each) => each.ancestry).map((each) => each.ancestry.split('/').at(-1));
  return { root, invented: { proposals: root.proposals.length, debates: root.debates.length, investments: root.investments.length,
    comments: comments.length, replies: parents.length, orphans: parents.filter((id) => !ids.has(id)).length,
    retired: root.proposals.filter((each) => each.retiredAt).length,
    supports: sum(root.proposals, 'cachedVotesUp'), ups: sum(root.debates, 'cachedVotesUp') + sum(comments, 'cachedVotesUp'),
    downs: sum(root.debates, 'cachedVotesDown') + sum(comments, 'cachedVotesDown') } };
}

const snaked = (value) => (Array.isArray(value) ? value.map(snaked) : value === null || typeof value !== 'object' ? value
  : Object.fromEntries(Object.entries(value).map(([name, each]) => [name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), snaked(each)])));

/// What server.mjs serves.
export function documentOf(root, generation) {
  const { investments, ...rest } = root;
  if (generation === 'old') return { root: snaked(rest), components: {} };
  const budgets = ['1', '2'].map((id, i) => ({ id, name: `Budget ${id}`, phase: i ? 'accepting' : 'finished',
    investments: generation === 'apart' ? investments.filter((each) => Number(each.id) % 2 === i) : investments }));
  return { root: { ...rest, budgets }, components: {} };
}
