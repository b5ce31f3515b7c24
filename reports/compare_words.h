#pragma once

#include <string>
#include <vector>

#include "engine/scoring/compare.h"
#include "reports/typography.h"

/// The sentences of a comparison. Names come in already typeset.
namespace boussole::reports {

/// "12 points", "de 3 à 21 points": a difference in its own unit, always positive; a share's difference is in points.
struct DifferenceWords {
  std::string size, range;  ///< the range may have a negative end; empty without an interval
};
DifferenceWords difference_words(const Typography& type, const engine::DifferenceEstimate& estimate,
                                 const std::string& unit);

/// "Val-Clair : 12 points de plus que Port-Lune (de 3 à 21) ; probabilité que ce soit plus : 99 % ; démontré."
std::string pair_sentence(const Typography& type, const std::vector<std::string>& labels,
                          const engine::PairDifference& pair, const std::string& unit);

/// "Attente moyenne d'une réponse, arrêtée à 90 jours": every wait counts, the longer ones as that many days.
Text delay_name(int days);

/// The unit of an axis's difference: scores are read out of 100.
inline constexpr const char* kAxisUnit = "points";

/// "Val-Clair : place 1 dans 62 % des tirages, place 2 dans 38 %": only places that occur.
std::string places_sentence(const Typography& type, const std::vector<std::string>& labels,
                            const engine::Acceptabilities& places);

/// "de 2024 à 2026 : 4 points de plus par an (de 2 à 6)", or that no change is demonstrated.
std::string slope_sentence(const Typography& type, const std::vector<std::string>& labels, const engine::Slope& slope,
                           const std::string& unit);

/// "plus de 99 %": the probability that the first is above, never 0 nor 100 %.
std::string probability_words(const Typography& type, double probability);

/// "2" or "1 à 3".
std::string rank_words(const Typography& type, const engine::RankRange& rank);

}  // namespace boussole::reports
