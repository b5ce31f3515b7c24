#include <array>

#include "engine/indicators/support.h"

namespace boussole::engine {
namespace {

struct Entity {
  const char* capability;
  Text name;
};

/// The canonical entities that a platform must let go for its data to live elsewhere.
const std::array<Entity, 11>& entities() {
  static const std::array<Entity, 11> list{{{"spaces", {"espaces", "spaces"}},
                                            {"phases", {"phases", "phases"}},
                                            {"participants", {"participants", "participants"}},
                                            {"proposals", {"contributions", "contributions"}},
                                            {"comments", {"commentaires", "comments"}},
                                            {"votes", {"votes", "votes"}},
                                            {"proposals.answer", {"réponses", "answers"}},
                                            {"results", {"résultats", "results"}},
                                            {"projects", {"projets budgétaires", "budget projects"}},
                                            {"meetings", {"réunions", "meetings"}},
                                            {"moderations", {"modérations", "moderations"}}}};
  return list;
}

/// com-reversibilite, the measured half: canonical entities that the export holds, row by row.
Measurement reversibility(const Inputs& in) {
  if (!whole_export(in.data)) return part_of_an_export();
  double held = 0;
  std::vector<Part> parts;
  for (const Entity& e : entities()) {
    const Presence presence = in.data.has(e.capability);
    const double share = presence == Presence::full      ? 1.0
                         : presence == Presence::partial ? 1.0
                         : presence == Presence::aggregate ? 0.5
                                                           : 0.0;
    held += share;
    parts.push_back(part(e.capability, e.name, share));
  }
  Estimate out;
  out.value = held / double(entities().size());
  out.n = static_cast<std::int64_t>(entities().size());
  out.parts = std::move(parts);
  out.interval_reason = census_reason();
  out.warnings.push_back(warning("measured_half",
                                 {"Moitié mesurée seulement : sans preuve de reprise (clause au marché, essai daté), "
                                  "savoir exporter n'est pas savoir partir. Un module inutilisé compte comme absent.",
                                  "The measured half only: without proof of a hand-over (a clause in the contract, a "
                                  "dated trial) being able to export is not being able to leave. An unused component "
                                  "counts as absent."}));
  return out;
}

}  // namespace

const std::vector<IndicatorDef>& commons_indicators() {
  static const std::vector<IndicatorDef> table{
      {"com-reversibilite", Reach::platform, {}, "share of canonical entities exported", reversibility},
  };
  return table;
}

}  // namespace boussole::engine
