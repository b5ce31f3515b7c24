#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "criteria/criteria.h"
#include "criteria/evidence_file.h"
#include "criteria/evidence_guide.h"
#include "criteria/replies_file.h"
#include "engine/audit.h"
#include "engine/base/error.h"

/// What people say beside the data: evidence and replies, from their files into an audit.
namespace boussole::cli {

/// The guide that goes with a criteria folder, or the built-in one where the folder is empty.
Expected<criteria::EvidenceGuide> evidence_guide(const std::string& criteria_folder, const criteria::CriteriaSet& set);

/// Reads a questionnaire, and the files beside it that its proofs name, to compare their hashes.
Expected<criteria::EvidenceFile> load_evidence(const std::string& path, const criteria::CriteriaSet& set,
                                               const criteria::EvidenceGuide& guide);

/// A file of evidence or replies, refused beyond 32 MB.
Expected<std::string> read_statement(const std::string& path);

/// An error of kind usage unless the text is empty or an existing day.
Expected<void> check_day(const std::string& option, const std::string& text);

/// --evidence, --replies and --today as read, before any audit: what is wrong in them is said before the data are read.
struct ClaimsInput {
  criteria::EvidenceGuide guide;
  std::optional<criteria::EvidenceFile> evidence;
  std::optional<criteria::RepliesFile> replies;
  std::string evidence_bytes, replies_bytes;
  std::string today;  ///< empty: the newest of the audit's date, the declaration's and the replies'
};

Expected<ClaimsInput> read_claims(const ClaimsArguments& arguments, const std::string& criteria_folder,
                                  const criteria::CriteriaSet& set);

/// Puts them into the audit, and scores again where something was given.
Expected<void> apply_claims(const ClaimsInput& input, const criteria::CriteriaSet& set, engine::Audit& audit);

}  // namespace boussole::cli
