#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/text.h"

/// A criteria set is data: axes, criteria, indicators, scales and texts, read from JSON and checked by a schema and by
/// criteria/check.h.
namespace boussole::criteria {

enum class Kind { measured, declared, mixed };

/// Linear from 0 at `zero_at` to 1 at `one_at`, flat beyond; `one_at` may be the smaller (lower is better).
struct Goalposts {
  double zero_at = 0, one_at = 1;
};

/// 1 inside [one_from, one_to], linear down to 0 at `zero_below` and `zero_above`.
struct Band {
  double zero_below = 0, one_from = 0, one_to = 1, zero_above = 1;
};

struct LadderStep {
  double value = 0;
  Text text;
};

/// Steps, each reached by evidence.
struct Ladder {
  std::vector<LadderStep> steps;
};

using Norm = std::variant<Goalposts, Band, Ladder>;

struct Axis {
  std::string id;
  Text name, question;
};

struct Criterion {
  std::string id, axis;
  Text name;
};

struct Indicator {
  std::string id, axis, criterion;
  Text name, question;
  Kind kind = Kind::measured;
  Text formula;
  std::string formula_id;  ///< short and stable, for audit.json: "gini-deltas"
  Text unit;
  std::string unit_code;  ///< ratio | index | days | count | points | megabytes | depth | score
  std::string direction;  ///< higher | lower | band
  Norm norm;
  std::map<std::string, Norm> norm_variants;  ///< "top10" → its own scale
  Text norm_source;
  std::map<std::string, double> minimal;  ///< machine-readable: {"authors": 30}
  Text min_sample;
  Text counted;  ///< what was counted, in plain words
  Text matters;  ///< why it matters
  Text bias, gaming;
  Text to_do;   ///< what to change on Monday
  Text fed_by;  ///< what data or evidence would feed it where it is missing
  std::string references, frameworks;
  std::vector<std::string> stakes;     ///< enjeux: debat, impact, transparence
  std::vector<std::string> qualities;  ///< of the seven
  std::vector<std::string> levers;     ///< offre, commande, usage
  std::string decidim_open_data;       ///< yes | partial | no
  Text decidim_note;
};

/// A figure shown beside the scores and never scored.
struct ContextDefinition {
  std::string id;
  Text name, explanation, unit;
  std::string unit_code;
  Text formula{}, bias{}, gaming{};  ///< empty where the figure is a plain count
  std::string references{};
};

struct NamedItem {
  std::string id;
  Text name, definition;
};

/// A percentage from `from` to `to`, both included, has this score.
struct ScaleBin {
  double from = 0, to = 0, score = 0;
};

/// How another set turns percentages into scores, as its own code does, gaps included.
struct Scale {
  std::vector<ScaleBin> bins;
  double otherwise = 0;  ///< the score of a percentage that no bin holds
  double empty = 0;      ///< the score of 0 out of 0
  double yes = 0, no = 0;
  Text explanation;
};

/// What is wrong in a set that is reproduced and not ours.
struct Defect {
  std::string id;
  Text name, explanation;
  std::vector<std::string> indicators;
};

struct CriteriaSet {
  std::string id, version, status;
  std::string sha256;  ///< of the bytes of its files, in the order of their names
  Text title, note;
  std::vector<Axis> axes;
  std::vector<Criterion> criteria;
  std::vector<Indicator> indicators;
  std::vector<ContextDefinition> context;
  std::vector<NamedItem> qualities, stakes, levers;
  std::vector<Text> declarations;
  std::optional<Scale> scale;      ///< only of a set that is reproduced
  std::vector<Defect> defects;     ///< only of a set that is reproduced
  std::vector<NamedItem> sources;  ///< what of a reproduced set was read, and what is inferred

  /// nullptr where the set has no such indicator.
  const Indicator* find(const std::string& indicator_id) const;
};

}  // namespace boussole::criteria
