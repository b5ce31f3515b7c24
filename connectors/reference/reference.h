#pragma once

#include <optional>
#include <string>

#include "connectors/source.h"
#include "engine/base/error.h"
#include "engine/dataset/reference.h"

/// Reads the population that participants are compared with: a tidy table, or a census table as it was published.
namespace boussole::connectors {

struct ReferenceChoice {
  std::string territory;        ///< code or name; "all" keeps every territory; empty: the only one there is
  std::optional<int> from_age;  ///< people younger than this are left out
  bool whole_table = false;     ///< keep all territories where none is chosen, whatever the table
};

/// Recognised by the header: `territory,variable,class,count,source,year` (French names too); INSEE's departments by
/// sex and five-year band (`dep_code,dep_name,sex,age_min,age_max,population`); INSEE's communes by single age
/// (`CODGEO,LIBGEO,…,Age,Nb_H,Nb_F`).
/// @return Error::invalid_input with the numbers where totals contradict each other, a class is given twice, ages leave
///         a gap or overlap; where the file is none of these; where one territory among several must be chosen
Expected<engine::ReferencePopulation> read_reference(const std::string& path, const ReferenceChoice& choice);
Expected<engine::ReferencePopulation> read_reference(Source& source, const ReferenceChoice& choice);

/// The same population as a tidy table, which read_reference reads back.
std::string tidy_table(const engine::ReferencePopulation& population);

}  // namespace boussole::connectors
