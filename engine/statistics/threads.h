#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/statistics/result.h"

/// The shape of discussions under proposals, and who answers whom.
namespace boussole::engine::statistics {

/// One comment: on the proposal itself (no parent), a reply to the comment of that index, or a reply whose parent is
/// not in the export (orphan).
struct ThreadComment {
  std::optional<std::size_t> parent;
  bool orphan = false;
};

struct ThreadShape {
  std::uint64_t n = 0;          ///< comments attached to the proposal, directly or through replies
  std::uint64_t orphans = 0;    ///< replies to a comment that is not there, never taken for top-level ones
  std::uint64_t detached = 0;   ///< comments below an orphan: their depth is not known
  std::uint64_t max_depth = 0;  ///< a comment on the proposal has depth 1
  std::uint64_t max_width = 0;
  std::uint64_t h_index = 0;  ///< largest d with at least d comments at depth d (Gomez, Kaltenbrunner and Lopez 2008)
  std::vector<std::uint64_t> widths;  ///< comments at depth 1, 2, …
  std::optional<double> mean_depth;   ///< absent without a comment, as the next three
  std::optional<double> share_with_reply;
  std::optional<double> share_top_level;
  /// Mean distance between two nodes, the proposal being one (Goel et al. 2016).
  std::optional<double> virality;
};
/// O(n). Undefined where a parent is out of range or replies go round in a circle.
Result<ThreadShape> thread_shape(std::span<const ThreadComment> comments);

struct Reciprocity {
  std::uint64_t directed = 0;      ///< distinct pairs (from, to), oneself excluded
  std::uint64_t self_replies = 0;  ///< replies to oneself, each counted
  double reciprocity = 0;          ///< share of directed pairs whose reverse exists
  double dyad_ratio = 0;           ///< mutual over (mutual + one-way) pairs of people
};
/// From replies (author, author answered). Undefined without a reply between two different people.
Result<Reciprocity> reciprocity(std::span<const std::pair<std::uint64_t, std::uint64_t>> replies);
/// How much more mutual than at random: (r - a) / (1 - a) with a = edges / (n (n - 1)) (Garlaschelli and Loffredo
/// 2004).
Result<double> reciprocity_beyond_chance(double r, std::uint64_t edges, std::uint64_t nodes);

struct Balance {
  std::optional<double> net;          ///< (pro - contra) / (pro + contra); absent when nobody takes a side
  std::optional<double> entropy;      ///< of (pro, contra) in bits: 1 when both sides speak alike
  std::optional<double> controversy;  ///< smaller side over larger
  double weighted_controversy = 0;    ///< (pro + contra)^(smaller / larger), 0 where a side is silent
  std::optional<double> stated;       ///< share of comments that take a side; absent without a comment
};
Result<Balance> pro_contra_balance(double pro, double contra, double neutral);

}  // namespace boussole::engine::statistics
