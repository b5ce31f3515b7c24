#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/criteria.h"
#include "criteria/evidence_guide.h"
#include "engine/base/error.h"
#include "engine/json/value.h"

/// A filled-in questionnaire: what is declared, and the documents that prove it.
namespace boussole::criteria {

/// A document: at an address, or a file kept beside the questionnaire.
struct EvidenceProof {
  std::optional<double> step;  ///< which step of the ladder it proves
  std::string item;            ///< which point
  std::string what, url, date, file, sha256;
  std::string checked_by, checked_on;
  bool confirmed = false, refused = false;  ///< what the second person found
  std::string file_check = "not_here";      ///< same | different | not_here, filled by whoever reads the files
  std::int64_t line = 0;
};

struct EvidenceAnswer {
  std::string indicator;
  bool applicable = true;
  std::string why_not_applicable;
  std::optional<double> step;
  std::map<std::string, double> numbers;
  std::map<std::string, bool> items;
  std::vector<EvidenceProof> proofs;
  std::string remark;
  std::int64_t line = 0;

  /// Whether anything was declared.
  bool filled() const { return !applicable || step || !numbers.empty() || !items.empty(); }
};

struct EvidenceFile {
  std::string file, sha256;
  std::string criteria_id, criteria_version;
  std::string platform_name, platform_url;
  std::string by, on;  ///< the declarer's role and the day
  std::vector<EvidenceAnswer> answers;

  const EvidenceAnswer* find(std::string_view indicator) const;
};

/// Everything that is wrong and not merely missing: its schema and version, another criteria set, an unknown indicator,
/// step, number or point, a number that cannot be, a date, address, hash or file name that is none.
std::vector<Error> check_evidence(const json::Value& root, const std::string& file, const CriteriaSet& set,
                                  const EvidenceGuide& guide);

/// @return the first error where it is not valid
Expected<EvidenceFile> read_evidence(std::string_view text, const std::string& file, const CriteriaSet& set,
                                     const EvidenceGuide& guide);

}  // namespace boussole::criteria
