#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "connectors/pull/clock.h"
#include "connectors/pull/planner.h"
#include "connectors/pull/session.h"

namespace boussole::connectors::pull {

using Planner = std::function<Expected<PullFindings>(Transport&, const PlanOptions&)>;

struct PullOptions {
  std::string address;
  std::string folder;
  std::string platform;                                ///< "decidim", "consul", "go-vocal"; recognised where empty
  std::vector<std::string> parts{"open-data", "api"};  ///< of Decidim: either, or both
  std::vector<std::string> locales;
  std::vector<std::string> resources;  ///< of the open data: files to take instead of the zip
  std::chrono::seconds patience{900};  ///< for a file that is being prepared
  std::string tool;                    ///< "boussole 0.1.0"
  Planner decidim_api, consul_api;     ///< empty: that API is not asked
  SessionOptions session;
};

struct Outcome {
  std::string platform;
  std::int64_t answers = 0, found = 0, requests = 0;  ///< `found`: kept by earlier runs
  std::uint64_t bytes = 0;
  bool was_complete = false;  ///< nothing was asked: the folder held a complete pull
  std::string started_at, finished_at;
  PullFindings findings;
};

/// Fetches what a platform publishes into a folder (see store.h). The same options on the same folder go on where an
/// interrupted run stopped. What is missing on a platform (no open data, an API switched off) is a note where something
/// else came, and an error where nothing did.
Expected<Outcome> pull(const PullOptions& options, Clock& clock);

}  // namespace boussole::connectors::pull
