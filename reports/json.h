#pragma once

#include <string>
#include <string_view>

#include "criteria/criteria.h"
#include "engine/audit.h"
#include "engine/base/error.h"
#include "reports/options.h"

namespace boussole::reports {

/// audit.json, version 1: keys in the order of the schema (criteria/schema/audit-1.json), numbers at full precision,
/// both languages of every sentence. The options change nothing in it: one audit, one document.
std::string write_json(const engine::Audit& audit);
std::string write_json(const engine::Audit& audit, const criteria::CriteriaSet& set, const Options& options);

/// Reads an audit.json of version 1. Unknown keys are ignored, a missing or mistyped one is an error with its place
/// ("indicators[3].interval.low") and line. `write_json(*read_audit(text)) == text` for every document that
/// `write_json` wrote.
/// @param file  the name that errors carry
Expected<engine::Audit> read_audit(std::string_view text, std::string file);

/// The words of audit.json for a status and back; nothing for an unknown word.
const char* to_string(engine::Status status);
std::optional<engine::Status> status_of(std::string_view word);

}  // namespace boussole::reports
