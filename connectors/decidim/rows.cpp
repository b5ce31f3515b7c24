#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "connectors/decidim/finish.h"
#include "engine/base/parallel.h"

namespace boussole::connectors::decidim {

namespace {

/// New places of the rows of a small table; empty where a row is dropped.
using Remap = std::vector<OptionalIndex>;

OptionalIndex through(const Remap& remap, OptionalIndex at) { return at ? remap[*at] : at; }

bool is_identity(const Remap& remap) {
  for (std::size_t i = 0; i < remap.size(); ++i)
    if (remap[i] != OptionalIndex(static_cast<std::uint32_t>(i))) return false;
  return true;
}

/// Rows used by what is left, put in order by `before`.
template <class Rows, class Before>
Remap order(Rows& rows, const std::vector<bool>& used, const Before& before) {
  std::vector<std::uint32_t> kept;
  for (std::uint32_t i = 0; i < rows.size(); ++i)
    if (used[i]) kept.push_back(i);
  std::stable_sort(kept.begin(), kept.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return before(rows[a], rows[b]); });
  Remap remap(rows.size());
  Rows sorted;
  for (const std::uint32_t from : kept) {
    remap[from] = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(std::move(rows[from]));
  }
  rows = std::move(sorted);
  return remap;
}

/// What rows that count point to. Only where a row gave way to another can something be left over.
struct Used {
  std::vector<bool> spaces, themes, locales, participants, signatures;

  explicit Used(const Builder& builder, bool all)
      : spaces(builder.data.spaces.size(), all),
        themes(builder.data.themes.size(), all),
        locales(builder.data.locales.size(), all),
        participants(builder.data.participants.size(), all),
        signatures(builder.data.signatures.size(), all) {}

