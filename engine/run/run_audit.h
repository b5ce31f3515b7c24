#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/criteria.h"
#include "engine/audit.h"
#include "engine/base/error.h"
#include "engine/dataset/dataset.h"
#include "engine/indicators/indicator.h"
#include "engine/text/near_duplicates.h"

namespace boussole::engine {

struct AuditOptions {
  Sampling sampling;
  OptionalTime as_of;                ///< the newest time stamp in the data where empty; never earlier than it
  std::vector<std::string> spaces;   ///< keys or slugs; all where empty
  std::string language = "fr";       ///< recorded; the document holds both languages
  std::vector<std::string> locales;  ///< recorded
  std::string tool_version;
  const criteria::CriteriaSet* decidim_quality = nullptr;  ///< shown beside, where the platform is Decidim
  std::function<void(std::string_view stage)> progress;  ///< called with the name of each stage
};

/// Measures, scores and assembles the result document: a pure function of its arguments but for `threads`, which never
/// changes a byte.
/// @param reader  gives candidate texts again, to verify near duplicates
Expected<Audit> run_audit(const Dataset& data, const text::TextReader& reader, const criteria::CriteriaSet& set,
                          const AuditOptions& options);

}  // namespace boussole::engine
