#include <unordered_set>

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

/// Up to 1.1 the root had another name and fields were written in snake_case.
std::vector<Selection> fit_to(const std::vector<Selection>& query, const Schema& schema) {
  const bool old = schema.known() && !schema.has_type("Query") && schema.has_type("QueryType");
  const std::string root = old ? "QueryType" : "Query";
  return fit(in_names_of(query, root, schema), root, schema);
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
    if (auto done = fetch({"comments", "Comment", kComment, {"commentaires", "comments"}}); !done)
      return std::unexpected(done.error());
    if (asked_ && !findings_.counts.empty()) findings_.counts.back().announced = announced();
    note_asker(asker_, findings_);
    return std::move(findings_);
  }

 private:
  void tell(const Text& what, std::int64_t done) const {
    if (options_.progress) options_.progress({what, done, std::nullopt});
  }

  /// Comments on investments are announced, but Consul's own list of comments leaves them out.
  std::int64_t announced() {
    if (on_investments_ == 0 || listed_ > 0) return comments_ + on_investments_;
    const std::string n = std::to_string(on_investments_);
    findings_.notes.push_back({"investment_comments_not_listed",
                               {n + " commentaire(s) sur des projets sont annoncés ; l’interface ne les donne pas.",
                                n + " comment(s) on investments are announced; the interface does not give them."}});
    return comments_;
  }

  void count_comments(const Value& node) {
    if (text_of(node.find("commentableType")) == "Budget::Investment") ++listed_;
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
          return text_of_query(fit_to(connection(list, after), schema), limits);
        },
        [&](const Value& node) {
          count_comments(node);
          tell(list.what, ++objects);
        });
    if (!done) return done;
    note_absent(list);
    findings_.counts.push_back({std::string(list.field), std::nullopt, pager.received(), pager.hidden()});
    return {};
  }

  void note_absent(const List& list) {
    if (!fit_to(connection(list, ""), asker_.schema()).empty()) return;
    findings_.notes.push_back({"list_not_offered",
                               {"L’interface n’offre pas de liste « " + list.what.fr + " ».",
                                "The interface offers no list of " + list.what.en + "."}});
  }

  /// Investments are reached through their budget, one budget after the other.
  Expected<void> budgets() {
    std::vector<std::string> ids;
    Pager pager(asker_, findings_, "budgets");
    const List all{"budgets", "Budget", "id name phase", {"budgets", "budgets"}};
    auto done = pager.run(
        "budgets",
        [&](const std::string& after, const Schema& schema, const Limits& limits) {
          return text_of_query(fit_to(connection(all, after), schema), limits);
        },
        [&](const Value& node) { ids.push_back(text_of(node.find("id"))); });
    if (!done) return done;
    note_absent(all);
    findings_.counts.push_back({"budgets", std::nullopt, pager.received(), pager.hidden()});
    for (const std::string& id : ids) {
      if (auto fetched = investments(id); !fetched) return fetched;
      if (!together_) continue;
      tell_together();
      break;
    }
    return {};
  }

  /// Consul's own code gives the investments of all budgets under each of them: once is enough, and nobody can tell
  /// which is whose.
  void tell_together() {
    for (auto& count : findings_.counts)
      if (count.what.starts_with("investments of budget")) count.what = "investments of all budgets";
    findings_.notes.push_back(
        {"investments_not_by_budget",
         {"L’interface donne les mêmes projets pour chaque budget : duquel relève chacun n’est pas connu.",
          "The interface gives the same investments for every budget: which is whose is not known."}});
  }

  Expected<void> investments(const std::string& budget) {
    const List list{"investments", "BudgetInvestment", kInvestment, {"projets", "investments"}};
    const std::string what = "investments of budget " + budget;
    Pager pager(asker_, findings_, what);
    std::int64_t objects = 0, known = 0;
    auto done = pager.run(
        "investments-" + budget,
        [&](const std::string& after, const Schema& schema, const Limits& limits) {
          if (objects > 0 && known == objects) return std::string{};
          Selection in;
          in.name = "budget";
          in.type = "Budget";
          in.arguments = "id:" + as_literal(budget);
          in.fields = parse_selection("id");
          for (Selection& each : connection(list, after)) in.fields.push_back(std::move(each));
          const auto query = fit_to({std::move(in)}, schema);
          if (query.empty() || query.front().fields.size() < 2) return std::string{};
          return text_of_query(query, limits);
        },
        [&](const Value& node) {
          tell(list.what, ++objects);
          if (!investments_.insert(text_of(node.find("id"))).second) {
            ++known;
          } else if (const Value* count = node.find("commentsCount"); count != nullptr) {
            on_investments_ += count->as_integer().value_or(0);
          }
        });
    if (!done) return done;
    together_ = objects > 0 && known == objects;
    if (together_) return {};
    findings_.counts.push_back({what, std::nullopt, pager.received(), pager.hidden()});
    return {};
  }

  PlanOptions options_;
  Asker asker_;
  PullFindings findings_;
  std::unordered_set<std::string> investments_;   ///< of the budgets before
  bool together_ = false;                         ///< every budget gives the investments of all
  std::int64_t comments_ = 0;                     ///< by the things commented on
  std::int64_t on_investments_ = 0, listed_ = 0;  ///< announced by investments; of them, in the list of comments
  bool asked_ = false;
};

}  // namespace

Expected<PullFindings> pull_consul(Transport& transport, const PlanOptions& options) {
  return Pull(transport, options).run();
}

}  // namespace boussole::connectors::graphql
