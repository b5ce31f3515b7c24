#pragma once

#include <string>
#include <vector>

#include "connectors/connector.h"

/// Several sources, one platform: open data, and what was exported beside them.
namespace boussole::connectors::merge {

/// What one connector read.
struct Part {
  Reading reading;
  std::string family;  ///< ids of the same family are ids of the same site; "*" takes over that of the first part
};

/// One Reading of all parts. The first takes precedence: a row of another part that is there already fills what the
/// row lacks and changes nothing else; where the two differ, that is counted. Rows are matched by the address or id
/// that they have on the site, people by their pseudonym; parts of another family match nothing.
/// @param parts    at least one; in order of precedence
/// @param threads  that read texts again at once
Reading merge_parts(std::vector<Part> parts, unsigned threads);

}  // namespace boussole::connectors::merge
