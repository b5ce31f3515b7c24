#include "engine/tally/tally.h"

#include <algorithm>
#include <utility>

#include "engine/base/parallel.h"

namespace boussole::engine {
namespace {

/// How many different keys two vectors sorted by `key` have; each has none twice.
template <class T, class Key>
std::size_t keys_in_either(const std::vector<T>& a, const std::vector<T>& b, Key key) {
  std::size_t i = 0, j = 0, both = 0;
  while (i < a.size() && j < b.size()) {
    const bool a_first = key(a[i]) < key(b[j]), b_first = key(b[j]) < key(a[i]);
    both += !a_first && !b_first;
    i += !b_first;
    j += !a_first;
  }
  return a.size() + b.size() - both;
}

/// Joins two vectors sorted by `key`, adding up the entries with the same key. Room for just what there is: most people
/// of a platform act in several spaces, and the sum of the spaces' people is many times the platform's.
template <class T, class Key, class Add>
std::vector<T> join(const std::vector<T>& a, const std::vector<T>& b, Key key, Add add) {
  std::vector<T> out;
  out.reserve(keys_in_either(a, b, key));
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (key(a[i]) < key(b[j])) {
      out.push_back(a[i++]);
    } else if (key(b[j]) < key(a[i])) {
      out.push_back(b[j++]);
    } else {
      out.push_back(a[i++]);
      add(out.back(), b[j++]);
    }
  }
  out.insert(out.end(), a.begin() + static_cast<std::ptrdiff_t>(i), a.end());
  out.insert(out.end(), b.begin() + static_cast<std::ptrdiff_t>(j), b.end());
  return out;
}

template <class T, class Key, class Add>
void fold(std::vector<T>& sorted, Key key, Add add) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (kept > 0 && key(sorted[kept - 1]) == key(sorted[i])) {
      add(sorted[kept - 1], sorted[i]);
    } else {
      sorted[kept++] = sorted[i];
    }
  }
  sorted.resize(kept);
}

template <class T>
std::vector<T> concatenate_sorted(const std::vector<T>& a, const std::vector<T>& b) {
  std::vector<T> out(a.size() + b.size());
  std::merge(a.begin(), a.end(), b.begin(), b.end(), out.begin());
  return out;
}

