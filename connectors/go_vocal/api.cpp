#include "connectors/go_vocal/api.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "connectors/demographics_builder.h"
#include "connectors/go_vocal/headers.h"
#include "connectors/mapped/values.h"
#include "connectors/records/objects.h"
#include "connectors/records/table.h"
#include "engine/json/reader.h"

namespace boussole::connectors::go_vocal {

std::string text_of(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  if (value == nullptr) return {};
  if (value->as_string() != nullptr) return *value->as_string();
  if (value->as_number() != nullptr) return value->as_number()->lexeme;
  // A text in several languages: the first one that is there.
  if (const json::Object* translated = value->as_object())
    for (const json::Member& member : *translated)
      if (member.value.as_string() != nullptr && !member.value.as_string()->empty()) return *member.value.as_string();
  return {};
}

std::string first_text_of(const json::Value& object, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys)
    if (std::string text = text_of(object, key); !text.empty()) return text;
  return {};
}

Expected<void> each_object(SourceList& sources, std::span<const std::string> collections, std::string_view name,
                           const std::function<void(const json::Value&)>& got) {
  for (std::size_t i = 0; i < collections.size(); ++i) {
    if (collections[i] != name) continue;
    records::Objects objects(*sources.documents[i], collections[i]);
    if (auto done = objects.restart(); !done) return done;
    for (;;) {
      const auto text = objects.next();
      if (!text) return std::unexpected(text.error());
      if (text->empty()) break;
      const auto value = json::parse(*text, sources.documents[i]->name());
      if (!value) return std::unexpected(value.error());
      got(*value);
    }
  }
  return {};
}

