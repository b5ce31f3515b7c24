#include "connectors/pseudonym.h"

#include <array>
#include <bit>

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

/// @param word  `held` bytes, fewer than eight, that come before `bytes` and are not in `sip` yet
/// @param size  of all
std::uint64_t closed(Sip sip, std::uint64_t word, std::size_t held, std::string_view bytes, std::size_t size) {
  const auto take = [&](std::uint64_t next, std::size_t count) {
    word |= next << (8 * held);
    held += count;
    if (held < 8) return;
    sip.take(word);
    held -= 8;
    word = held == 0 ? 0 : next >> (8 * (count - held));
  };
  std::size_t left = bytes.size();
  const char* at = bytes.data();
  for (; left >= 8; at += 8, left -= 8) take(load_little_endian(at, 8), 8);
  if (left > 0) take(load_little_endian(at, left), left);
  sip.take((static_cast<std::uint64_t>(size & 0xff) << 56) | word);
  sip.v[2] ^= 0xff;
  for (int round = 0; round < 4; ++round) sip.round();
  return sip.v[0] ^ sip.v[1] ^ sip.v[2] ^ sip.v[3];
}

}  // namespace

std::uint64_t siphash(std::uint64_t key0, std::uint64_t key1, std::string_view bytes) {
  return closed(opened(key0, key1), 0, 0, bytes, bytes.size());
}

Pseudonyms::Pseudonyms(std::uint64_t seed)
    : key0_(mix(seed, 0x626f7573736f6c65ULL)), key1_(mix(seed + 1, 0x70736575646f6e79ULL)) {}

std::uint64_t Pseudonyms::operator()(engine::ParticipantKind kind, std::string_view id) const {
  return siphash(mix(key0_, static_cast<std::uint64_t>(kind) + 1), key1_, trimmed(id));
}

PrefixedPseudonyms::PrefixedPseudonyms(const Pseudonyms& pseudonyms, engine::ParticipantKind kind,
                                       std::string_view prefix) {
  while (!prefix.empty() && (prefix.front() == ' ' || prefix.front() == '\t')) prefix.remove_prefix(1);
  Sip sip = opened(mix(pseudonyms.key0_, static_cast<std::uint64_t>(kind) + 1), pseudonyms.key1_);
  std::size_t hashed = 0;
  for (; hashed + 8 <= prefix.size(); hashed += 8) sip.take(load_little_endian(prefix.data() + hashed, 8));
  state_ = sip.v;
  held_ = prefix.size() - hashed;
  word_ = load_little_endian(prefix.data() + hashed, held_);
  size_ = prefix.size();
}

std::uint64_t PrefixedPseudonyms::operator()(std::string_view id) const {
  return closed({state_}, word_, held_, id, size_ + id.size());
}

}  // namespace boussole::connectors
