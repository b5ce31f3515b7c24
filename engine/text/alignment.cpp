#include "engine/text/alignment.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace boussole::engine::text {
namespace {

constexpr std::size_t kWord = sizeof(std::uint64_t);
constexpr std::size_t kNear = 64;  // bytes skipped in each text

std::uint64_t word(std::string_view text, std::size_t at) {
  std::uint64_t value = 0;
  std::memcpy(&value, text.data() + at, kWord);
  return value;
}

bool continues(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

/// How many bytes are the same from here on, whole code points only.
std::size_t same_ahead(std::string_view a, std::string_view b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t n = 0;
  while (n + kWord <= shorter && word(a, n) == word(b, n)) n += kWord;
  while (n < shorter && a[n] == b[n]) ++n;
  while (n > 0 && (continues(a, n) || continues(b, n))) --n;
  return n;
}

/// How many bytes are the same up to both ends, whole code points only.
std::size_t same_behind(std::string_view a, std::string_view b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t n = 0;
  while (n < shorter && a[a.size() - 1 - n] == b[b.size() - 1 - n]) ++n;
  while (n > 0 && continues(a, a.size() - n)) --n;
  return n;
}

std::size_t slot(std::uint64_t value) { return value * 0xB5297A4D3F84D5B5ULL >> 56; }

/// Moves both to the nearest place, counted in `a`, where eight bytes agree. `false` where there is none near.
bool meet(std::string_view& a, std::string_view& b) {
  std::array<std::uint8_t, 256> place{};  // by a byte of the hash: where in b, from 1
  for (std::size_t k = std::min(kNear, b.size() < kWord ? 0 : b.size() - kWord + 1); k > 0; --k)
    place[slot(word(b, k - 1))] = static_cast<std::uint8_t>(k);
  for (std::size_t i = 0; i < kNear && i + kWord <= a.size(); ++i) {
    const std::size_t k = place[slot(word(a, i))];
    if (k == 0 || word(a, i) != word(b, k - 1) || continues(a, i)) continue;
    a.remove_prefix(i);
    b.remove_prefix(k - 1);
    return true;
  }
  return false;
}

}  // namespace

void align(std::string_view a, std::string_view b, std::vector<SharedRun>& runs) {
  runs.clear();
  const std::string_view all_a = a, all_b = b;
  const auto share = [&](std::size_t size) {
    if (size > 0) runs.push_back({all_a.size() - a.size(), all_b.size() - b.size(), size});
    a.remove_prefix(size);
    b.remove_prefix(size);
  };
  do share(same_ahead(a, b));
  while (meet(a, b));
  const std::size_t behind = same_behind(a, b);
  a.remove_prefix(a.size() - behind);
  b.remove_prefix(b.size() - behind);
  share(behind);
}

}  // namespace boussole::engine::text
