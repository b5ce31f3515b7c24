#include <algorithm>
#include <string>

#include "connectors/decidim/sink.h"
#include "connectors/hash.h"

namespace boussole::connectors::decidim {

namespace {

using engine::ExposedPerson;
using engine::ParticipantKind;

/// A letter that begins a name: an ASCII capital, or a capital of the Latin letters with marks, Greek or Cyrillic.
bool capital(std::string_view word) {
  const auto byte = [&](std::size_t i) { return i < word.size() ? static_cast<unsigned char>(word[i]) : 0u; };
  if (byte(0) >= 'A' && byte(0) <= 'Z') return true;
  if (byte(0) == 0xc3) return byte(1) >= 0x80 && byte(1) <= 0x9e && byte(1) != 0x97;
  if (byte(0) == 0xc4 || byte(0) == 0xc5) return byte(1) % 2 == 0;  // Latin Extended-A: capitals are even, but few
  if (byte(0) == 0xce) return byte(1) >= 0x91 && byte(1) <= 0xa9;
  if (byte(0) == 0xd0) return byte(1) >= 0x90 && byte(1) <= 0xaf;
  return false;
}

/// Two words or more, each beginning with a capital ("Ana López"); particles do not count ("Jean de la Tour").
bool plausible_name(std::string_view name) {
  std::size_t words = 0;
  while (!name.empty()) {
    const auto space = name.find(' ');
    const std::string_view word = name.substr(0, space);
    name = space == std::string_view::npos ? std::string_view{} : name.substr(space + 1);
    if (word.empty()) continue;
    static constexpr std::string_view kParticles[] = {"de", "du", "des", "d'",  "la", "le",
                                                      "i",  "y",  "van", "von", "del"};
    if (words > 0 && std::find(std::begin(kParticles), std::end(kParticles), word) != std::end(kParticles)) continue;
    if (!capital(word)) return false;
    ++words;
  }
  return words >= 2;
}

/// Accounts as the platform publishes them: only yes or no is kept of each.
class UserSink final : public RowSink {
 public:
  using RowSink::RowSink;

 private:
  struct Row {
    std::uint64_t key = 0;
    ExposedPerson person;
    bool badge = false;
  };

  std::optional<Refusal> read_row(const Cells& cells) override {
    const auto id = cells.id(Field::id);
    if (!id) return id.error();
    Row row;
    row.key = builder_.pseudonyms()(ParticipantKind::person, cells.text(Field::id));
    const std::string_view name = cells.text(Field::name);
    // A destroyed account stays in the file with an empty name.
    row.person.deleted = cells.flag(Field::deleted).value_or(false) || (cells.has(Field::name) && name.empty());
    row.person.plausible_name = plausible_name(name);
    row.person.about = cells.filled(Field::about);
    const std::string_view avatar = cells.text(Field::avatar);
    row.person.avatar = !avatar.empty() && avatar.find("default-avatar") == std::string_view::npos;
    row.badge = cells.filled(Field::badge);
    Digest digest;
    digest.add((std::uint64_t{row.person.deleted} << 4) | (std::uint64_t{row.person.plausible_name} << 3) |
               (std::uint64_t{row.person.about} << 2) | (std::uint64_t{row.person.avatar} << 1) |
               std::uint64_t{row.badge});
    rows_.push_back(row);
    metas_.push_back({filled_, digest.value()});
    return std::nullopt;
  }

  void merge(Builder& builder, Table& table, BlockMaps&) override {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const Row& row = rows_[i];
      const Placement place =
          builder.place(builder.data.exposed, builder.users, row.key, row.person, metas_[i], &table);
      if (place.verdict == Verdict::kept) continue;
      Builder::store(builder.data.exposed, place, row.person);
      Builder::store(builder.exposed_keys, place, row.key);
      Builder::store(builder.exposed_badges, place, static_cast<std::uint8_t>(row.badge));
    }
  }

  void clear() override { rows_.clear(); }

  std::vector<Row> rows_;
};

/// User groups (to 0.30): only the addresses of their pages, to tell what they signed from what people did.
class GroupSink final : public RowSink {
 public:
  using RowSink::RowSink;

 private:
  struct Row {
    std::uint64_t id = 0, profile = 0;
  };

