#include "engine/run/sheet.h"

#include <map>
#include <string>

#include "engine/indicators/capability_names.h"
#include "engine/indicators/indicator.h"

namespace boussole::engine {

std::shared_ptr<const Merge> capability_sheet(const Dataset& data) {
  auto out = std::make_shared<Merge>();
  if (data.merge) *out = *data.merge;
  std::map<std::string, CapabilityUse> rows;
  for (const auto& [name, presence] : data.capabilities) rows[name].presence = to_string(presence);
  for (const IndicatorDef& indicator : indicator_table())
    for (const std::string_view need : indicator.needs) rows[std::string(need)].indicators.emplace_back(indicator.id);
  for (auto& [name, row] : rows) {
    row.capability = name;
    row.name = capability_name(name, data.connector);
    if (row.presence.empty()) row.presence = to_string(Presence::absent);
    const auto fed = out->fed_by.find(name);
    const bool given = row.presence != to_string(Presence::absent) && row.presence != to_string(Presence::hidden);
    if (fed != out->fed_by.end()) {
      row.fed_by = fed->second;
    } else if (given && !data.connector.empty()) {
      row.fed_by = {data.connector};
    }
    out->sheet.push_back(std::move(row));
  }
  return out;
}

}  // namespace boussole::engine
