#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/chunked.h"
#include "engine/base/optional_value.h"
#include "engine/base/text.h"

/// How a participation went, beside what people wrote and voted: when it was open, what was decided, what was taken
/// away, what was shown. Rows point into the tables of the Dataset; where a source says nothing there is no row.
namespace boussole::engine {

enum class PhaseKind : std::uint8_t { unknown, information, collect, debate, support, vote, result, implementation };

/// A step of a space, with its dates where the source has them.
struct Phase {
  std::string key;  ///< "/project/budget-2024/collect/ideas": unique in its platform
  PhaseKind kind = PhaseKind::unknown;
  OptionalIndex space;
  Text title;
  OptionalTime start, end;
  std::string rule;  ///< the rule of the vote, in the source's words; empty where unknown
};

/// What the organiser made of something. A state that is not final (being examined) is none.
struct Decision {
  enum class Kind : std::uint8_t { response, acceptance, rejection, selection, debate_scheduled, debate_held };
  Kind kind = Kind::response;
  OptionalIndex contribution, project;
  OptionalTime time;
  bool has_text = false;
};

/// One act of moderation, or one report by a reader. Who acted is not kept, only on which side they stand.
struct ModerationAct {
  enum class Action : std::uint8_t { hide, trash, reject, restore, report };
  enum class Actor : std::uint8_t { unknown, organiser, participant };
  Action action = Action::hide;
  Actor actor = Actor::unknown;
  OptionalIndex contribution, comment;  ///< both empty where the thing itself is not in the data
  OptionalTime time;
  bool has_reason = false;
  bool text_kept = false;  ///< readers still see the text, in a place apart
};

/// Somebody was shown something to have an opinion on, and said whether they had one.
struct Exposure {
  OptionalIndex participant;
  std::uint32_t target = 0;  ///< row of Votes::targets
  bool answered = false;     ///< agreed, disagreed or chose; false: passed
};

/// The sum that the projects of one budget share, where a source tells it without the ballots.
struct Envelope {
  std::uint64_t budget = 0;  ///< Project::budget
  OptionalIndex space;
  OptionalAmount total;
};

/// One question of a form that a space publishes. Its words and its answers are not kept.
struct Question {
  std::uint64_t id = 0, form = 0;
  std::uint64_t component = 0;
  OptionalIndex space;
  std::string kind;  ///< in the source's words: "single_option", "long_answer"
  std::optional<bool> mandatory;  ///< nothing where the source does not say
};

struct Course {
  Chunked<Phase> phases;
  Chunked<Decision> decisions;
  Chunked<ModerationAct> moderations;
  Chunked<Exposure> exposures;
  Chunked<Envelope> envelopes;
  Chunked<Question> questions;
};

}  // namespace boussole::engine