namespace {

using mapped::Entity;
using mapped::Field;
using records::Cells;
using enum mapped::Field;

/// Collections, and members that their objects have and others do not.
struct Collection {
  std::string_view name;
  std::array<std::string_view, 3> members;
};
constexpr std::array kCollections{
    Collection{"ideas", {"author_id", "project_id", "published_at"}},
    Collection{"comments", {"author_id", "publication_status", "body"}},
    Collection{"reactions", {"reactable_id", "reactable_type", "mode"}},
    Collection{"baskets", {"submitted_at", "phase_id", "user_id"}},
    Collection{"basket_ideas", {"basket_id", "idea_id", ""}},
    Collection{"users", {"custom_field_values", "", ""}},
    Collection{"projects", {"title", "slug", "publication_status"}},
    Collection{"phases", {"participation_method", "project_id", "start_at"}},
    Collection{"events", {"start_at", "project_id", "title"}},
};

bool has(const json::Value& object, std::string_view key) { return object.find(key) != nullptr; }

void put(Cells& cells, const char* column, std::string text) { cells.emplace_back(column, std::move(text)); }

/// An answer to a survey of a phase is stored as an idea without a title; newer platforms say so.
bool is_survey(const json::Value& o) { return text_of(o, "type") == "survey"; }

/// Of answers to surveys, who answered.
Cells survey_cells(const json::Value& o) {
  Cells out;
  const std::string who = is_survey(o) ? text_of(o, "author_id") : std::string();
  if (!who.empty()) put(out, "author", who);
  return out;
}

Cells idea_cells(const json::Value& o) {
  Cells out;
  if (is_survey(o)) return out;
  put(out, "id", text_of(o, "id"));
  put(out, "title", first_text_of(o, {"title", "title_multiloc"}));
  put(out, "body", first_text_of(o, {"body_html", "body", "body_multiloc"}));
  put(out, "author", text_of(o, "author_id"));
  put(out, "created_at", first_text_of(o, {"submitted_at", "created_at"}));
  put(out, "published_at", text_of(o, "published_at"));
  put(out, "updated_at", text_of(o, "updated_at"));
  put(out, "state", first_text_of(o, {"status", "idea_status"}));
  put(out, "votes_for", first_text_of(o, {"likes_count", "upvotes_count"}));
  put(out, "votes_against", first_text_of(o, {"dislikes_count", "downvotes_count"}));
  put(out, "comments", text_of(o, "comments_count"));
  put(out, "votes", first_text_of(o, {"baskets_count"}));
  put(out, "space", text_of(o, "project_id"));
  if (has(o, "manual_votes_amount") || has(o, "manual_votes_count"))
    put(out, "votes_paper", first_text_of(o, {"manual_votes_amount", "manual_votes_count"}));
  return out;
}

/// Ideas with a cost are what baskets are filled with.
Cells project_cells(const json::Value& o) {
  Cells out;
  const std::string budget = text_of(o, "budget");
  if (budget.empty()) return out;
  put(out, "id", text_of(o, "id"));
  put(out, "amount", budget);
  put(out, "votes", text_of(o, "baskets_count"));
  put(out, "created_at", text_of(o, "created_at"));
  put(out, "on", text_of(o, "id"));
  put(out, "space", text_of(o, "project_id"));
  return out;
}

Cells comment_cells(const json::Value& o) {
  Cells out;
  put(out, "id", text_of(o, "id"));
  put(out, "body", first_text_of(o, {"body_html", "body", "body_multiloc"}));
  put(out, "author", text_of(o, "author_id"));
  put(out, "on", first_text_of(o, {"idea_id", "post_id"}));
  put(out, "parent", text_of(o, "parent_id"));
  put(out, "created_at", text_of(o, "created_at"));
  put(out, "votes_for", first_text_of(o, {"likes_count", "upvotes_count"}));
  put(out, "space", text_of(o, "project_id"));
  return out;
}

Cells reaction_cells(const json::Value& o) {
  Cells out;
  put(out, "on", text_of(o, "reactable_id"));
  put(out, "subject", text_of(o, "reactable_type"));
  put(out, "author", text_of(o, "user_id"));
  put(out, "value", text_of(o, "mode"));
  put(out, "created_at", text_of(o, "created_at"));
  return out;
}

/// Of an account its id, and the usual questions about a person: nothing else is looked at.
Cells user_cells(const json::Value& o) {
  Cells out;
  put(out, "author", text_of(o, "id"));
  put(out, "verified", has(o, "verified") && o.find("verified")->as_bool().value_or(false) ? "true" : "false");
  if (const json::Value* fields = o.find("custom_field_values"); fields != nullptr && fields->is_object())
    for (const json::Member& member : *fields->as_object())
      if (const std::string_view variable = variable_of(member.key); !variable.empty())
        out.emplace_back(std::string(variable), text_of(*fields, member.key));
  return out;
}

Cells event_cells(const json::Value& o) {
  Cells out;
  put(out, "id", text_of(o, "id"));
  put(out, "title", first_text_of(o, {"title", "title_multiloc"}));
  put(out, "start_at", text_of(o, "start_at"));
  put(out, "end_at", text_of(o, "end_at"));
  put(out, "created_at", text_of(o, "created_at"));
  put(out, "space", text_of(o, "project_id"));
  return out;
}

struct Made {
  std::string_view collection;
  const char* table;
  Entity entity;
  Cells (*cells)(const json::Value&);
};
constexpr std::array kMade{
    Made{"ideas", "ideas", Entity::proposals, &idea_cells},
    Made{"ideas", "ideas with a cost", Entity::projects, &project_cells},
    Made{"ideas", "survey answers", Entity::participants, &survey_cells},
    Made{"comments", "comments", Entity::comments, &comment_cells},
    Made{"reactions", "reactions", Entity::votes, &reaction_cells},
    Made{"users", "users", Entity::participants, &user_cells},
    Made{"events", "events", Entity::meetings, &event_cells},
};

/// The header of a table that was just made.
Expected<std::vector<std::string>> columns_of(Source& source) {
  std::string line;
  std::array<char, 1024> buffer;
  if (auto back = source.rewind(); !back) return std::unexpected(back.error());
  while (line.find('\n') == std::string::npos) {
    const auto got = source.read(buffer);
    if (!got) return std::unexpected(got.error());
    if (*got == 0) break;
    line.append(buffer.data(), *got);
  }
  if (auto back = source.rewind(); !back) return std::unexpected(back.error());
  std::vector<std::string> out;
  for (const std::string_view name : mapped::parts_of(std::string_view(line).substr(0, line.find('\n')), ","))
    out.emplace_back(name);
  return out;
}

mapped::TablePlan plan_of(Entity entity, std::span<const std::string> columns,
                          const std::map<std::string, std::string>& projects) {
  mapped::TablePlan plan;
  plan.entity = entity;
  const auto moments = mapped::MomentReader::make({});
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto field = mapped::field_named(columns[i]);
    if (!field) {
      plan.attributes.push_back({columns[i], engine::AttributeOrigin::self, {{i}, columns[i], {}, nullptr, ","}});
      continue;
    }
    mapped::Column column{{i}, columns[i], {}, nullptr, ","};
    if (*field == state) column = state_column(i, columns[i]);
    if (*field == space) column.values = projects;
    if (*field == value) column.values = {{"up", "for"}, {"down", "against"}};
    if (*field == subject) column.values = {{"comment", "comment"}, {"idea", "other"}, {"initiative", "other"}};
    if (mapped::def_of(*field).form == mapped::Form::moment && moments) column.moments = *moments;
    plan[*field] = std::move(column);
  }
  if (entity == Entity::votes) plan.scale = engine::VoteScale::up_down;
  plan.personal = entity == Entity::participants
                      ? std::vector<std::string>{"email", "first_name", "last_name", "slug", "bio"}
                      : std::vector<std::string>{"author_name"};
  return plan;
}

/// What is known of a basket before its choices are.
struct Basket {
  std::string user, submitted, space;
  std::vector<std::pair<std::string, std::int64_t>> choices;
};

