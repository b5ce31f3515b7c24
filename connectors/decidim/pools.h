#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/decidim/cells.h"
#include "connectors/decidim/urls.h"
#include "connectors/flat_map.h"
#include "connectors/hash.h"
#include "engine/dataset/rows.h"

namespace boussole::connectors::decidim {

/// One mention of somebody as an author.
struct PersonRef {
  std::uint64_t key = 0;      ///< pseudonym
  std::uint64_t profile = 0;  ///< path_key of the author's page; 0 where there is none
  engine::ParticipantKind kind = engine::ParticipantKind::person;
  bool deleted = false;
};

struct RefusedRow {
  std::int64_t line = 0;
  Refusal why;
};

struct HostCount {
  std::string host;
  std::uint64_t rows = 0;
  std::uint64_t https = 0;
};

struct SpaceRef {
  std::uint64_t hash = 0;  ///< path_key of `key`
  std::string key;
  engine::SpaceKind kind = engine::SpaceKind::other;
};

/// What the rows of one block need besides themselves. Rows name these by place; the builder maps places of the block
/// to places of the Dataset, so that blocks can be read at the same time. Emptied and used again from block to block.
class Pools {
 public:
  std::vector<PersonRef> people;
  std::vector<engine::Theme> themes;
  std::vector<std::uint32_t> theme_refs;  ///< places in `themes`
  std::vector<SpaceRef> spaces;
  std::vector<std::string> locales;
  std::vector<engine::TextSignature> signatures;
  std::vector<std::uint64_t> links;
  std::vector<HostCount> hosts;
  std::vector<RefusedRow> refused;
  Unreadable unreadable{};

  /// Place of the participatory space of a page.
  OptionalIndex space(std::string_view path);
  OptionalIndex locale(std::string_view tag);
  /// Place of a theme, and whether it is met for the first time in this block (then its name is wanted).
  std::pair<std::uint32_t, bool> theme(engine::Theme::Kind kind, std::uint64_t id);
  /// Place of the site of an address, and one more row that names it.
  OptionalIndex host_place(const Url& url);
  void host(OptionalIndex place, bool https);
  void host(const Url& url) { host(host_place(url), url.https); }
  void clear();

 private:
  FlatMap space_at_, theme_at_;
  std::uint64_t last_space_ = 0;
  std::uint32_t last_space_at_ = 0;
  std::size_t last_host_ = 0;
};

/// Key of a theme whatever its kind.
std::uint64_t theme_key(engine::Theme::Kind kind, std::uint64_t id);

/// Adds up what a row says, in a fixed order, to tell rows of the same id apart.
class Digest {
 public:
  Digest& add(std::uint64_t value) {
    state_ = mix(state_, value);
    return *this;
  }
  Digest& add(OptionalTime value) { return add(value ? static_cast<std::uint64_t>(*value) : kUnknown); }
  Digest& add(OptionalCount value) {
    return add(value ? static_cast<std::uint64_t>(static_cast<std::int64_t>(*value)) : kUnknown);
  }
  Digest& add(const engine::TextFeatures& text) { return add(text.fingerprint).add(std::uint64_t{text.words}); }
  std::uint32_t value() const { return static_cast<std::uint32_t>(state_ >> 32); }

 private:
  static constexpr std::uint64_t kUnknown = 0x756e6b6e6f776eULL;
  std::uint64_t state_ = 0;
};

}  // namespace boussole::connectors::decidim
