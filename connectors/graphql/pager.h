#pragma once

#include <functional>
#include <string>
#include <unordered_set>

#include "connectors/graphql/asker.h"
#include "connectors/graphql/rows.h"

namespace boussole::connectors::graphql {

/// Goes through a connection page by page by its cursors. Only the ids of its objects are remembered, to tell an object
/// that comes twice (the list was changed meanwhile) and a list that has no end.
class Pager {
 public:
  Pager(Asker& asker, PullFindings& findings, std::string what)
      : asker_(asker), findings_(findings), what_(std::move(what)) {}

  /// The query of the page after this cursor (empty: the first); nothing where the platform has no such list.
  using Page = std::function<std::string(const std::string& after, const Schema& schema, const Limits& limits)>;

  /// Calls `node` with every object that comes for the first time, null ones left out.
  Expected<void> run(const std::string& label, const Page& page, const std::function<void(const json::Value&)>& node);

  std::function<Expected<void>()> after_page;  ///< where there is something else to do between pages

  std::int64_t received() const { return static_cast<std::int64_t>(seen_.size()); }
  std::int64_t hidden() const { return hidden_; }

 private:
  void tell_repeated();
  void tell_endless();

  Asker& asker_;
  PullFindings& findings_;
  std::string what_;
  std::unordered_set<std::string> seen_;
  std::int64_t hidden_ = 0, repeated_ = 0;
};

/// The first connection (an object with "edges" or "nodes") inside an answer's data, or null.
const json::Value* connection_in(const json::Value& value, int depth = 6);

/// What the platform said beside its answers, and how many queries it refused.
void note_asker(const Asker& asker, PullFindings& findings);

}  // namespace boussole::connectors::graphql
