#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/criteria.h"
#include "engine/audit.h"
#include "engine/dataset/dataset.h"
#include "engine/tally/tally.h"

namespace boussole::engine {

/// How intervals are asked for; the result never depends on `threads`.
struct Sampling {
  double level = 0.95;
  std::uint64_t seed = 0;
  std::int64_t replicates = 2000;
  std::int64_t min_cell = 5;  ///< the smallest number of people that is published
  unsigned threads = 1;
};

struct VoiceIntervals;
struct Findings;

/// What one indicator sees of one scope.
struct Inputs {
  const Dataset& data;     ///< the capability sheet, and the tables that are not cut by space
  const Tally& tally;      ///< of the scope
  const criteria::Indicator& definition;
  const Sampling& sampling;
  std::string_view scope;  ///< "platform", or the key of a space: part of the name of its random stream
  OptionalTime as_of;
  const VoiceIntervals* voice = nullptr;  ///< asked once for the scope, where the set has more than one that needs them
  const Findings* findings = nullptr;     ///< "engine/findings.h": people beside a reference; null where there is nothing
};

/// Where an indicator makes sense: some read what only the platform as a whole has.
enum class Reach { platform, everywhere };

/// One row of the indicator table.
struct IndicatorDef {
  std::string_view id;
  Reach reach = Reach::everywhere;
  std::vector<std::string_view> needs;  ///< capabilities without which the figure is `not_provided`
  std::string_view method;              ///< how the value and its interval are computed, in a few words
  Measurement (*compute)(const Inputs&) = nullptr;
  /// What follows the method where the data decide it (which rule was used); empty where nothing does.
  std::string (*rule)(const Inputs&) = nullptr;
};

/// All indicators that the engine computes, theme by theme; the others of a criteria set are declared, or wait for data.
const std::vector<IndicatorDef>& indicator_table();

const std::vector<IndicatorDef>& access_indicators();
const std::vector<IndicatorDef>& people_indicators();
const std::vector<IndicatorDef>& voice_indicators();
const std::vector<IndicatorDef>& debate_indicators();
const std::vector<IndicatorDef>& power_indicators();
const std::vector<IndicatorDef>& follow_up_indicators();
const std::vector<IndicatorDef>& transparency_indicators();
const std::vector<IndicatorDef>& protection_indicators();
const std::vector<IndicatorDef>& commons_indicators();

/// Runs one indicator: first what it needs, then its function.
Measurement measure(const IndicatorDef& def, const Inputs& inputs);

}  // namespace boussole::engine
