#include "engine/tally/build.h"

#include <algorithm>
#include <numeric>

#include "engine/base/parallel.h"
#include "engine/tally/shard.h"

namespace boussole::engine {
namespace {

constexpr std::size_t kShardRows = std::size_t{1} << 16;

/// Rows of a table by space; the last group holds the rows of no known space.
struct BySpace {
  std::vector<std::uint32_t> rows;
  std::vector<std::size_t> begin;  ///< spaces + 2 entries

  std::span<const std::uint32_t> of(std::size_t group) const {
    return std::span(rows).subspan(begin[group], begin[group + 1] - begin[group]);
  }
};

template <class Table>
BySpace group_rows(const Table& table, std::size_t spaces) {
  BySpace out;
  out.begin.assign(spaces + 2, 0);
  auto group = [&](std::size_t row) -> std::size_t { return table[row].space ? *table[row].space : spaces; };
  for (std::size_t i = 0; i < table.size(); ++i) ++out.begin[group(i) + 1];
  std::partial_sum(out.begin.begin(), out.begin.end(), out.begin.begin());
  std::vector<std::size_t> next(out.begin.begin(), out.begin.end() - 1);
  out.rows.resize(table.size());
  for (std::size_t i = 0; i < table.size(); ++i) out.rows[next[group(i)]++] = static_cast<std::uint32_t>(i);
  return out;
}

struct Shard {
  enum class Of { contributions, comments, others } of;
  std::size_t group;
  std::span<const std::uint32_t> rows;
};

void cut(std::vector<Shard>& shards, Shard::Of of, std::size_t group, std::span<const std::uint32_t> rows) {
  for (std::size_t at = 0; at < rows.size(); at += kShardRows)
    shards.push_back({of, group, rows.subspan(at, std::min(kShardRows, rows.size() - at))});
}

/// The shards of one group, few: neighbours pairwise until one is left.
Tally merge_shards(std::vector<Tally> parts) {
  if (parts.empty()) return {};
  while (parts.size() > 1) {
    for (std::size_t i = 0; i < parts.size(); i += 2)
      parts[i / 2] = i + 1 < parts.size() ? merge(parts[i], parts[i + 1]) : std::move(parts[i]);
    parts.resize((parts.size() + 1) / 2);
  }
  return std::move(parts.front());
}

}  // namespace

Tallies build_tallies(const Dataset& data, const Links& links, const TextMarks& marks, const TallyRules& rules) {
  const std::size_t spaces = data.spaces.size();
  const BySpace contributions = group_rows(data.contributions, spaces);
  const BySpace comments = group_rows(data.comments, spaces);
  const BySpace meetings = group_rows(data.meetings, spaces);
  const BySpace followups = group_rows(data.followups, spaces);
  const BySpace projects = group_rows(data.projects, spaces);

  std::vector<Shard> shards;
  for (std::size_t group = 0; group <= spaces; ++group) {
    cut(shards, Shard::Of::contributions, group, contributions.of(group));
    cut(shards, Shard::Of::comments, group, comments.of(group));
    if (!meetings.of(group).empty() || !followups.of(group).empty() || !projects.of(group).empty())
      shards.push_back({Shard::Of::others, group, {}});
  }

  std::vector<Tally> counted(shards.size());
  parallel_for(shards.size(), rules.threads, [&](std::size_t i) {
    ShardCounter counter(data, links, marks, rules);
    const Shard& shard = shards[i];
    switch (shard.of) {
      case Shard::Of::contributions:
        for (std::uint32_t row : shard.rows) counter.contribution(row);
        break;
      case Shard::Of::comments:
        for (std::uint32_t row : shard.rows) counter.comment(row);
        break;
      case Shard::Of::others:
        for (std::uint32_t row : meetings.of(shard.group)) counter.meeting(data.meetings[row]);
        for (std::uint32_t row : followups.of(shard.group)) counter.followup(row);
        for (std::uint32_t row : projects.of(shard.group)) counter.project(row);
        break;
    }
    counted[i] = counter.take();
  });

  std::vector<std::vector<Tally>> groups(spaces + 1);
  for (std::size_t i = 0; i < shards.size(); ++i) groups[shards[i].group].push_back(std::move(counted[i]));
  std::vector<Tally> by_group(spaces + 1);
  parallel_for(groups.size(), rules.threads,
               [&](std::size_t group) { by_group[group] = merge_shards(std::move(groups[group])); });

  Tallies out;
  out.platform = merge(by_group, rules.threads);
  by_group.pop_back();
  out.spaces = std::move(by_group);
  return out;
}

}  // namespace boussole::engine