/// Baskets and their choices come in two collections; together they are ballots. A basket that was never handed in is
/// no ballot.
Expected<std::map<std::string, Basket>> baskets_of(SourceList& sources, std::span<const std::string> collections) {
  std::map<std::string, Basket> out;
  auto done = each_object(sources, collections, "baskets", [&](const json::Value& o) {
    const std::string submitted = text_of(o, "submitted_at");
    if (!submitted.empty()) out[text_of(o, "id")] = {text_of(o, "user_id"), submitted, text_of(o, "project_id"), {}};
  });
  if (!done) return std::unexpected(done.error());
  done = each_object(sources, collections, "basket_ideas", [&](const json::Value& o) {
    const auto at = out.find(text_of(o, "basket_id"));
    const auto votes = mapped::whole_of(first_text_of(o, {"votes"}));
    if (at != out.end()) at->second.choices.emplace_back(text_of(o, "idea_id"), votes.value_or(1));
  });
  if (!done) return std::unexpected(done.error());
  return out;
}

/// Where each thing has one number in all baskets, the number is its cost and the vote is a choice; else it is points.
bool only_choices(const std::map<std::string, Basket>& baskets) {
  std::map<std::string, std::int64_t> seen;
  for (const auto& [id, basket] : baskets)
    for (const auto& [idea, votes] : basket.choices)
      if (seen.try_emplace(idea, votes).first->second != votes) return false;
  return true;
}

Expected<std::optional<PageTable>> ballots(SourceList& sources, std::span<const std::string> collections, bool costs,
                                           const std::map<std::string, std::string>& projects) {
  const auto baskets = baskets_of(sources, collections);
  if (!baskets) return std::unexpected(baskets.error());
  if (baskets->empty()) return std::optional<PageTable>();
  std::string csv = "author,choices,points,created_at,space\n";
  for (const auto& [id, basket] : *baskets) {
    std::string ideas, points;
    for (const auto& [idea, votes] : basket.choices) {
      if (votes <= 0) continue;
      ideas += (ideas.empty() ? "" : " ") + idea;
      points += (points.empty() ? "" : " ") + std::to_string(votes);
    }
    for (const std::string& cell : {basket.user, ideas, points, basket.submitted}) {
      records::append_csv_cell(csv, cell);
      csv += ',';
    }
    records::append_csv_cell(csv, basket.space);
    csv += '\n';
  }
  const std::vector<std::string> columns{"author", "choices", "points", "created_at", "space"};
  PageTable table{memory_source("Go Vocal!baskets.csv", std::move(csv)), plan_of(Entity::ballots, columns, projects)};
  table.plan[choices]->separator = table.plan[points]->separator = " ";
  table.plan.scale = only_choices(*baskets) ? engine::VoteScale::approval : engine::VoteScale::cumulative;
  table.plan.of = costs ? Entity::projects : Entity::proposals;
  return std::optional<PageTable>(std::move(table));
}

}  // namespace

std::string collection_of(std::string_view beginning) {
  const std::string name = records::list_of(beginning);
  for (const Collection& collection : kCollections) {
    if (collection.name != name) continue;
    const bool empty = beginning.find("\"total_pages\"") != std::string_view::npos;
    const bool all = std::all_of(collection.members.begin(), collection.members.end(), [&](std::string_view member) {
      return member.empty() || beginning.find("\"" + std::string(member)) != std::string_view::npos;
    });
    if (all || empty) return name;
  }
  return {};
}

Expected<std::vector<PageTable>> page_tables(std::shared_ptr<SourceList> sources,
                                             std::span<const std::string> collections) {
  std::map<std::string, std::string> projects;
  auto read = each_object(*sources, collections, "projects", [&](const json::Value& o) {
    projects[mapped::folded(text_of(o, "id"))] = first_text_of(o, {"title", "title_multiloc", "slug"});
  });
  if (!read) return std::unexpected(read.error());
  std::vector<PageTable> out;
  bool costs = false;
  for (const Made& made : kMade) {
    records::Documents documents{
        std::string("Go Vocal!") + made.table + ".csv", {}, std::string(made.collection), made.cells};
    for (std::size_t i = 0; i < collections.size(); ++i)
      if (collections[i] == made.collection) documents.documents.push_back(i);
    if (documents.documents.empty()) continue;
    auto source = records::records_source(sources, std::move(documents));
    if (!source) return std::unexpected(source.error());
    const auto columns = columns_of(**source);
    if (!columns) return std::unexpected(columns.error());
    if (columns->empty()) continue;
    costs |= made.entity == Entity::projects;
    out.push_back({std::move(*source), plan_of(made.entity, *columns, projects)});
  }
  auto votes = ballots(*sources, collections, costs, projects);
  if (!votes) return std::unexpected(votes.error());
  if (*votes) out.push_back(std::move(**votes));
  return out;
}

}  // namespace boussole::connectors::go_vocal
