#include "reports/compare_words.h"

#include <algorithm>
#include <cmath>

#include "reports/compare.h"
#include "reports/figures.h"

namespace boussole::reports {

const Text& verdict_word(bool demonstrated) {
  static const Text kYes{"démontré", "demonstrated"}, kNo{"non démontré", "not demonstrated"};
  return demonstrated ? kYes : kNo;
}

DifferenceWords difference_words(const Typography& type, const engine::DifferenceEstimate& estimate,
                                 const std::string& unit) {
  Quantity gap{std::fabs(estimate.difference), unit == "ratio" ? "points" : unit, std::nullopt, std::nullopt,
               std::nullopt};
  DifferenceWords out;
  if (estimate.interval) {
    const bool turned = estimate.difference < 0;
    gap.low = turned ? -estimate.interval->high : estimate.interval->low;
    gap.high = turned ? -estimate.interval->low : estimate.interval->high;
    out.range = range(type, gap);
  }
  out.size = figure(type, gap);
  return out;
}

std::string probability_words(const Typography& type, double probability) {
  constexpr double kNeverSure = 1e-9;  // rounding in the computer must not become certainty on the page
  return figure(type, Quantity{std::clamp(probability, kNeverSure, 1 - kNeverSure), "ratio", std::nullopt, std::nullopt,
                               std::nullopt});
}

std::string pair_sentence(const Typography& type, const std::vector<std::string>& labels,
                          const engine::PairDifference& pair, const std::string& unit) {
  const engine::DifferenceEstimate& estimate = pair.estimate;
  const bool turned = estimate.difference < 0;
  const std::string& more = labels[turned ? pair.second : pair.first];
  const std::string& less = labels[turned ? pair.first : pair.second];
  const DifferenceWords words = difference_words(type, estimate, unit);
  Text out;
  if (estimate.difference == 0) {
    out = {more + " et " + less + " : même chiffre", more + " and " + less + ": same figure"};
  } else {
    out = {more + " : " + words.size + " de plus que " + less, more + ": " + words.size + " more than " + less};
  }
  if (estimate.interval) {
    out.fr += " (" + words.range + ")";
    out.en += " (" + words.range + ")";
    const double sure = turned ? 1 - *estimate.probability : *estimate.probability;
    const std::string probability = probability_words(type, sure);
    if (estimate.difference != 0) {
      out.fr += " ; probabilité que ce soit plus : " + probability;
      out.en += "; probability that it is more: " + probability;
    }
  }
  if (pair.together) {
    engine::DifferenceEstimate wide = estimate;
    wide.interval = pair.together;
    const std::string range = difference_words(type, wide, unit).range;
    out.fr += " ; avec tous les autres à la fois : " + range;
    out.en += "; with all the others at once: " + range;
  }
  out.fr += " ; " + verdict_word(pair.demonstrated).fr + ".";
  out.en += "; " + verdict_word(pair.demonstrated).en + ".";
  if (estimate.reason) {
    out.fr += " " + estimate.reason->text.fr;
    out.en += " " + estimate.reason->text.en;
  }
  return type.typeset(out);
}

Text delay_name(int days) {
  const std::string span = std::to_string(days);
  return {"Attente moyenne d'une réponse, arrêtée à " + span + " jours",
          "Mean wait for an answer, stopped at " + span + " days"};
}

std::string places_sentence(const Typography& type, const std::vector<std::string>& labels,
                            const engine::Acceptabilities& places) {
  std::vector<std::string> items;
  for (std::size_t i = 0; i < places.size(); ++i) {
    std::vector<std::string> shares;
    for (std::size_t r = 0; r < places[i].size(); ++r) {
      if (places[i][r] <= 0) continue;
      const std::string place = std::to_string(r + 1), share = probability_words(type, places[i][r]);
      shares.push_back(type.typeset(Text{"place " + place + " : " + share, "place " + place + ": " + share}));
    }
    items.push_back(labels[i] + " (" + type.list(shares) + ")");
  }
  return type.list(items);
}

std::string slope_sentence(const Typography& type, const std::vector<std::string>& labels, const engine::Slope& slope,
                           const std::string& unit) {
  const std::string &from = labels[slope.earlier], &to = labels[slope.later];
  Text out{from + " → " + to + " : ", from + " → " + to + ": "};
  if (!slope.per_year) {
    out.fr += "aucun changement démontré, donc pas de pente.";
    out.en += "no demonstrated change, so no slope.";
    return type.typeset(out);
  }
  engine::DifferenceEstimate yearly;
  yearly.difference = *slope.per_year;
  if (slope.low && slope.high) yearly.interval = engine::statistics::Range{*slope.low, *slope.high};
  const DifferenceWords words = difference_words(type, yearly, unit);
  const bool more = *slope.per_year > 0;
  out.fr += words.size + (more ? " de plus par an" : " de moins par an");
  out.en += words.size + (more ? " more a year" : " less a year");
  if (!words.range.empty()) {
    out.fr += " (" + words.range + ")";
    out.en += " (" + words.range + ")";
  }
  out.fr += ".";
  out.en += ".";
  return type.typeset(out);
}

std::string rank_words(const Typography& type, const engine::RankRange& rank) {
  const std::string best = type.integer(std::int64_t(rank.best)), worst = type.integer(std::int64_t(rank.worst));
  if (rank.best == rank.worst) return best;
  return type.language() == Language::fr ? best + " à " + worst : best + " to " + worst;
}

}  // namespace boussole::reports
