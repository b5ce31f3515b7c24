#include "connectors/graphql/asker.h"
#include "connectors/graphql/pager.h"
#include "connectors/graphql/pull.h"

namespace boussole::connectors::graphql {

namespace {

using json::Value;

/// One list of the interface: where it is, and what is asked of what is in it. The names of types only matter where the
/// platform does not tell its own.
struct List {
  std::string_view field, type, fields;
  Text what;
};

constexpr std::string_view kProposal =
    "id title summary description publicAuthor:User{id} publicCreatedAt geozone:Geozone{id name} cachedVotesUp "
    "commentsCount retiredAt retiredReason";
constexpr std::string_view kDebate =
    "id title description publicAuthor:User{id} publicCreatedAt geozone:Geozone{id name} cachedVotesTotal "
    "cachedVotesUp cachedVotesDown commentsCount";
constexpr std::string_view kComment =
    "id body ancestry commentableType commentableId publicAuthor:User{id} publicCreatedAt cachedVotesUp "
    "cachedVotesDown";
constexpr std::string_view kInvestment =
    "id title description location price feasibility publicAuthor:User{id} publicCreatedAt commentsCount";

/// Consul allows 25 objects a page, 8 levels, a complexity of 2,500 and two collections a query: here it is never more
/// than one.
Limits consul_limits() {
  Limits limits;
  limits.complexity = 2'500;
  limits.depth = 8;
  limits.page = 25;
  return limits;
}

/// "proposals(first:25,after:"x"){pageInfo{…} edges{node{…}}}"
std::vector<Selection> connection(const List& list, const std::string& after) {
  const std::string type(list.type);
  auto query =
      parse_selection(std::string(list.field) + ":" + type + "Connection{pageInfo:PageInfo{hasNextPage endCursor} " +
                      "edges:" + type + "Edge{node:" + type + "{" + std::string(list.fields) + "}}}");
  if (!after.empty()) query.front().arguments = "after:" + as_literal(after);
  return query;
}

std::vector<Selection> with_first(std::vector<Selection> query, int first) {
  for (Selection& field : query) {
    const bool paged = field.type.ends_with("Connection");
    if (paged)
      field.arguments = "first:" + std::to_string(first) + (field.arguments.empty() ? "" : ",") + field.arguments;
    field.fields = with_first(std::move(field.fields), first);
  }
  return query;
}

std::string text_of_query(const std::vector<Selection>& query, const Limits& limits) {
  return query.empty() ? std::string{} : print(with_first(query, limits.page_for(query)));
}

class Pull {
 public:
  Pull(Transport& transport, const PlanOptions& options)
      : options_(options), asker_(transport, options.base_url + "/graphql", consul_limits()) {}

  Expected<PullFindings> run() {
    if (auto done = asker_.probe(); !done) return std::unexpected(done.error());
    for (const List& list : {List{"proposals", "Proposal", kProposal, {"propositions", "proposals"}},
                             List{"debates", "Debate", kDebate, {"débats", "debates"}}})
      if (auto done = fetch(list); !done) return std::unexpected(done.error());
    if (auto done = budgets(); !done) return std::unexpected(done.error());
    const std::int64_t announced = comments_;
    if (auto done = fetch({"comments", "Comment", kComment, {"commentaires", "comments"}}); !done)
      return std::unexpected(done.error());
    if (asked_ && !findings_.counts.empty()) findings_.counts.back().announced = announced;
    note_asker(asker_, findings_);
    return std::move(findings_);
  }

 private:
  void tell(const Text& what, std::int64_t done) const {
    if (options_.progress) options_.progress({what, done, std::nullopt});
  }

  void count_comments(const Value& node) {
    const Value* count = node.find("commentsCount");
    if (count == nullptr || !count->as_integer()) return;
    comments_ += *count->as_integer();
    asked_ = true;
  }

  Expected<void> fetch(const List& list) {
    Pager pager(asker_, findings_, list.what.en);
    std::int64_t objects = 0;
    auto done = pager.run(
        std::string(list.field),
        [&](const std::string& after, const Schema& schema, const Limits& limits) {
          return text_of_query(fit(connection(list, after), "Query", schema), limits);
        },
        [&](const Value& node) {
          count_comments(node);
          tell(list.what, ++objects);
        });
    if (!done) return done;
    if (pager.received() == 0 && asker_.schema().known() && !asker_.schema().has("Query", std::string(list.field)))
      findings_.notes.push_back({"list_not_offered",
                                 {"L’interface n’offre pas de liste « " + list.what.fr + " ».",
                                  "The interface offers no list of " + list.what.en + "."}});
    findings_.counts.push_back({std::string(list.field), std::nullopt, pager.received(), pager.hidden()});
    return {};
  }

  /// Investments are reached through their budget, one budget after the other.
  Expected<void> budgets() {
    std::vector<std::string> ids;
    Pager pager(asker_, findings_, "budgets");
    const List all{"budgets", "Budget", "id name phase", {"budgets", "budgets"}};
    auto done = pager.run(
        "budgets",
        [&](const std::string& after, const Schema& schema, const Limits& limits) {
          return text_of_query(fit(connection(all, after), "Query", schema), limits);
        },
        [&](const Value& node) { ids.push_back(text_of(node.find("id"))); });
    if (!done) return done;
    findings_.counts.push_back({"budgets", std::nullopt, pager.received(), pager.hidden()});
    for (const std::string& id : ids)
      if (auto fetched = investments(id); !fetched) return fetched;
    return {};
  }

  Expected<void> investments(const std::string& budget) {
    const List list{"investments", "BudgetInvestment", kInvestment, {"projets", "investments"}};
    const std::string what = "investments of budget " + budget;
    Pager pager(asker_, findings_, what);
    std::int64_t objects = 0;
    auto done = pager.run(
        "investments-" + budget,
        [&](const std::string& after, const Schema& schema, const Limits& limits) {
          Selection in;
          in.name = "budget";
          in.type = "Budget";
          in.arguments = "id:" + as_literal(budget);
          in.fields = parse_selection("id");
          for (Selection& each : connection(list, after)) in.fields.push_back(std::move(each));
          const auto query = fit({std::move(in)}, "Query", schema);
          if (query.empty() || query.front().fields.size() < 2) return std::string{};
          return text_of_query(query, limits);
        },
        [&](const Value& node) {
          count_comments(node);
          tell(list.what, ++objects);
        });
    if (!done) return done;
    findings_.counts.push_back({what, std::nullopt, pager.received(), pager.hidden()});
    return {};
  }

  PlanOptions options_;
  Asker asker_;
  PullFindings findings_;
  std::int64_t comments_ = 0;  ///< by the things commented on
  bool asked_ = false;
};

}  // namespace

Expected<PullFindings> pull_consul(Transport& transport, const PlanOptions& options) {
  return Pull(transport, options).run();
}

}  // namespace boussole::connectors::graphql
