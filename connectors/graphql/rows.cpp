#include "connectors/graphql/rows.h"

#include <array>

namespace boussole::connectors::graphql {

namespace {

constexpr std::array<std::string_view, kKinds> kNames{
    "participatory_processes", "assemblies", "conferences", "initiatives", "participatory_process_steps",
    "survey_questions", "taxonomies", "proposals", "meetings", "projects", "results", "debates", "posts", "pages",
    "proposal_comments", "meeting_comments", "project_comments", "result_comments", "debate_comments", "post_comments",
    "comments",
    // Consul's
    "proposals", "debates", "investments", "comments"};

bool holds(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

}  // namespace

std::string_view name_of(Kind kind) { return kNames[static_cast<std::size_t>(kind)]; }

void Row::put(std::string column, std::string value) { cells_.emplace_back(std::move(column), std::move(value)); }

void Row::put_text(std::string column, std::string_view text) {
  const bool formula = !text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos;
  put(std::move(column), (formula ? "'" : "") + std::string(text));
}

void Row::put(std::string column, const json::Value* value) {
  if (value != nullptr) put(std::move(column), text_of(value));
}

void Row::put_localized(const std::string& column, const json::Value* value) {
  if (value == nullptr) return;
  if (const std::string* bare = value->as_string()) return put_text(column, *bare);
  const json::Value* translations = value->find("translations");
  const json::Array* list = translations == nullptr ? nullptr : translations->as_array();
  // As in the export: a text that is in no language is a column of its bare name.
  if (list == nullptr || list->empty()) return put(column, std::string{});
  for (const json::Value& each : *list) {
    const std::string locale = text_of(each.find("locale"));
    if (locale.empty()) continue;
    const json::Value* machine = each.find("machineTranslated");
    const bool by_machine = machine != nullptr && machine->as_bool().value_or(false);
    put_text(column + (by_machine ? "/machine_translations/" : "/") + locale, text_of(each.find("text")));
  }
}

std::string text_of(const json::Value* value) {
  if (value == nullptr) return {};
  if (const std::string* text = value->as_string()) return *text;
  if (const json::Number* number = value->as_number()) return number->lexeme;
  if (const auto truth = value->as_bool()) return *truth ? "true" : "false";
  return {};
}

void each_node(const json::Value* list, std::int64_t& nulls, const std::function<void(const json::Value&)>& node) {
  if (list == nullptr || list->is_null()) return;
  const auto each = [&](const json::Value* one) {
    if (one == nullptr || !one->is_object()) {
      ++nulls;
    } else {
      node(*one);
    }
  };
  if (const json::Array* array = list->as_array()) {
    for (const json::Value& one : *array) each(&one);
  } else if (const json::Value* edges = list->find("edges"); edges != nullptr && edges->as_array() != nullptr) {
    for (const json::Value& edge : *edges->as_array()) each(edge.find("node"));
  } else if (const json::Value* nodes = list->find("nodes"); nodes != nullptr && nodes->as_array() != nullptr) {
    for (const json::Value& one : *nodes->as_array()) each(&one);
  } else if (list->find("id") != nullptr) {
    each(list);
  }
}

Dialect dialect_of(std::string_view beginning) {
  if (!holds(beginning.substr(0, 4096), "\"data\"")) return Dialect::none;
  for (const std::string_view word :
       {"\"participatoryProcesses\"", "\"participatoryProcess\"", "\"totalCommentsCount\"", "\"translations\"",
        "\"participatorySpace\"", "\"alignment\""})
    if (holds(beginning, word)) return Dialect::decidim;
  for (const std::string_view word : {"\"Proposals\"", "\"Meetings\"", "\"Budgets\"", "\"Accountability\"",
                                      "\"Debates\"", "\"Blogs\"", "\"Pages\"", "\"Surveys\""})
    if (holds(beginning, word) && holds(beginning, "\"component\"")) return Dialect::decidim;
  for (const std::string_view word : {"\"publicAuthor\"", "\"publicCreatedAt\"", "\"cachedVotesUp\"", "\"ancestry\"",
                                      "\"votableType\"", "\"commentableType\"", "\"feasibility\""})
    if (holds(beginning, word)) return Dialect::consul;
  return Dialect::none;
}

Dialect dialect_of(const json::Value& document) {
  const json::Value* data = document.find("data");
  const json::Object* members = data == nullptr ? nullptr : data->as_object();
  if (members == nullptr) return Dialect::none;
  for (const json::Member& member : *members) {
    if (member.value.is_null()) continue;
    for (const std::string_view name : {"proposals", "proposal", "debates", "debate", "comments", "comment", "budgets",
                                        "budget", "geozones", "votes", "users", "milestones"})
      if (member.key == name) return Dialect::consul;
    return Dialect::decidim;
  }
  return Dialect::none;
}

}  // namespace boussole::connectors::graphql
