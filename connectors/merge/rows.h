#pragma once

#include <cstdint>
#include <string_view>

#include "connectors/hash.h"
#include "connectors/merge/merger.h"
#include "engine/base/text.h"
#include "engine/dataset/rows.h"

/// Small things that merging asks of single rows.
namespace boussole::connectors::merge {

/// What rows of an entity are matched by, in words.
Text key_words(std::string_view entity);

inline std::uint64_t moderation_key(const engine::Moderation& m) { return mix(m.id, m.of_comment ? 2 : 1); }

/// Titles, dates and texts that only the other source has.
void complete_space(engine::Space& kept, const engine::Space& other);

/// The first of two values stays; an empty one is filled.
template <class T>
void Merger::fill(T& kept, const T& other, bool& filled, bool& differs) const {
  if (!other.has_value()) return;
  if (!kept.has_value()) {
    kept = other;
    filled = true;
  } else if (!(*kept == *other)) {
    differs = true;
  }
}

}  // namespace boussole::connectors::merge
