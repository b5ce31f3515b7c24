#pragma once

#include <array>
#include <cstdint>
#include <string>
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
  friend class PrefixedPseudonyms;
  std::uint64_t key0_, key1_;
};

/// The same for ids that all begin alike (with the name of the file that they mean something in): what is common is
/// hashed once.
class PrefixedPseudonyms {
 public:
  PrefixedPseudonyms(const Pseudonyms& pseudonyms, engine::ParticipantKind kind, std::string_view prefix);
  /// As Pseudonyms gives it of `prefix` and `id` in one.
  /// @param id  without white space around it, and not empty
  std::uint64_t operator()(std::string_view id) const;

 private:
  std::array<std::uint64_t, 4> state_;
  std::uint64_t word_ = 0;           ///< the last bytes of the prefix, which are not in `state_`
  std::size_t held_ = 0, size_ = 0;  ///< how many these are, and all of the prefix
};

}  // namespace boussole::connectors
