#pragma once

#include <cstdint>

#include "connectors/decidim/cells.h"
#include "connectors/decidim/pools.h"
#include "connectors/pseudonym.h"

namespace boussole::connectors::decidim {

struct Authors {
  engine::PoolSpan span;  ///< places in `pools.people`; empty where the export names nobody
  engine::Origin origin = engine::Origin::unknown;
  std::uint64_t profile = 0;  ///< page of the first author, to find groups by
};

/// The authors of a contribution ("author/id", "author/url": joined arrays). Ids of the organisation, of meetings and
/// of people are of different series, so each is named by its kind, which only the address tells.
Authors read_authors(const Cells& cells, const Pseudonyms& pseudonyms, Pools& pools);

}  // namespace boussole::connectors::decidim
