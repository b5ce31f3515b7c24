#pragma once

#include <string>

/// The parts of sui-delai-reponse that give mean waits: written by the indicator, read by the comparison.
namespace boussole::engine {

inline constexpr const char* kWaitIndicator = "sui-delai-reponse";
inline constexpr int kMeanWaitDays[] = {90, 365};
inline constexpr const char* kMeanWaitError = "_se";

/// "mean_within_90"; its standard error is "mean_within_90_se".
inline std::string mean_wait_part(int days) { return "mean_within_" + std::to_string(days); }

}  // namespace boussole::engine
