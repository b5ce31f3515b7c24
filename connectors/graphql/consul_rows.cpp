#include <string>

#include "connectors/graphql/rows.h"

namespace boussole::connectors::graphql {

namespace {

using json::Value;

/// Consul's own CSV has these columns (Decide Madrid); what it lacks keeps the API's name.
class Walker {
 public:
  Walker(const Context& context, const Emit& emit) : context_(context), emit_(emit) {}

  void document(const Value& document) {
    const Value* data = document.find("data");
    const json::Object* members = data == nullptr ? nullptr : data->as_object();
    if (members == nullptr) return;
    for (const json::Member& member : *members) {
      if (member.key == "proposals" || member.key == "proposal")
        each_node(&member.value, nulls, [&](const Value& node) { proposal(node, Kind::consul_proposals, "Proposal"); });
      if (member.key == "debates" || member.key == "debate")
        each_node(&member.value, nulls, [&](const Value& node) { proposal(node, Kind::consul_debates, "Debate"); });
      if (member.key == "comments" || member.key == "comment")
        each_node(&member.value, nulls, [&](const Value& node) { comment(node, "", ""); });
      if (member.key == "budgets" || member.key == "budget")
        each_node(&member.value, nulls, [&](const Value& node) { budget(node); });
    }
  }

  std::int64_t nulls = 0;

 private:
  static void put_author(Row& row, const Value& node) {
    const Value* author = node.find("publicAuthor");
    if (author != nullptr) row.put("userId", author->is_object() ? text_of(author->find("id")) : std::string{});
  }

  void proposal(const Value& node, Kind kind, const char* type) {
    if (node.find("title") != nullptr) {
      Row row;
      row.put("id", node.find("id"));
      row.put_text("title", text_of(node.find("title")));
      put_author(row, node);
      row.put("date", node.find("publicCreatedAt"));
      row.put_text("summary", text_of(node.find("summary")));
      row.put_text("text", text_of(node.find("description")));
      row.put("numComments", node.find("commentsCount"));
      row.put("numSupports", node.find("cachedVotesUp"));
      if (kind == Kind::consul_debates) {
        row.put("numPositiveVotes", node.find("cachedVotesUp"));
        row.put("numNegativeVotes", node.find("cachedVotesDown"));
      }
      if (const Value* retired = node.find("retiredAt"))
        row.put("status", text_of(retired).empty() ? std::string{} : "retired");
      emit_(kind, row);
    }
    const std::string id = text_of(node.find("id"));
    each_node(node.find("comments"), nulls, [&](const Value& each) { comment(each, type, id); });
  }

  void budget(const Value& node) {
    each_node(node.find("investments"), nulls, [&](const Value& investment) {
      const std::string id = text_of(investment.find("id"));
      const std::string of = text_of(node.find("id"));
      const auto first = context_.budget_of.find(id);
      const bool again = first != context_.budget_of.end() && first->second != of;
      if (investment.find("title") != nullptr && !again) {
        Row row;
        row.put("id", id);
        row.put_text("title", text_of(investment.find("title")));
        put_author(row, investment);
        row.put("date", investment.find("publicCreatedAt"));
        row.put_text("summary", "");
        row.put_text("text", text_of(investment.find("description")));
        row.put("numComments", investment.find("commentsCount"));
        row.put("price", investment.find("price"));
        row.put("feasibility", investment.find("feasibility"));
        row.put("budgetId", context_.budgets_together ? std::string{} : of);
        emit_(Kind::consul_investments, row);
      }
      each_node(investment.find("comments"), nulls,
                [&](const Value& each) { comment(each, "Budget::Investment", id); });
    });
  }

  /// "1/5": replies to comment 5, which replies to comment 1.
  static std::string parent_of(const Value& node) {
    const std::string ancestry = text_of(node.find("ancestry"));
    const auto slash = ancestry.rfind('/');
    return slash == std::string::npos ? ancestry : ancestry.substr(slash + 1);
  }

  void comment(const Value& node, const char* type, const std::string& on) {
    if (node.find("body") == nullptr) return;
    Row row;
    row.put("id", node.find("id"));
    row.put("parentId", parent_of(node));
    const std::string named = text_of(node.find("commentableId"));
    const std::string kind = text_of(node.find("commentableType"));
    row.put("commentableType", kind.empty() ? type : kind);
    row.put("proposalId", named.empty() ? on : named);
    put_author(row, node);
    row.put("date", node.find("publicCreatedAt"));
    row.put_text("text", text_of(node.find("body")));
    row.put("numPositiveVotes", node.find("cachedVotesUp"));
    row.put("numNegativeVotes", node.find("cachedVotesDown"));
    emit_(Kind::consul_comments, row);
  }

  const Context& context_;
  const Emit& emit_;
};

}  // namespace

void learn_consul(const Value& document, Context& context) {
  const Value* data = document.find("data");
  if (data == nullptr) return;
  std::int64_t nulls = 0;
  for (const char* name : {"budgets", "budget"})
    each_node(data->find(name), nulls, [&](const Value& budget) {
      const std::string id = text_of(budget.find("id"));
      each_node(budget.find("investments"), nulls, [&](const Value& investment) {
        const auto known = context.budget_of.emplace(text_of(investment.find("id")), id).first;
        if (known->second != id) context.budgets_together = true;
      });
    });
}

std::int64_t consul_rows(const Value& document, const Context& context, const Emit& emit) {
  Walker walker(context, emit);
  walker.document(document);
  return walker.nulls;
}

}  // namespace boussole::connectors::graphql
