#include "engine/indicators/voice_intervals.h"

#include <array>
#include <string>

#include "engine/indicators/support.h"

namespace boussole::engine {

VoiceIntervals voice_intervals(const Tally& tally, const Sampling& sampling, std::string_view scope, double many) {
  using statistics::CountStatistic;
  VoiceIntervals out;
  const auto people = acts_histogram(tally, not_organiser);
  out.top_fraction = double(people_with_acts(tally, not_organiser)) >= many ? 0.01 : 0.10;
  statistics::IntervalRequest asked;
  asked.level = sampling.level;
  asked.seed = sampling.seed;
  asked.replicates = sampling.replicates;
  asked.threads = sampling.threads;
  asked.stream = statistics::stream_of("voice/" + std::string(scope));
  const std::array wanted{CountStatistic::gini(), CountStatistic::top_share(out.top_fraction),
                          CountStatistic::hill_ratio(1)};
  auto outcomes = statistics::intervals_for_count_statistics(wanted, people, asked);
  out.gini = std::move(outcomes[0]);
  out.top_share = std::move(outcomes[1]);
  out.effective_voices = std::move(outcomes[2]);
  return out;
}

}  // namespace boussole::engine
