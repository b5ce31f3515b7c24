#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/findings.h"

/// The figures of people, opinions and budgets, each as a row of its own; not for use outside the room.
namespace boussole::reports {

struct FindingRow {
  std::string page;  ///< people | opinions | budget
  std::string scope;
  Text scope_title;
  std::string subject;  ///< variable, statement, rule; empty: the whole
  Text subject_name;
  std::string group;  ///< class or group of people; empty: all of them
  Text group_name;
  std::string figure;
  Text figure_name;
  std::optional<double> value;
  std::string unit;           ///< count | ratio | points | index
  std::string status = "ok";  ///< ok | withheld | missing
  std::optional<Message> reason;
  std::optional<engine::Interval> interval;
  std::string interval_reason;  ///< code; empty where there is an interval, or no value
  std::optional<std::int64_t> n, missing;
  std::string method, source;
};

/// @param smallest  no number of people from 1 to `smallest` - 1 is told
std::vector<FindingRow> finding_rows(const engine::Findings& findings, std::int64_t smallest);

}  // namespace boussole::reports
