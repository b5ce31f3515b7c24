#include "connectors/pseudonym.h"

#include <array>
#include <bit>
#include <cstring>

#include "connectors/hash.h"

namespace boussole::connectors {

namespace {

struct Sip {
  std::array<std::uint64_t, 4> v;

  void round() {
    v[0] += v[1], v[1] = std::rotl(v[1], 13) ^ v[0], v[0] = std::rotl(v[0], 32);
    v[2] += v[3], v[3] = std::rotl(v[3], 16) ^ v[2];
    v[0] += v[3], v[3] = std::rotl(v[3], 21) ^ v[0];
    v[2] += v[1], v[1] = std::rotl(v[1], 17) ^ v[2], v[2] = std::rotl(v[2], 32);
  }
  void take(std::uint64_t word) {
    v[3] ^= word;
    round(), round();
    v[0] ^= word;
  }
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

namespace {

Sip opened(std::uint64_t key0, std::uint64_t key1) {
  return {{key0 ^ 0x736f6d6570736575ULL, key1 ^ 0x646f72616e646f6dULL, key0 ^ 0x6c7967656e657261ULL,
           key1 ^ 0x7465646279746573ULL}};
}

/// @param bytes  those that are not in `sip` yet   @param size  of all
std::uint64_t closed(Sip sip, std::string_view bytes, std::size_t size) {
  std::size_t left = bytes.size();
  const char* at = bytes.data();
  for (; left >= 8; at += 8, left -= 8) sip.take(load_little_endian(at, 8));
  sip.take((static_cast<std::uint64_t>(size & 0xff) << 56) | (left > 0 ? load_little_endian(at, left) : 0));
  sip.v[2] ^= 0xff;
  for (int round = 0; round < 4; ++round) sip.round();
  return sip.v[0] ^ sip.v[1] ^ sip.v[2] ^ sip.v[3];
}

}  // namespace

std::uint64_t siphash(std::uint64_t key0, std::uint64_t key1, std::string_view bytes) {
  return closed(opened(key0, key1), bytes, bytes.size());
}

Pseudonyms::Pseudonyms(std::uint64_t seed)
    : key0_(mix(seed, 0x626f7573736f6c65ULL)), key1_(mix(seed + 1, 0x70736575646f6e79ULL)) {}

std::uint64_t Pseudonyms::operator()(engine::ParticipantKind kind, std::string_view id) const {
  return siphash(mix(key0_, static_cast<std::uint64_t>(kind) + 1), key1_, trimmed(id));
}

PrefixedPseudonyms::PrefixedPseudonyms(const Pseudonyms& pseudonyms, engine::ParticipantKind kind,
                                       std::string_view prefix)
    : key0_(mix(pseudonyms.key0_, static_cast<std::uint64_t>(kind) + 1)), key1_(pseudonyms.key1_), prefix_(prefix) {
  while (!prefix_.empty() && (prefix_.front() == ' ' || prefix_.front() == '\t')) prefix_.erase(0, 1);
  Sip sip = opened(key0_, key1_);
  for (; hashed_ + 8 <= prefix_.size(); hashed_ += 8) sip.take(load_little_endian(prefix_.data() + hashed_, 8));
  state_ = sip.v;
}

std::uint64_t PrefixedPseudonyms::operator()(std::string_view id) const {
  std::array<char, 48> rest;
  const std::size_t before = prefix_.size() - hashed_;
  if (before + id.size() > rest.size()) return siphash(key0_, key1_, prefix_ + std::string(id));
  std::memcpy(rest.data(), prefix_.data() + hashed_, before);
  std::memcpy(rest.data() + before, id.data(), id.size());
  return closed({state_}, {rest.data(), before + id.size()}, prefix_.size() + id.size());
}

}  // namespace boussole::connectors
