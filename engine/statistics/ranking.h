#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/statistics/result.h"

/// Who is truly different from whom, and which places are possible.
namespace boussole::engine::statistics {

/// Units a and b (numbered from 0) differ by more than chance.
struct DifferentPair {
  std::size_t a = 0;
  std::size_t b = 0;
};
/// Compact letter display by inserting and absorbing (Piepho 2004): two units share a letter if and only if they are
/// not told apart. Letters in the order of the first unit that carries them: give units best first. Beyond "z" come "A"
/// … "Z", then ".a" and so on.
Result<std::vector<std::string>> letter_display(std::size_t units, std::span<const DifferentPair> different);

struct RankInterval {
  std::uint64_t best = 1;
  std::uint64_t worst = 1;
};
/// Places (1 is the largest estimate) that cannot be ruled out for each unit, all at once: two-sided normal tests of
/// all pairs, Holm at alpha (the idea of Mogstad, Romano, Shaikh and Wilhelm 2024). Standard errors positive, estimates
/// independent.
Result<std::vector<RankInterval>> rank_intervals(std::span<const double> estimate, std::span<const double> se,
                                                 double alpha);

}  // namespace boussole::engine::statistics
