#include <algorithm>

#include "engine/indicators/capability_names.h"
#include "engine/indicators/indicator.h"
#include "engine/indicators/support.h"

namespace boussole::engine {

const std::vector<IndicatorDef>& indicator_table() {
  static const std::vector<IndicatorDef> table = [] {
    std::vector<IndicatorDef> all;
    for (const auto* theme : {&access_indicators(), &people_indicators(), &voice_indicators(), &debate_indicators(), &power_indicators(),
                              &follow_up_indicators(), &transparency_indicators(), &protection_indicators(),
                              &commons_indicators()})
      all.insert(all.end(), theme->begin(), theme->end());
    return all;
  }();
  return table;
}

Measurement measure(const IndicatorDef& def, const Inputs& inputs) {
  for (std::string_view need : def.needs) {
    const Presence presence = inputs.data.has(std::string(need));
    if (presence == Presence::full || presence == Presence::partial) continue;
    const Text name = capability_name(need, inputs.data.connector);
    if (presence == Presence::hidden)
      return not_provided("hidden:" + std::string(need), {"La plateforme masque cette donnée : " + name.fr + ".",
                                                          "The platform hides this data: " + name.en + "."});
    return not_provided("absent:" + std::string(need), {"Absent des fichiers lus : " + name.fr + ".",
                                                        "Absent from the files read: " + name.en + "."});
  }
  return def.compute(inputs);
}

}  // namespace boussole::engine
