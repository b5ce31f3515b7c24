#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/criteria.h"
#include "engine/base/error.h"
#include "engine/json/value.h"

/// The right of reply as a file: remarks and contests, each on one indicator.
namespace boussole::criteria {

struct ReplyEntry {
  std::string id, indicator, space;
  std::string kind;    ///< annotation | contest
  std::string reason;  ///< of a contest: wrong_data | wrong_reference | not_applicable | wrong_anchor | new_evidence
  std::string text, by, on;
  std::optional<double> value;  ///< what the author says it is, in the indicator's unit
  std::string file, sha256, answer_due;
  bool answered = false;
  std::string outcome, answer, answered_by, answered_on;
  std::int64_t line = 0;
};

struct RepliesFile {
  std::string file, sha256;
  std::vector<ReplyEntry> replies;
};

/// Everything that is wrong: its schema and version, an unknown indicator, an id twice, a contest without a reason, a
/// date, hash or file name that is none, an answer older than its contest, an e-mail address where a role belongs.
std::vector<Error> check_replies(const json::Value& root, const std::string& file, const CriteriaSet& set);

/// @return the first error where it is not valid
Expected<RepliesFile> read_replies(std::string_view text, const std::string& file, const CriteriaSet& set);

/// The fixed list of reasons, in words; the word itself where it is not one of them.
Text reply_reason(std::string_view word);

}  // namespace boussole::criteria
