#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "criteria/criteria.h"
#include "engine/scoring/compare.h"

/// Many audits: is one further from the common figure than its size explains? No order, no pairs (Spiegelhalter 2005).
namespace boussole::engine {

enum class FunnelPlace { inside, beyond_95, beyond_998 };

struct FunnelUnit {
  std::size_t subject = 0;
  double value = 0, low = 0, high = 0;  ///< as printed by its audit
  double size = 0;                      ///< for a share its effective n, v (1 - v) / se^2; else 1 / se^2
  FunnelPlace place = FunnelPlace::inside;
};

struct FunnelLimit {
  double size = 0;
  double low_95 = 0, high_95 = 0, low_998 = 0, high_998 = 0;
};

struct Funnel {
  std::string id, axis, unit;
  bool share = false;        ///< limits are binomial, else normal
  double target = 0;         ///< common figure, weighted by size
  double phi = 1;            ///< spread beyond chance, tails winsorised; 1: none
  double tau2 = 0;           ///< variance between audits that it implies; limits are widened by it
  double p_homogeneous = 1;  ///< of no more spread than chance
  std::vector<FunnelUnit> units;
  std::vector<std::size_t> left_out;  ///< subjects without a figure, without an interval or on another scale
  std::vector<FunnelLimit> limits;    ///< from the smallest size to the largest
  std::optional<Message> reason;      ///< why there are no limits
};

struct FunnelReport {
  std::vector<std::string> labels;
  std::vector<Message> warnings;
  double level = 0.95;
  std::vector<Funnel> funnels;
};

/// One funnel for each indicator that is measured with an interval in at least `least` subjects.
FunnelReport funnels(std::span<const Subject> subjects, const criteria::CriteriaSet& set, std::size_t least = 10);

}  // namespace boussole::engine