  std::optional<Refusal> read_row(const Cells& cells) override {
    const auto id = cells.id(Field::id);
    if (!id) return id.error();
    const Url url = split_url(cells.text(Field::profile_url));
    Row row{*id, url.path.empty() ? 0 : path_key(url.path)};
    Digest digest;
    digest.add(row.profile);
    rows_.push_back(row);
    metas_.push_back({filled_, digest.value()});
    return std::nullopt;
  }

  void merge(Builder& builder, Table& table, BlockMaps&) override {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const std::uint64_t profile = rows_[i].profile;
      const Placement place =
          builder.place(builder.group_profiles, builder.groups, rows_[i].id, profile, metas_[i], &table);
      Builder::store(builder.group_profiles, place, profile);
    }
  }

  void clear() override { rows_.clear(); }

  std::vector<Row> rows_;
};

/// Contents that were hidden. Their text stands in the file; it is not read.
class ModerationSink final : public RowSink {
 public:
  using RowSink::RowSink;

 private:
  std::optional<Refusal> read_row(const Cells& cells) override {
    const auto id = cells.id(Field::id);
    if (!id) return id.error();
    const auto hidden = cells.sure_time(Field::hidden);
    if (!hidden) return hidden.error();
    engine::Moderation m;
    m.id = *id;
    m.hidden = *hidden;
    m.reports = cells.count(Field::reports);
    m.has_reason = cells.filled(Field::reason) || cells.filled(Field::details);
    m.of_comment = cells.text(Field::subject_type).find("Comment") != std::string_view::npos;
    Digest digest;
    digest.add(m.hidden).add(m.reports).add((std::uint64_t{m.has_reason} << 1) | std::uint64_t{m.of_comment});
    rows_.push_back(m);
    metas_.push_back({filled_, digest.value()});
    return std::nullopt;
  }

  void merge(Builder& builder, Table& table, BlockMaps&) override {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const Placement place =
          builder.place(builder.data.moderations, builder.moderations, rows_[i].id, rows_[i], metas_[i], &table);
      Builder::store(builder.data.moderations, place, rows_[i]);
    }
  }

  void clear() override { rows_.clear(); }

  std::vector<engine::Moderation> rows_;
};

/// Blocks of accounts. One account may have been blocked more than once, at different times.
class ModeratedUserSink final : public RowSink {
 public:
  using RowSink::RowSink;

 private:
  std::optional<Refusal> read_row(const Cells& cells) override {
    const std::string_view user = cells.text(Field::user_id);
    if (user.empty()) return Refusal{Reason::bad_id, cells.layout().of(Field::user_id).front().column};
    const auto blocked = cells.sure_time(Field::blocked);
    if (!blocked) return blocked.error();
    engine::ModeratedUser m;
    m.blocked = *blocked;
    m.has_reason = cells.filled(Field::reason) || cells.filled(Field::details);
    Digest digest;
    digest.add(m.blocked).add(std::uint64_t{m.has_reason});
    keys_.push_back(mix(builder_.pseudonyms()(ParticipantKind::person, user),
                        m.blocked ? static_cast<std::uint64_t>(*m.blocked) : 0));
    rows_.push_back(m);
    metas_.push_back({filled_, digest.value()});
    return std::nullopt;
  }

  void merge(Builder& builder, Table& table, BlockMaps&) override {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const Placement place =
          builder.place(builder.data.moderated_users, builder.moderated_users, keys_[i], rows_[i], metas_[i], &table);
      Builder::store(builder.data.moderated_users, place, rows_[i]);
    }
  }

  void clear() override {
    rows_.clear();
    keys_.clear();
  }

  std::vector<engine::ModeratedUser> rows_;
  std::vector<std::uint64_t> keys_;
};

}  // namespace

std::unique_ptr<RowSink> make_user_sink(const Table& table, const Builder& builder) {
  return std::make_unique<UserSink>(table, builder);
}
std::unique_ptr<RowSink> make_group_sink(const Table& table, const Builder& builder) {
  return std::make_unique<GroupSink>(table, builder);
}
std::unique_ptr<RowSink> make_moderation_sink(const Table& table, const Builder& builder) {
  return std::make_unique<ModerationSink>(table, builder);
}
std::unique_ptr<RowSink> make_moderated_user_sink(const Table& table, const Builder& builder) {
  return std::make_unique<ModeratedUserSink>(table, builder);
}

}  // namespace boussole::connectors::decidim
