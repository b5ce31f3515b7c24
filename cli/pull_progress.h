#pragma once

#include <string>

#include "connectors/pull/pull.h"
#include "engine/base/text.h"

namespace boussole::cli {

/// One line for a person: what, how many of how many, how fast, time left.
std::string progress_line(const connectors::pull::PullProgress& progress, Language language);

/// The same as one JSON object on one line.
std::string progress_json(const connectors::pull::PullProgress& progress, Language language);

/// Shows the progress on standard error: a line redrawn in place on a terminal, a line every ten seconds elsewhere.
class ProgressDisplay {
 public:
  enum class Style { none, lines, redrawn, json };
  ProgressDisplay(Style style, Language language) : style_(style), language_(language) {}
  void show(const connectors::pull::PullProgress& progress);
  void end() const;

 private:
  Style style_;
  Language language_;
  std::int64_t last_ = 0;
  std::string last_what_;
};

}  // namespace boussole::cli
