#include "connectors/consul/tables.h"

#include <algorithm>
#include <array>

#include "connectors/csv/values.h"
#include "connectors/hash.h"

namespace boussole::connectors::consul {

namespace {

using engine::Presence;
using engine::VoteScale;
using Of = engine::VoteTotal::Of;

constexpr std::array<std::string_view, 5> kProposals{"id", "title", "userId", "summary", "numSupports"};
constexpr std::array<std::string_view, 5> kComments{"id", "parentId", "proposalId", "userId", "text"};
constexpr std::array<std::string_view, 2> kDebates{"numPositiveVotes", "numNegativeVotes"};
constexpr std::array<std::string_view, 2> kInvestments{"budgetId", "price"};
constexpr std::array<std::string_view, 4> kInvestment{"id", "title", "userId", "summary"};
constexpr int kDeepest = 255;

/// Labels beside a name that the platform gives to those who work for it.
bool works_for_the_organiser(std::string_view role) {
  return role == "Empleados públicos" || role == "Administrador" || role == "Moderador" || role == "Administrator" ||
         role == "Moderator";
}

/// What a comment is on, as the API names it; a file of Decide Madrid has proposals only and does not say.
Table kind_named(std::string_view type) {
  if (type == "Debate") return Table::debates;
  if (type == "Budget::Investment") return Table::investments;
  return type.empty() || type == "Proposal" ? Table::proposals : Table::unknown;
}

}  // namespace

Message bad_row() {
  return {"bad_row", {"un identifiant ou une date ne se lit pas", "an id or a date cannot be read"}};
}

std::optional<std::uint64_t> id_of(std::string_view cell) {
  std::int64_t number = 0;
  if (!read_whole(cell, number) || number <= 0) return std::nullopt;
  return static_cast<std::uint64_t>(number);
}

std::uint64_t root_key(Table kind, std::uint64_t id) {
  return mix(id, kind == Table::debates ? std::uint64_t{'d'} : kind == Table::investments ? std::uint64_t{'i'} : 'p');
}

const char* entity_of(Table kind) {
  switch (kind) {
    case Table::debates:
      return "debates";
    case Table::investments:
      return "investments";
    case Table::comments:
      return "comments";
    default:
      return "proposals";
  }
}

Table table_of(const std::vector<std::string>& columns) {
  const Columns named(columns);
  if (named.has_all(kComments)) return Table::comments;
  if (named.has_all(kInvestments) && named.has_all(kInvestment)) return Table::investments;
  if (named.has_all(kProposals)) return named.has_all(kDebates) ? Table::debates : Table::proposals;
  return export_of(columns);
}

OptionalTime moment(std::string_view date, std::string_view time) {
  const auto days = time.find(" days ");
  if (days != std::string_view::npos) time.remove_prefix(days + 6);
  if (time.empty()) return quick_time(date);
  std::array<char, 64> whole{};
  if (date.size() + time.size() >= whole.size()) return std::nullopt;
  char* end = std::copy(date.begin(), date.end(), whole.data());
  *end++ = ' ';
  end = std::copy(time.begin(), time.end(), end);
  return quick_time({whole.data(), static_cast<std::size_t>(end - whole.data())});
}

Places::Places(const Columns& columns)
    : id(columns, "id"),
      user(columns, "userId"),
      user_type(columns, "userType"),
      date(columns, "date"),
      time(columns, "time"),
      budget(columns, "budgetId"),
      association(columns, "isAssociation"),
      text(columns, "text"),
      summary(columns, "summary"),
      supports(columns, "numSupports"),
      comments(columns, "numComments"),
      status(columns, "status"),
      positive(columns, "numPositiveVotes"),
      negative(columns, "numNegativeVotes"),
      parent(columns, "parentId"),
      proposal(columns, "proposalId"),
      type(columns, "commentableType") {}

std::optional<std::size_t> Places::body(const csv::Record& record) const {
  if (text && (!summary || !csv::trimmed(record[text.column()]).empty())) return text.column();
  if (summary) return summary.column();
  return std::nullopt;
}

Platform::Platform(Assembly& into, SourceList& sources) : into_(into), sources_(sources) {}

std::uint32_t Platform::space_of(Table kind, std::string_view budget) {
  // Neighbouring rows are mostly of one space.
  if (!last_space_ || last_kind_ != kind || last_budget_ != budget) {
    last_space_ = find_space(kind, budget);
    last_kind_ = kind;
    last_budget_ = budget;
  }
  return *last_space_;
}

std::uint32_t Platform::find_space(Table kind, std::string_view budget) {
  engine::Space space;
  space.kind = engine::SpaceKind::process;
  space.key = "/proposals";
  space.title = {"Propositions citoyennes", "Citizens’ proposals"};
  if (kind == Table::debates) {
    space.key = "/debates";
    space.title = {"Débats", "Debates"};
  } else if (kind == Table::investments) {
    const std::string id(budget);
    space.key = id.empty() ? "/budgets" : "/budgets/" + id;
    space.title = {"Budget participatif " + id, "Participatory budget " + id};
    // Whose budget it is, the platform does not always tell.
    if (id.empty()) space.title = {"Budgets participatifs", "Participatory budgets"};
  }
  const auto known = spaces_.find(space.key);
  if (known != spaces_.end()) return known->second;
  const std::string key = space.key;
  return spaces_.emplace(key, into_.space(std::move(space))).first->second;
}

Expected<void> Platform::read(Table kind, std::size_t table, const Columns& columns) {
  if (export_of(columns.names()) != Table::unknown) return read_export(kind, table, columns);
  engine::SourceRecord& about = into_.table(table);
  const bool proposals = kind != Table::comments;
  if (proposals) {
    ++held_.tables, ++held_.author, ++held_.body, ++held_.votes;
  } else {
    has_comments_ = has_comment_table_ = true;
  }
  about.entity = entity_of(kind);
  if (!proposals) comment_table_ = table;
  const auto personal = [](const std::string& name) {
    return name == "userName" || name == "username" || name == "author" || name == "email";
  };
  for (const std::string& column : columns.names())
    if (personal(column)) about.columns_personal.push_back(column);
  about.columns_ignored =
      proposals ? columns.except({"id", "userId", "date", "summary", "text", "numComments", "status", "numSupports",
                                  "isAssociation", "numPositiveVotes", "numNegativeVotes", "budgetId"})
                : columns.except({"id", "parentId", "proposalId", "userId", "userType", "date", "time", "text",
                                  "numPositiveVotes", "numNegativeVotes", "commentableType"});
  std::erase_if(about.columns_ignored, personal);
  const Places at(columns);
  const Assembly::Prepare prepare = [&](const csv::Record& record, Assembly::Prepared& out) {
    if (const auto body = at.body(record)) Assembly::prepare_text(record, *body, out);
    if (const std::string_view user = at.user(record); !user.empty()) {
      out.who = into_.person_key(user);
      out.who_cell = user.data();
    }
    if (proposals) return;
    // What a comment is on is looked for before its turn.
    if (const auto on = id_of(at.proposal(record))) {
      out.what = root_key(kind_named(at.type(record)), *on);
      out.where = &proposals_;
    }
  };
  auto done = into_.read_rows(
      sources_, table,
      [&](const csv::Record& record) {
        return proposals ? proposal(kind, record, at, table) : comment(record, at, table);
      },
      prepare);
  about.rows_read -= about.rows_duplicate;
  return done;
}

std::uint32_t Platform::person(std::string_view id, std::string_view role) {
  const auto known = into_.prepared_participant(id);
  const std::uint32_t row = known ? *known : into_.participant(id);
  if (works_for_the_organiser(role)) into_.data.participants[row].organiser = true;
  return row;
}

OptionalIndex Platform::sign(engine::Contribution& c, std::string_view user) {
  Chunked<std::uint32_t>& pool = into_.data.author_pool;
  c.authors.begin = static_cast<std::uint32_t>(pool.size());
  if (user.empty()) return {};
  const std::uint32_t author = person(user, "");
  pool.push_back(author);
  c.authors.count = 1;
  c.coauthors = 1;
  c.origin = engine::Origin::participant;
  return author;
}

void Platform::total(std::uint32_t target, Of of, VoteScale scale, OptionalCount count) {
  if (count) into_.votes.totals.push_back({of, scale, engine::VoteChannel::unknown, target, {}, *count});
}

std::optional<Message> Platform::proposal(Table kind, const csv::Record& record, const Places& at, std::size_t table) {
  engine::Dataset& data = into_.data;
  const auto id = id_of(at.id(record));
  const OptionalTime created = moment(at.date(record), "");
  if (!id || (!created && !at.date(record).empty())) return bad_row();
  const auto row = static_cast<std::uint32_t>(data.contributions.size());
  const std::uint64_t key = root_key(kind, *id);
  if (proposals_.find(key) != FlatMap::kNone) {
    ++into_.table(table).rows_duplicate;
    return std::nullopt;
  }
  engine::Contribution c;
  c.id = *id;
  c.url_key = key;
  c.kind = kind == Table::debates ? engine::ContributionKind::debate : engine::ContributionKind::proposal;
  c.created = c.published = created;
  const std::uint32_t space = space_of(kind, at.budget(record));
  proposals_.insert(key, space);
  c.space = space;
  const OptionalIndex author = sign(c, at.user(record));
  if (author && csv::parse_bool(at.association(record)).value_or(false)) c.origin = engine::Origin::user_group;
  const auto measured =
      into_.text(record, *at.body(record), table, engine::TextSignature::Of::contribution, author, space);
  c.text = measured.features;
  c.text_signature = measured.signature;
  const bool debate = kind == Table::debates;
  // A debate is voted up and down: what is for it is no count of supports.
  if (!debate) c.votes = quick_count(at.supports(record));
  c.comments = quick_count(at.comments(record));
  const std::string_view status = at.status(record);
  c.withdrawn = status == "retired" || status == "withdrawn";
  // Archived: the time for supports is over. Nobody decided anything.
  c.state = c.withdrawn ? engine::State::withdrawn : engine::State::none;
  into_.seen(created);
  into_.fill("proposals.author", author.has_value());
  into_.fill("proposals.body", c.text.words > 0);
  into_.fill("proposals.created_at", created.has_value());
  into_.fill("proposals.votes", c.votes.has_value());
  const auto target = static_cast<std::uint32_t>(into_.votes.targets.size());
  into_.votes.targets.push_back({c.url_key, row, {}, {}, space, false});
  total(target, Of::all, VoteScale::support, c.votes);
  if (debate) {
    total(target, Of::positive, VoteScale::up_down, quick_count(at.positive(record)));
    total(target, Of::negative, VoteScale::up_down, quick_count(at.negative(record)));
  }
  data.contributions.emplace_back() = c;
  return std::nullopt;
}

std::optional<Message> Platform::comment(const csv::Record& record, const Places& at, std::size_t table) {
  engine::Dataset& data = into_.data;
  const auto id = id_of(at.id(record)), proposal = id_of(at.proposal(record));
  const OptionalTime created = moment(at.date(record), at.time(record));
  if (!id || !proposal || (!created && !at.date(record).empty())) return bad_row();
  const auto row = static_cast<std::uint32_t>(data.comments.size());
  if (!comments_.insert(*id, row).second) {
    ++into_.table(table).rows_duplicate;
    return std::nullopt;
  }
  engine::Comment c;
  c.id = *id;
  c.root_key = root_key(kind_named(at.type(record)), *proposal);
  c.created = created;
  // On something that is not in the files: where it is, nobody says.
  const std::uint32_t space = proposals_.find(c.root_key);
  if (space != FlatMap::kNone) c.space = space;
  if (!c.space && at.type(record).empty()) c.space = space_of(Table::proposals, "");
  // -1 (or nothing): on the proposal itself.
  const auto parent = id_of(at.parent(record));
  c.reply = parent.has_value();
  c.target = parent.value_or(*proposal);
  if (const std::string_view user = at.user(record); !user.empty()) c.author = person(user, at.user_type(record));
  const auto measured =
      into_.text(record, at.text.column(), table, engine::TextSignature::Of::comment, c.author, c.space);
  c.text = measured.features;
  c.text_signature = measured.signature;
  into_.seen(created);
  into_.fill("comments.author", c.author.has_value());
  into_.fill("comments.body", c.text.words > 0);
  into_.fill("comments.created_at", created.has_value());
  const auto target = static_cast<std::uint32_t>(into_.votes.targets.size());
  into_.votes.targets.push_back({mix(c.id, std::uint64_t{'c'}), {}, {}, row, c.space, false});
  total(target, Of::positive, VoteScale::up_down, quick_count(at.positive(record)));
  total(target, Of::negative, VoteScale::up_down, quick_count(at.negative(record)));
  data.comments.emplace_back() = c;
  return std::nullopt;
}

/// Consul removes hidden comments from its exports, and their replies stay: these are orphans, at least one deep.
void Platform::link_comments() {
  auto& comments = into_.data.comments;
  for (std::size_t i = 0; i < comments.size(); ++i) {
    engine::Comment& c = comments[i];
    if (!c.reply) continue;
    const std::uint32_t parent = comments_.find(c.target);
    c.orphan = parent == FlatMap::kNone || parent == i;
    if (!c.orphan) c.parent = parent;
    orphans_ += c.orphan;
  }
  for (std::size_t i = 0; i < comments.size(); ++i) {
    int depth = 0;
    const engine::Comment* at = &comments[i];
    for (; at->parent && depth < kDeepest; ++depth) at = &comments[*at->parent];
    comments[i].depth = static_cast<std::uint8_t>(std::min(depth + (at->orphan ? 1 : 0), kDeepest));
  }
}

void Platform::finish() {
  link_comments();
  if (orphans_ > 0 && comment_table_) {
    const std::string number = std::to_string(orphans_);
    note(into_.table(*comment_table_), "dangling_parents",
         number + " réponses à un commentaire absent du fichier (masqué par la plateforme, ou non recueilli).",
         number + " replies to a comment that is not in the file (hidden by the platform, or not collected).");
  }
  auto& has = into_.data.capabilities;
  const auto held = [&](int tables) {
    return tables == 0 ? Presence::absent : tables == held_.tables ? Presence::full : Presence::partial;
  };
  const Presence comments = has_comments_ ? Presence::full : Presence::absent;
  has["proposals"] = held(held_.tables);
  has["proposals.author"] = has["proposals.coauthors"] = held(held_.author);
  has["proposals.body"] = held(held_.body);
  has["proposals.votes"] = held(held_.votes);
  if (held_.exports > 0) has["proposals.themes"] = held(held_.themes);
  for (const char* field : {"comments", "comments.author", "comments.body", "comments.parent", "comments.root"})
    has[field] = comments;
  has["comments.depth"] = !has_comments_ ? Presence::absent : orphans_ > 0 ? Presence::partial : Presence::full;
  has["participants"] = Presence::partial;  // those who wrote; those who only support are nowhere
  const bool nowhere = held_.exports > 0 && held_.votes == 0 && !has_comment_table_;
  has["votes"] = nowhere ? Presence::absent : Presence::aggregate;
  has["moderations"] = Presence::absent;  // hidden contents are left out of every export
  into_.data.platform_name = "Consul";
  into_.data.generation = "Consul CSV";
}

}  // namespace boussole::connectors::consul
