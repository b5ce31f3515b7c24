#pragma once

#include <cstdint>
#include <vector>

#include "engine/dataset/dataset.h"
#include "engine/text/near_duplicates.h"

namespace boussole::engine {

/// What the clusters of near-duplicate texts mean, per signature.
struct TextMarks {
  enum class Mark : std::uint8_t {
    alone,
    coordinated,    ///< in a cluster with texts of another author
    self_repeated,  ///< in a cluster of one author
    unattributed,   ///< in a cluster, and an author is not exported: nobody can say which
    template_text   ///< an answer in a cluster of three answers or more
  };
  std::vector<Mark> of;
};

/// @param clusters  near_duplicates() of data.signatures
TextMarks mark_texts(const Dataset& data, const text::Clusters& clusters);

}  // namespace boussole::engine
