#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "criteria/criteria.h"
#include "engine/audit.h"
#include "engine/scoring/compare_difference.h"

/// Two or more audits side by side: which differences are real. Reads audits only; changes none of their scores.
namespace boussole::engine {

/// What is compared: an audit, or one space of it.
struct Subject {
  Audit audit;
  std::string file;    ///< as the caller named it, for messages
  std::string space;   ///< id of the space; empty for the whole platform
  std::string kind{};  ///< of the space (process, assembly, …); empty for the whole platform
};

/// The audit of one space, its criteria and axes scored like those of a platform. Nothing where there is no such space.
std::optional<Subject> subject_of_space(const Audit& audit, const std::string& space, const criteria::CriteriaSet& set);

struct PairDifference {
  std::size_t first = 0, second = 0;  ///< places in Comparison::labels
  DifferenceEstimate estimate;
  std::optional<double> adjusted;               ///< p after Holm over the whole family, or see compare_against.h
  bool demonstrated = false;                    ///< adjusted <= 1 - level
  std::optional<statistics::Range> together{};  ///< against one: the interval that holds with the others of its row
};

/// The places a subject may have when only demonstrated differences count (Mogstad, Romano, Shaikh and Wilhelm 2024).
struct RankRange {
  std::size_t best = 1, worst = 1;
};

/// [subject][place]: share of the draws where it has that place, ties at the best; empty unless asked for.
using Acceptabilities = std::vector<std::vector<double>>;

struct ComparedIndicator {
  std::string id, axis;
  std::vector<IndicatorResult> results;  ///< one a subject, all ok
  std::vector<PairDifference> differences;
  std::vector<Message> warnings;
  std::vector<RankRange> ranks;  ///< one a subject; empty where the best is neither the most nor the least
  Acceptabilities places;        ///< where there are ranks, see add_acceptabilities
};

struct ComparedAxis {
  std::string id;
  std::vector<std::optional<GroupScore>> published;  ///< as each audit gives it, whatever the others hold
  std::vector<std::optional<GroupScore>> common;     ///< from the common indicators only; what is compared
  double coverage = 0;                               ///< share of the axis's weight that is common
  std::vector<PairDifference> differences;           ///< of `common`, in [-1, 1]
  std::vector<RankRange> ranks;
  Acceptabilities places;
};

/// Mean days to the answer, every wait stopped at one span, see compare_delays.h.
struct MeanWait {
  double mean = 0, se = 0;
  double low = 0, high = 0;
};
struct ComparedDelay {
  int days = 0;                 ///< the span
  std::vector<MeanWait> means;  ///< one a subject
  std::vector<PairDifference> differences;
};

/// Declared figures stand side by side: they are never differenced nor mixed with the measured ones.
struct DeclaredIndicator {
  std::string id, axis;
  std::vector<std::optional<IndicatorResult>> results;
};

struct LeftOut {
  std::string id, axis;
  Message reason;
  std::vector<std::size_t> because_of;  ///< the subjects that lack it
};

/// From one date to the next.
struct Slope {
  std::string id;
  bool is_axis = false;  ///< an axis, else an indicator
  std::size_t earlier = 0, later = 0;
  double years = 0;
  std::optional<double> per_year;   ///< only where the difference is demonstrated: no line through noise
  std::optional<double> low, high;  ///< of per_year, from the interval of the difference
};

struct Comparison {
  std::vector<std::string> labels;  ///< one a subject, all different
  /// The subject that the others are held against: differences are then each other one less this one. Absent: all
  /// pairs.
  std::optional<std::size_t> against;
  double level = 0.95;
  std::vector<Message> warnings;  ///< where like is not compared with like
  std::vector<ComparedIndicator> indicators;
  std::vector<ComparedAxis> axes;
  std::optional<ComparedDelay> delay;  ///< where every subject was watched for one span
  std::vector<DeclaredIndicator> declared;
  std::vector<LeftOut> left_out;
  std::vector<Slope> slopes;     ///< one platform at several dates, see compare_time.h; empty otherwise
  std::size_t family = 0;        ///< how many differences were tested, indicators, axes and mean waits together
  std::size_t demonstrated = 0;  ///< how many of them hold
};

/// Compares on the measured indicators that are ok in every subject, have the same formula and unit and were put on the
/// same scale; the rest is left out with its reason. The order of subjects is the caller's, the order of indicators
/// that of `set` (then that of the first subject for those it does not know).
/// @param subjects  at least two
/// @param against   place of the one that the others are held against, instead of all pairs; no ranks then
Comparison compare(std::span<const Subject> subjects, const criteria::CriteriaSet& set,
                   std::optional<std::size_t> against = std::nullopt);

/// Where like is not compared with like: criteria, connector, generation, scope, level, shared sources.
std::vector<Message> like_with_like(std::span<const Subject> subjects, std::span<const std::string> labels);

/// A name for each subject: the platform's, with the date or a number where two would be the same.
std::vector<std::string> labels_of(std::span<const Subject> subjects);

}  // namespace boussole::engine
