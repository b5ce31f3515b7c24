#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "connectors/graphql/schema.h"
#include "connectors/graphql/selection.h"
#include "connectors/pull/planner.h"
#include "connectors/pull/transport.h"

namespace boussole::connectors::graphql {

/// What a platform allows a query. Learnt anew where a query is refused for one of them.
struct Limits {
  int complexity = 5'000;
  int depth = 15;
  int page = 50;
  int aliases = 5;
  int levels = 4;  ///< of comments inside each other; 0.31 allows 2

  /// The largest page of this selection that stays well under the complexity; at least 1.
  int page_for(const std::vector<Selection>& query) const;
};

/// Asks one GraphQL interface, and takes its refusals as a lesson.
class Asker {
 public:
  Asker(Transport& transport, std::string url, Limits limits);

  /// What to ask, by what is known of the platform. Nothing: there is nothing to ask.
  using Build = std::function<std::string(const Schema& schema, const Limits& limits)>;

  /// Learns the types, where the platform tells them. Error::io where there is no such interface.
  Expected<void> probe();
  /// The answer to a query. Where the platform refuses it for its size, a field or a type, it is made again without,
  /// and sent again.
  Expected<json::Value> ask(const std::string& label, const Build& build);

  Schema& schema() { return schema_; }
  Limits& limits() { return limits_; }
  std::int64_t refused() const { return refused_; }
  /// Errors that came beside data, each once.
  const std::set<std::string>& partial() const { return partial_; }

 private:
  Expected<json::Value> send(const std::string& label, const std::string& query);
  /// Whether something was learnt from these errors.
  bool learn(const json::Value& errors, const std::string& query);
  bool learn_one(const std::string& message, const json::Value& error);
  bool learn_limit(const std::string& message);

  Transport& transport_;
  std::string url_;
  Limits limits_;
  Schema schema_;
  std::int64_t refused_ = 0;
  std::set<std::string> partial_;
};

/// Why an answer that is no GraphQL answer is none: switched off, a page to sign in, some other page, a status.
Error no_interface(const Answer& answer, const std::string& url);

}  // namespace boussole::connectors::graphql
