#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "connectors/pull/transport.h"
#include "engine/base/error.h"
#include "engine/base/text.h"

/// What a planner of queries (Decidim's and Consul's GraphQL, Go Vocal's pages) is told and what it says.
namespace boussole::connectors {

struct PlanProgress {
  Text what;                          ///< "propositions", "proposals"
  std::int64_t done = 0;              ///< objects, not pages
  std::optional<std::int64_t> total;  ///< where the platform announced it
};

struct PlanOptions {
  std::string base_url;  ///< "https://participa.example.org", without a slash at the end
  std::vector<std::string> locales = {"fr", "en"};
  std::string until;  ///< ISO 8601 UTC, when this pull began, the same after a resumption: an end for filters by date
  std::function<void(const PlanProgress&)> progress;
};

/// A count the platform gave, beside the number of objects that came. Absent is not zero.
struct CountCheck {
  std::string what;  ///< "proposals of component 12"
  std::optional<std::int64_t> announced;
  std::int64_t received = 0;
  std::int64_t hidden = 0;  ///< null nodes: objects the platform does not show to this reader
};

/// What is to be said of the pull besides the answers themselves. It goes into the manifest's last line and to the
/// user.
struct PullFindings {
  std::vector<CountCheck> counts;
  std::vector<Message> changes;  ///< what changed on the platform during the pull
  std::vector<Message> notes;    ///< what could not be had, and why
};

}  // namespace boussole::connectors
