#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/statistics/result.h"

/// What was published already, and whether one more total would let a reader work out a few people from several pages,
/// scopes or dates together.
namespace boussole::engine::statistics {

/// A total and the base cells (disjoint groups of people: district and age, say) that it adds up, each once.
struct Publication {
  std::string name;
  std::vector<std::size_t> cells;
};

/// A way to fewer than k people.
struct Leak {
  enum class Way {
    itself,      ///< the total is 1 … k - 1
    difference,  ///< it and an earlier one differ by so many, one holding the other
    together     ///< all totals together leave a base cell too little room
  };
  Way way = Way::itself;
  std::size_t earlier = 0;          ///< difference: which one, in the order published
  std::vector<std::size_t> cells;   ///< the group that is given away
  std::uint64_t low = 0, high = 0;  ///< what a reader then knows of it
};

/// Keeps the totals that were published. Never gives a leak away: a total that leaks is refused and not kept.
class PublicationLedger {
 public:
  /// @param counts  people by base cell
  /// @param k       the smallest group that may be known, at least 2
  static Result<PublicationLedger> over(std::vector<std::uint64_t> counts, std::uint64_t k);

  /// What publishing this as well would give away; empty: it may be published. Differences of any two totals, and what
  /// linear programs over all of them say of each base cell of 1 … k - 1 people: it must stay able to be anything in a
  /// range at least k - 1 wide, or reaching k. A cell that no total holds is not known at all. Undefined where a
  /// publication is empty, names a cell twice or one that is not there.
  Result<std::vector<Leak>> leaks(const Publication& publication) const;
  /// The same, and keeps it where nothing leaks.
  Result<std::vector<Leak>> publish(Publication publication);

  const std::vector<Publication>& published() const { return published_; }

 private:
  PublicationLedger(std::vector<std::uint64_t> counts, std::uint64_t k) : counts_(std::move(counts)), k_(k) {}
  std::uint64_t total(std::span<const std::size_t> cells) const;
  void add_differences(const std::vector<std::size_t>& cells, std::vector<Leak>& leaks) const;
  Result<bool> add_together(const Publication& publication, std::vector<Leak>& leaks) const;

  std::vector<std::uint64_t> counts_;
  std::uint64_t k_;
  std::vector<Publication> published_;  ///< cells ascending
};

/// Differential privacy: what several noisy releases about the same people give away at most, the sum of their epsilons
/// (Dwork and Roth 2014, theorem 3.16). Each positive and finite.
Result<double> composed_epsilon(std::span<const double> epsilon);
/// The same except with chance delta, for many small ones alike: sqrt(2 k ln(1/delta)) eps + k eps (exp(eps) - 1)
/// (Dwork, Rothblum and Vadhan 2010), or the plain sum where that is less. 0 < delta < 1.
Result<double> composed_epsilon_advanced(double epsilon, std::uint64_t releases, double delta);

}  // namespace boussole::engine::statistics
