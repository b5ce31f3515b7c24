#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/statistics/result.h"

/// One cell of the grid: a public of a known law and a size, what is computed on it, and what its interval should hold.
namespace boussole::coverage {

using engine::statistics::Range;

/// One statistic on one invented platform: what each method prints, and the truths it may be held to.
struct Reading {
  std::vector<std::optional<Range>> ranges;  ///< one per method asked; absent where it prints nothing
  std::vector<double> truths;                ///< one per target
};

class Experiment {
 public:
  struct Label {
    std::string family;   ///< count | ratio | mean | …
    std::string kind;     ///< of public
    std::uint64_t n = 0;  ///< participants (or conversations, cases)
  };

  virtual ~Experiment() = default;
  virtual Label label() const = 0;
  virtual std::vector<std::string> statistics() const = 0;
  /// The first one is what the engine prints.
  virtual std::vector<std::string> methods() const = 0;
  /// The first one is what the engine's interval declares to hold.
  virtual std::vector<std::string> targets() const = 0;
  /// Computes the truth; called once, before the first run.
  virtual void prepare(std::uint64_t seed) = 0;
  /// Whether the costly methods of the books are asked as well, or only what the engine prints.
  enum class Asked { printed, all };
  /// One invented platform: a reading per statistic. A function of seed and run; called from several threads. With
  /// Asked::printed the methods after the first may be left out (a cheap experiment always has them all).
  virtual std::vector<Reading> run(std::uint64_t seed, std::uint64_t run, Asked asked) const = 0;
  /// A law that is in the grid to show a limit: no promise is made for it.
  virtual bool stress() const { return false; }
};

using Experiments = std::vector<std::unique_ptr<Experiment>>;

/// Whether the whole grid or the part that continuous integration can afford.
enum class Form { brief, full };

void add_count_experiments(Experiments& grid, Form form);
void add_ratio_experiments(Experiments& grid, Form form);
void add_mean_experiments(Experiments& grid, Form form);
void add_proportion_experiments(Experiments& grid, Form form);
void add_min_ratio_experiments(Experiments& grid, Form form);
void add_difference_experiments(Experiments& grid, Form form);
void add_distance_experiments(Experiments& grid, Form form);
void add_delay_experiments(Experiments& grid, Form form);
void add_richness_experiments(Experiments& grid, Form form);
void add_area_experiments(Experiments& grid, Form form);
void add_standard_experiments(Experiments& grid, Form form);

/// Streams of random numbers that never meet: one per use.
enum class Purpose : std::uint64_t { platform = 1, other_platform = 2, truth = 3, method = 4 };
std::uint64_t stream_for(const Experiment::Label& label, Purpose purpose);

}  // namespace boussole::coverage
