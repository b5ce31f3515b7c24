#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/json/value.h"

/// Answers of a GraphQL interface as rows of the tables that the same platform exports: the same columns by the same
/// names, so that both are read and measured alike.
namespace boussole::connectors::graphql {

/// One table that answers are made into.
enum class Kind : std::uint8_t {
  processes,
  assemblies,
  conferences,
  initiatives,
  steps,
  questions,
  taxonomies,
  proposals,
  meetings,
  projects,
  results,
  debates,
  posts,
  pages,
  proposal_comments,
  meeting_comments,
  project_comments,
  result_comments,
  debate_comments,
  post_comments,
  comments,  ///< on something that the answer does not name
  consul_proposals,
  consul_debates,
  consul_investments,
  consul_comments,
  count_
};
inline constexpr std::size_t kKinds = static_cast<std::size_t>(Kind::count_);
/// "proposals", "proposal_comments".
std::string_view name_of(Kind kind);

/// Cells by the name of their column, in the order they were put.
class Row {
 public:
  void put(std::string column, std::string value);
  /// A text of a person: guarded against formulas as the export guards it.
  void put_text(std::string column, std::string_view text);
  /// A value as it is written; a null gives the column and no value. Nothing where the member is not there.
  void put(std::string column, const json::Value* value);
  /// {"translations": [{"locale": "fr", "text": "…"}]} → "title/fr"; a bare string → "title".
  void put_localized(const std::string& column, const json::Value* value);

  const std::vector<std::pair<std::string, std::string>>& cells() const { return cells_; }

 private:
  std::vector<std::pair<std::string, std::string>> cells_;
};

using Emit = std::function<void(Kind, const Row&)>;

/// What rows need to know that stands in other answers: where things are. Grows with components and amendments.
struct Context {
  std::string address;                                 ///< "https://participa.example.org", or nothing where not known
  std::map<std::string, std::string> space_paths;      ///< "Decidim::ParticipatoryProcess/7" → "/processes/budget"
  std::map<std::string, std::string> component_space;  ///< "12" → "/processes/budget"
  std::map<std::string, std::string> amended;          ///< id of an emendation → path of what it amends
  std::map<std::string, std::string> budget_of;  ///< Consul: id of an investment → the first budget that gave it
  bool budgets_together = false;                 ///< Consul: more than one budget gave the same investment
};

/// Whose answer this is.
enum class Dialect : std::uint8_t { none, decidim, consul };
/// By its first bytes (64 KiB are enough), and by the whole document.
Dialect dialect_of(std::string_view beginning);
Dialect dialect_of(const json::Value& document);

/// Takes into `context` what the rows of other answers need.
void learn_decidim(const json::Value& document, Context& context);
/// Calls `emit` with every row of a Decidim answer.
/// @return how many objects were null: the platform does not show them to this reader
std::int64_t decidim_rows(const json::Value& document, const Context& context, const Emit& emit);
void learn_consul(const json::Value& document, Context& context);
/// Calls `emit` with every row of a Consul answer. An investment that every budget gives is a row once, of no budget.
std::int64_t consul_rows(const json::Value& document, const Context& context, const Emit& emit);

// What both dialects need.
std::string text_of(const json::Value* value);
/// Every object of a connection ("edges"/"node", or "nodes"), of a list, or the object itself. Nulls are counted.
void each_node(const json::Value* list, std::int64_t& nulls, const std::function<void(const json::Value&)>& node);

}  // namespace boussole::connectors::graphql
