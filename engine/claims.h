#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/audit.h"

/// What people say beside what was measured: evidence for declared figures, and replies to any figure. Both are printed
/// with the audit and never averaged with what was measured.
namespace boussole::engine {

/// One document that proves something, and why it does not count where it does not.
struct Proof {
  std::optional<double> step;  ///< of a ladder
  std::string item;            ///< of a list of items; empty elsewhere
  std::string what, url, date, file, sha256;
  std::string checked_by, checked_on;  ///< a second person's role and the day; empty where nobody looked again
  bool refused = false;                ///< the second person did not find what is claimed
  std::string file_check;              ///< same | different | not_here: the file beside the evidence, or no file named
  std::optional<Message> refusal;      ///< why it does not count; empty where it does
  Text proves{};                       ///< the step or the point in the guide's words; empty where it has none
};

/// What one indicator's answer comes to.
struct Declaration {
  std::string indicator;
  std::optional<double> claimed;  ///< the value as declared, before proofs were looked at
  bool second_person = false;     ///< what the value rests on was checked by another person
  std::vector<Proof> proofs;
  std::vector<Message> notes;
  std::string remark;                       ///< the declarer's own words
  std::optional<IndicatorResult> declared;  ///< of a mixed indicator: its declared figure, beside the measured one.
                                            ///< Empty for a declared one, whose figure is in Audit::indicators.
};

struct EvidenceRecord {
  std::string file, sha256;
  std::string by, on;  ///< the declarer's role and the day
  std::string today;   ///< the day that expiry is judged by
  std::vector<Declaration> declarations;
};

/// The answer that closes a contest.
struct ReplyAnswer {
  std::string outcome;  ///< upheld | partly_upheld | rejected
  std::string text, by, on;
};

/// A right of reply: a remark or a contest on one indicator.
struct Reply {
  std::string id, indicator;
  std::string space;   ///< empty for the whole platform
  std::string kind;    ///< annotation | contest
  std::string reason;  ///< wrong_data | wrong_reference | not_applicable | wrong_anchor | new_evidence; contests only
  std::string text, by, on;
  std::string file, sha256;  ///< attached; empty where there is none
  std::string answer_due;    ///< ISO date; empty where none was set
  std::optional<ReplyAnswer> answer;
  std::optional<double> value;        ///< the audit's
  std::optional<double> other_value;  ///< the author's
  std::optional<Score> score, other_score;
  std::optional<Score> range;  ///< of the scores of both together: `value` is the audit's own

  bool open() const { return kind == "contest" && !answer; }
};

/// An axis that open contests bear on. Its score in force is the audit's: a contest removes nothing from it.
struct ContestedAxis {
  std::string axis;
  std::string kind;                       ///< measured | declared
  std::vector<std::string> indicators;    ///< contested, of the whole platform
  std::optional<GroupScore> in_force;     ///< with the audit's figures
  std::optional<GroupScore> without;      ///< the contested figures left out
  std::optional<double> lowest, highest;  ///< between the audit's figures and the contesters'
};

struct RepliesRecord {
  std::string file, sha256;
  std::string today;
  std::vector<Reply> replies;
  std::vector<ContestedAxis> axes;
};

struct Claims {
  std::optional<EvidenceRecord> evidence;
  std::optional<RepliesRecord> replies;
};

}  // namespace boussole::engine
