#include "engine/run/decidim_set.h"

#include <algorithm>
#include <cstdio>
#include <iterator>

#include "engine/indicators/support.h"
#include "engine/run/decidim_counts.h"

namespace boussole::engine {
namespace {

using decidim_quality::Dimension;
using decidim_quality::SubScore;

constexpr std::size_t kMostProcesses = 20;

Message between(double low, double high) {
  char range[2][48];
  std::snprintf(range[0], sizeof range[0], "entre %g et %g", low, high);
  std::snprintf(range[1], sizeof range[1], "between %g and %g", low, high);
  std::replace(std::begin(range[0]), std::end(range[0]), '.', ',');
  return {"not_settled_by_the_export",
          {std::string("L'export ne permet pas de le dire : ") + range[0] + ".",
           std::string("The export does not tell: ") + range[1] + "."}};
}

IndicatorResult question(const SubScore& score, const Dimension& dimension, const criteria::CriteriaSet& set) {
  IndicatorResult out;
  out.id = score.id;
  out.axis = dimension.id;
  out.kind = "measured";
  out.unit = "score";
  out.method = "as Decidim computes it";
  if (const criteria::Indicator* definition = set.find(out.id)) {
    out.axis = definition->axis;
    out.criterion = definition->criterion;
    out.formula = definition->formula_id + ": " + definition->formula.en;
    out.references = definition->references;
  }
  if (score.share.top) out.parts.push_back(part("numerator", {"compté", "counted"}, double(*score.share.top)));
  if (score.share.bottom) out.parts.push_back(part("denominator", {"sur", "out of"}, double(*score.share.bottom)));
  if (score.percent) out.parts.push_back(part("percent", {"pour cent", "per cent"}, *score.percent));
  out.n = score.share.bottom;
  if (score.value) {
    out.status = Status::ok;
    out.value = score.value;
    out.interval_reason = Message{"as_decidim_prints_it", {"Decidim n'imprime pas d'intervalle.",
                                                           "Decidim prints no interval."}};
  } else {
    out.reason = between(score.low, score.high);
  }
  return out;
}

ContextFigure total(std::string_view id, std::optional<double> value, double low, double high) {
  ContextFigure out;
  out.id = id;
  out.unit = "score";
  out.value = value;
  if (!value) out.reason = between(low, high);
  return out;
}

OtherSet scored(const Dataset& data, const Links& links, const criteria::CriteriaSet& set, OptionalIndex space) {
  OtherSet out;
  out.criteria = {set.id, set.version, set.sha256, set.status};
  if (space) {
    out.scope = data.spaces[*space].key;
    out.scope_title = data.spaces[*space].title;
  }
  const auto scores =
      decidim_quality::score(decidim_counts(data, links, space), decidim_quality::Reading::as_described);
  for (const Dimension& dimension : scores.dimensions) {
    for (const SubScore& s : dimension.questions) out.indicators.push_back(question(s, dimension, set));
    out.totals.push_back(total(dimension.total, dimension.value, dimension.low, dimension.high));
  }
  out.totals.push_back(total("dq-global", scores.global, scores.global_low, scores.global_high));
  return out;
}

}  // namespace

std::vector<OtherSet> decidim_sets(const Dataset& data, const Links& links, const criteria::CriteriaSet& set) {
  std::vector<OtherSet> out;
  if (data.connector != "decidim") return out;
  out.push_back(scored(data, links, set, std::nullopt));

  std::vector<std::int64_t> proposals(data.spaces.size(), 0);
  for (const Contribution& c : data.contributions)
    if (c.kind == ContributionKind::proposal && c.space) ++proposals[*c.space];
  std::vector<std::uint32_t> processes;
  for (std::uint32_t i = 0; i < data.spaces.size(); ++i)
    if (data.spaces[i].kind == SpaceKind::process && proposals[i] > 0) processes.push_back(i);
  if (processes.size() < 2) return out;
  std::sort(processes.begin(), processes.end(), [&](std::uint32_t a, std::uint32_t b) {
    return proposals[a] != proposals[b] ? proposals[a] > proposals[b] : data.spaces[a].key < data.spaces[b].key;
  });
  processes.resize(std::min(processes.size(), kMostProcesses));
  for (std::uint32_t space : processes) out.push_back(scored(data, links, set, space));
  return out;
}

}  // namespace boussole::engine
