#pragma once

#include <cstdint>
#include <string_view>

#include "connectors/csv/values.h"
#include "connectors/hash.h"
#include "connectors/mapped/plan.h"

namespace boussole::connectors::mapped {

/// An id as a number: itself where it is a natural number, else a hash of it (with the highest bit, so that no number
/// of a platform is met).
inline std::uint64_t id_number(std::string_view id) {
  const auto number = csv::parse_integer(id);
  if (number && *number > 0) return static_cast<std::uint64_t>(*number);
  return hash_bytes(id) | (std::uint64_t{1} << 63);
}

/// What a thing is called everywhere else: its kind and its id.
inline std::uint64_t key_of(Entity entity, std::uint64_t id) {
  return mix(id, static_cast<std::uint64_t>(entity) + 0x6d61707065640000ULL);
}

}  // namespace boussole::connectors::mapped