  static void mark(std::vector<bool>& used, OptionalIndex at) {
    if (at) used[*at] = true;
  }
  template <class Pool>
  static void mark(std::vector<bool>& used, const Pool& pool, engine::PoolSpan span) {
    for (std::uint32_t i = 0; i < span.count; ++i) used[pool[span.begin + i]] = true;
  }
};

Used find_used(const Builder& builder) {
  const engine::Dataset& data = builder.data;
  Used used(builder, builder.replaced == 0);
  if (builder.replaced == 0) return used;
  for (const engine::Contribution& c : data.contributions) {
    Used::mark(used.spaces, c.space);
    Used::mark(used.locales, c.locale);
    Used::mark(used.signatures, c.text_signature);
    Used::mark(used.signatures, c.answer_signature);
    Used::mark(used.participants, data.author_pool, c.authors);
    Used::mark(used.themes, data.theme_pool, c.themes);
  }
  for (const engine::Comment& c : data.comments) {
    Used::mark(used.spaces, c.space);
    Used::mark(used.locales, c.locale);
    Used::mark(used.signatures, c.text_signature);
    Used::mark(used.participants, c.author);
  }
  for (const engine::Meeting& m : data.meetings) Used::mark(used.spaces, m.space);
  for (const engine::Followup& f : data.followups) Used::mark(used.spaces, f.space);
  for (const engine::Project& p : data.projects) {
    Used::mark(used.spaces, p.space);
    Used::mark(used.themes, data.theme_pool, p.themes);
  }
  for (const engine::OfficialText& t : data.official_texts) {
    Used::mark(used.spaces, t.space);
    Used::mark(used.locales, t.locale);
  }
  for (std::size_t i = 0; i < data.spaces.size(); ++i) used.spaces[i] = used.spaces[i] || data.spaces[i].listed;
  for (std::size_t i = 0; i < data.themes.size(); ++i) used.themes[i] = used.themes[i] || data.themes[i].listed;
  return used;
}

struct Remaps {
  Remap spaces, themes, locales, participants, signatures;
};

Remaps order_small_tables(Builder& builder) {
  engine::Dataset& data = builder.data;
  const Used used = find_used(builder);
  Remaps remaps;
  remaps.spaces = order(data.spaces, used.spaces, [](const auto& a, const auto& b) { return a.key < b.key; });
  remaps.themes = order(data.themes, used.themes,
                        [](const auto& a, const auto& b) { return std::pair(a.kind, a.id) < std::pair(b.kind, b.id); });
  remaps.locales = order(data.locales, used.locales, [](const auto& a, const auto& b) { return a < b; });
  if (builder.replaced > 0) {
    const auto as_they_are = [](const auto&, const auto&) { return false; };
    remaps.participants = order(data.participants, used.participants, as_they_are);
    remaps.signatures = order(data.signatures, used.signatures, as_they_are);
  }
  return remaps;
}

/// Calls `body` with every row, on several threads.
template <class Rows, class Body>
void for_rows(Rows& rows, unsigned threads, const Body& body) {
  constexpr std::size_t kRows = 8192;
  parallel_for((rows.size() + kRows - 1) / kRows, threads, [&](std::size_t part) {
    const std::size_t end = std::min(rows.size(), (part + 1) * kRows);
    for (std::size_t i = part * kRows; i < end; ++i) body(rows[i]);
  });
}

void apply(Builder& builder, const Remaps& remaps) {
  engine::Dataset& data = builder.data;
  const unsigned threads = builder.options().threads;
  if (!is_identity(remaps.spaces)) {
    const auto move = [&](auto& row) { row.space = through(remaps.spaces, row.space); };
    for_rows(data.contributions, threads, move);
    for_rows(data.comments, threads, move);
    for_rows(data.meetings, threads, move);
    for_rows(data.followups, threads, move);
    for_rows(data.projects, threads, move);
    for_rows(data.official_texts, threads, move);
    for_rows(data.aggregates, threads, move);
    for_rows(data.signatures, threads, move);
  }
  if (!is_identity(remaps.locales)) {
    const auto move = [&](auto& row) { row.locale = through(remaps.locales, row.locale); };
    for_rows(data.contributions, threads, move);
    for_rows(data.comments, threads, move);
    for_rows(data.official_texts, threads, move);
  }
  if (!is_identity(remaps.themes))
    for_rows(data.theme_pool, threads, [&](std::uint32_t& at) { at = remaps.themes[at].value_or(0); });
  if (builder.replaced == 0) return;
  for_rows(data.author_pool, threads, [&](std::uint32_t& at) { at = remaps.participants[at].value_or(0); });
  for_rows(data.comments, threads, [&](engine::Comment& c) {
    c.author = through(remaps.participants, c.author);
    c.text_signature = through(remaps.signatures, c.text_signature);
  });
  for_rows(data.signatures, threads,
           [&](engine::TextSignature& s) { s.author = through(remaps.participants, s.author); });
  for_rows(data.exposed, threads,
           [&](engine::ExposedPerson& p) { p.participant = through(remaps.participants, p.participant); });
  for_rows(data.contributions, threads, [&](engine::Contribution& c) {
    c.text_signature = through(remaps.signatures, c.text_signature);
    c.answer_signature = through(remaps.signatures, c.answer_signature);
  });
}

void link_comments(Builder& builder) {
  for_rows(builder.data.comments, builder.options().threads, [&](engine::Comment& c) {
    c.parent = std::nullopt;
    c.orphan = false;
    if (!c.reply) return;
    const std::uint32_t parent = builder.comments.ids.find(c.target);
    if (parent == FlatMap::kNone) {
      c.orphan = true;
    } else {
      c.parent = parent;
    }
  });
}

void link_results(Builder& builder) {
  for (const engine::Followup& child : builder.data.followups) {
    const std::uint32_t parent = child.parent == 0 ? FlatMap::kNone : builder.followups.ids.find(child.parent);
    if (parent != FlatMap::kNone) builder.data.followups[parent].has_children = true;
  }
}

/// A component is in one space: a row whose address says nothing is where the others of its component are.
void place_by_component(Builder& builder) {
  engine::Dataset& data = builder.data;
  std::unordered_map<std::uint64_t, std::uint32_t> space_of;
  bool homeless = false;
  const auto learn = [&](const auto& row) {
    homeless = homeless || !row.space;
    if (!row.space || row.component == 0) return;
    const auto [at, fresh] = space_of.emplace(row.component, *row.space);
    // Should a damaged export place one component twice, the choice must not depend on the order of the rows.
    if (!fresh && data.spaces[*row.space].key < data.spaces[at->second].key) at->second = *row.space;
  };
  const auto place = [&](auto& row) {
    const auto found = row.space ? space_of.end() : space_of.find(row.component);
    if (found != space_of.end()) row.space = found->second;
  };
  for (const engine::Contribution& c : data.contributions) learn(c);
  for (const engine::Followup& f : data.followups) learn(f);
  for (const engine::Project& p : data.projects) learn(p);
  if (!homeless || space_of.empty()) return;
  for (engine::Contribution& c : data.contributions) place(c);
  for (engine::Followup& f : data.followups) place(f);
  for (engine::Project& p : data.projects) place(p);
}

struct Range {
  OptionalTime oldest, newest;
  void add(OptionalTime time) {
    if (!time) return;
    if (!oldest || *time < *oldest) oldest = time;
    if (!newest || *time > *newest) newest = time;
  }
};

/// From the first act to the last; plans (starts, ends, deadlines) are no acts.
void find_times(Builder& builder) {
  engine::Dataset& data = builder.data;
  Range range;
  for (const engine::Contribution& c : data.contributions)
    for (const OptionalTime time : {c.created, c.published, c.answered, c.updated}) range.add(time);
  for (const engine::Comment& c : data.comments) range.add(c.created);
  for (const engine::Meeting& m : data.meetings)
    for (const OptionalTime time : {m.created, m.closed}) range.add(time);
  for (const engine::Followup& f : data.followups)
    for (const OptionalTime time : {f.created, f.updated}) range.add(time);
  for (const engine::Project& p : data.projects)
    for (const OptionalTime time : {p.created, p.updated, p.selected}) range.add(time);
  for (const engine::Moderation& m : data.moderations) range.add(m.hidden);
  for (const engine::ModeratedUser& m : data.moderated_users) range.add(m.blocked);
  for (const engine::Space& s : data.spaces)
    for (const OptionalTime time : {s.created, s.published}) range.add(time);
  for (const TotalRow& row : builder.total_rows) range.add(row.day);
  data.oldest = range.oldest;
  data.newest = range.newest;
}

}  // namespace

void settle_rows(Builder& builder) {
  link_comments(builder);
  link_results(builder);
  place_by_component(builder);
  apply(builder, order_small_tables(builder));
  find_times(builder);
}

}  // namespace boussole::connectors::decidim
