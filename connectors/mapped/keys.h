#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "connectors/csv/values.h"
#include "connectors/hash.h"
#include "connectors/mapped/plan.h"
#include "connectors/quick.h"

namespace boussole::connectors::mapped {

/// An id as a number: itself where it is a natural number, else a hash of it (with the highest bit, so that no number
/// of a platform is met).
inline std::uint64_t id_number(std::string_view id, const std::optional<std::int64_t>& number) {
  if (number && *number > 0) return static_cast<std::uint64_t>(*number);
  return hash_bytes(id) | (std::uint64_t{1} << 63);
}
inline std::uint64_t id_number(std::string_view id) { return id_number(id, csv::parse_integer(id)); }
/// The same of a cell of a csv::Record.
inline std::uint64_t id_number_of_record(std::string_view cell) { return id_number(cell, whole_of_record(cell)); }

/// What a thing is called everywhere else: its kind and its id.
inline std::uint64_t key_of(Entity entity, std::uint64_t id) {
  return mix(id, static_cast<std::uint64_t>(entity) + 0x6d61707065640000ULL);
}

}  // namespace boussole::connectors::mapped