template <class T>
std::vector<T> concatenated(const std::vector<std::vector<T>>& parts) {
  std::vector<T> out;
  std::size_t size = 0;
  for (const auto& part : parts) size += part.size();
  out.reserve(size);
  for (const auto& part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

/// Keys that cut sorted lists into ranges of about the same size: each holds all entries of its keys.
template <class T, class Key>
auto cuts_of(const std::vector<std::span<const T>>& lists, std::size_t ranges, Key key) {
  constexpr std::size_t kStep = 64;
  std::vector<std::decay_t<decltype(key(lists[0][0]))>> sample, cuts;
  for (const auto& list : lists)
    for (std::size_t i = 0; i < list.size(); i += kStep) sample.push_back(key(list[i]));
  std::sort(sample.begin(), sample.end());
  for (std::size_t range = 1; range < ranges; ++range) cuts.push_back(sample[sample.size() * range / ranges]);
  return cuts;
}

/// One list of all parts, sorted by `key`: range of keys by range of keys, each by merging neighbours pairwise.
template <class T, class Key, class Two>
std::vector<T> merge_lists(std::span<const Tally> parts, std::vector<T> Tally::*member, Key key, unsigned threads,
                           Two two) {
  std::vector<std::span<const T>> lists;
  std::size_t total = 0;
  for (const Tally& part : parts) {
    if ((part.*member).empty()) continue;
    lists.emplace_back(part.*member);
    total += lists.back().size();
  }
  if (lists.empty()) return {};
  constexpr std::size_t kRange = std::size_t{1} << 15;  // entries: what is merged stays in the cache
  std::vector<std::vector<T>> ranges(total / kRange + 1);
  const auto cuts = cuts_of(lists, ranges.size(), key);
  const auto from = [&](std::span<const T> list, std::size_t range) {
    if (range == 0) return std::size_t{0};
    if (range > cuts.size()) return list.size();
    const auto at = std::lower_bound(list.begin(), list.end(), cuts[range - 1],
                                     [&](const T& entry, const auto& cut) { return key(entry) < cut; });
    return static_cast<std::size_t>(at - list.begin());
  };
  parallel_for(ranges.size(), threads, [&](std::size_t range) {
    std::vector<std::vector<T>> own;
    for (const auto& list : lists) {
      const auto here = list.subspan(from(list, range), from(list, range + 1) - from(list, range));
      if (!here.empty()) own.emplace_back(here.begin(), here.end());
    }
    for (; own.size() > 1; own.resize((own.size() + 1) / 2))
      for (std::size_t i = 0; i < own.size(); i += 2)
        own[i / 2] = i + 1 < own.size() ? two(own[i], own[i + 1]) : std::move(own[i]);
    if (!own.empty()) ranges[range] = std::move(own.front());
  });
  return concatenated(ranges);
}

OptionalTime earlier(OptionalTime a, OptionalTime b) {
  if (!a) return b;
  if (!b) return a;
  return std::min(*a, *b);
}
OptionalTime later(OptionalTime a, OptionalTime b) {
  if (!a) return b;
  if (!b) return a;
  return std::max(*a, *b);
}

void add_person(PersonTally& into, const PersonTally& other) {
  into.organiser = into.organiser || other.organiser;
  into.verified = into.verified || other.verified;
  into.written += other.written;
  into.comments += other.comments;
  into.replies_to_others += other.replies_to_others;
  into.led += other.led;
  into.due += other.due;
  into.answered += other.answered;
  into.first = earlier(into.first, other.first);
  into.last = later(into.last, other.last);
  into.recent = into.recent || other.recent;
  into.previous = into.previous || other.previous;
}

void add_group(GroupTally& into, const GroupTally& other) {
  into.due += other.due;
  into.answered += other.answered;
}

void add_theme(ThemeTally& into, const ThemeTally& other) { into.contributions += other.contributions; }

template <class T>
T itself(const T& entry) {
  return entry;
}
std::uint32_t person_of(const PersonTally& p) { return p.person; }
std::uint64_t root_of(const ThreadTally& t) { return t.root; }
std::pair<GroupTally::By, std::uint64_t> group_of(const GroupTally& g) { return {g.by, g.key}; }
std::uint32_t theme_of(const ThemeTally& t) { return t.theme; }

void add_thread(ThreadTally& into, const ThreadTally& other) {
  for (std::size_t d = 0; d < into.at_depth.size(); ++d) into.at_depth[d] += other.at_depth[d];
  into.pro += other.pro;
  into.contra += other.contra;
}

constexpr std::int64_t Tally::*kCounts[] = {&Tally::contributions,
                                            &Tally::withdrawn,
                                            &Tally::amendments,
                                            &Tally::from_participants,
                                            &Tally::from_groups,
                                            &Tally::from_organisers,
                                            &Tally::from_meetings,
                                            &Tally::origin_unknown,
                                            &Tally::meeting_known,
                                            &Tally::meeting_yes,
                                            &Tally::themed,
                                            &Tally::multi_themed,
                                            &Tally::co_built,
                                            &Tally::amended,
                                            &Tally::co_signed,
                                            &Tally::derived,
                                            &Tally::accepted,
                                            &Tally::rejected,
                                            &Tally::evaluating,
                                            &Tally::proposals,
                                            &Tally::cited,
                                            &Tally::due_unsigned,
                                            &Tally::answered_unsigned,
                                            &Tally::answered_by_text,
                                            &Tally::answered_by_state_only,
                                            &Tally::own_state_only,
                                            &Tally::answered_undated,
                                            &Tally::answered_before_published,
                                            &Tally::due_by_phase,
                                            &Tally::phase_not_over,
                                            &Tally::phase_not_over_answered,
                                            &Tally::answers,
                                            &Tally::answers_long,
                                            &Tally::answers_template,
                                            &Tally::answers_reasoned,
                                            &Tally::comments,
                                            &Tally::replies,
                                            &Tally::orphans,
                                            &Tally::comments_unsigned,
                                            &Tally::replies_to_deleted,
                                            &Tally::written_unsigned,
                                            &Tally::results,
                                            &Tally::results_leaf,
                                            &Tally::leaf_linked,
                                            &Tally::leaf_linked_participants,
                                            &Tally::leaf_linked_unknown,
                                            &Tally::results_due,
                                            &Tally::results_done,
                                            &Tally::results_done_unknown,
                                            &Tally::results_fresh,
                                            &Tally::results_updated_known,
                                            &Tally::projects,
                                            &Tally::projects_selected,
                                            &Tally::projects_selection_known,
                                            &Tally::budget_selected,
                                            &Tally::meetings_held,
                                            &Tally::meetings_with_minutes,
                                            &Tally::meetings_minutes_unknown,
                                            &Tally::texts,
                                            &Tally::texts_coordinated,
                                            &Tally::texts_self_repeated,
                                            &Tally::texts_unattributed};

/// People of all parts. A person is a row of the data set, so each range of rows is added up in place.
std::vector<PersonTally> all_people(std::span<const Tally> parts, unsigned threads) {
  std::uint32_t end = 0;
  for (const Tally& part : parts)
    if (!part.people.empty()) end = std::max(end, part.people.back().person + 1);
  constexpr std::uint32_t kRange = 8192;  // rows: what is added up stays in the cache
  std::vector<std::vector<PersonTally>> ranges((end + kRange - 1) / kRange);
  parallel_for(ranges.size(), threads, [&](std::size_t range) {
    const auto first = static_cast<std::uint32_t>(range) * kRange;
    std::vector<PersonTally> dense(kRange);
    std::vector<bool> seen(kRange);
    for (const Tally& part : parts) {
      auto person = std::lower_bound(part.people.begin(), part.people.end(), first,
                                     [](const PersonTally& p, std::uint32_t row) { return p.person < row; });
      for (; person != part.people.end() && person->person - first < kRange; ++person) {
        const std::uint32_t at = person->person - first;
        if (seen[at]) {
          add_person(dense[at], *person);
        } else {
          dense[at] = *person;
          seen[at] = true;
        }
      }
    }
    for (std::uint32_t at = 0; at < kRange; ++at)
      if (seen[at]) ranges[range].push_back(dense[at]);
  });
  return concatenated(ranges);
}

// Six vectors of 24 bytes and the counts: a count added to the struct and not to the list is caught here.
static_assert(sizeof(Tally) == 6 * sizeof(std::vector<int>) + std::size(kCounts) * sizeof(std::int64_t));

}  // namespace

Tally merge(const Tally& a, const Tally& b) {
  Tally out;
  out.people = join(a.people, b.people, person_of, add_person);
  out.threads = join(a.threads, b.threads, root_of, add_thread);
  out.delays = concatenate_sorted(a.delays, b.delays);
  out.groups = join(a.groups, b.groups, group_of, add_group);
  out.themes = join(a.themes, b.themes, theme_of, add_theme);
  out.acts = concatenate_sorted(a.acts, b.acts);
  for (auto count : kCounts) out.*count = a.*count + b.*count;
  return out;
}

Tally merge(std::span<const Tally> parts, unsigned threads) {
  Tally out;
  out.people = all_people(parts, threads);
  out.threads = merge_lists(parts, &Tally::threads, root_of, threads,
                            [](const auto& a, const auto& b) { return join(a, b, root_of, add_thread); });
  out.delays = merge_lists(parts, &Tally::delays, itself<Delay>, threads, concatenate_sorted<Delay>);
  out.groups = merge_lists(parts, &Tally::groups, group_of, threads,
                           [](const auto& a, const auto& b) { return join(a, b, group_of, add_group); });
  out.themes = merge_lists(parts, &Tally::themes, theme_of, threads,
                           [](const auto& a, const auto& b) { return join(a, b, theme_of, add_theme); });
  out.acts = merge_lists(parts, &Tally::acts, itself<Act>, threads, concatenate_sorted<Act>);
  for (const Tally& part : parts)
    for (auto count : kCounts) out.*count += part.*count;
  return out;
}

void fold_equal_keys(Tally& tally) {
  fold(tally.groups, group_of, add_group);
  fold(tally.themes, theme_of, add_theme);
}

int depth_h_index(const ThreadTally& thread) {
  std::uint64_t deeper = 0;
  for (std::size_t level = thread.at_depth.size(); level > 0; --level) {
    deeper += thread.at_depth[level - 1];
    if (deeper >= level) return static_cast<int>(level);
  }
  return 0;
}

}  // namespace boussole::engine
