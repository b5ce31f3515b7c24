#pragma once

#include <cstdint>
#include <string_view>

#include "engine/dataset/rows.h"

namespace boussole::connectors {

/// SipHash-2-4 (Aumasson and Bernstein 2012): a keyed hash that does not give its key away.
std::uint64_t siphash(std::uint64_t key0, std::uint64_t key1, std::string_view bytes);

/// Gives people (and groups, meetings, the organisation) the names they have in a Dataset: a keyed hash of (kind, id).
/// The same id of two kinds gives two names.
class Pseudonyms {
 public:
  explicit Pseudonyms(std::uint64_t seed);
  /// @param id  as the platform writes it; white space around it does not count
  std::uint64_t operator()(engine::ParticipantKind kind, std::string_view id) const;

 private:
  std::uint64_t key0_, key1_;
};

}  // namespace boussole::connectors
