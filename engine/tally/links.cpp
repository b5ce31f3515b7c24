#include "engine/tally/links.h"

#include <algorithm>
#include <unordered_set>

#include "engine/dataset/course.h"
#include "engine/tally/phases.h"

namespace boussole::engine {
namespace {

OptionalTime time_of(const Contribution& c) { return c.published ? c.published : c.created; }

/// The earlier published of two rows; by address where the dates do not tell, so that row order never matters.
bool comes_first(const Contribution& a, const Contribution& b) {
  const OptionalTime ta = time_of(a), tb = time_of(b);
  if (ta != tb) return ta && (!tb || *ta < *tb);
  return a.url_key < b.url_key;
}

void mark_cited(const Dataset& data, const PoolSpan& sources, Links& links) {
  for (std::uint32_t i = 0; i < sources.count; ++i) {
    auto it = links.contribution_at.find(data.link_pool[sources.begin + i]);
    if (it != links.contribution_at.end()) links.cited[it->second] = 1;
  }
}

/// A proposal that the platform copied to another component keeps its text and its people: it is one contribution.
/// Two rows are the same where one points to the other and their texts are equal.
void find_copies(const Dataset& data, Links& links) {
  const auto n = static_cast<std::uint32_t>(data.contributions.size());
  std::vector<std::uint32_t> group(n);
  for (std::uint32_t i = 0; i < n; ++i) group[i] = i;
  auto root = [&](std::uint32_t i) {
    while (group[i] != i) i = group[i] = group[group[i]];
    return i;
  };
  for (std::uint32_t i = 0; i < n; ++i) {
    const Contribution& c = data.contributions[i];
    for (std::uint32_t k = 0; k < c.related.count; ++k) {
      auto it = links.contribution_at.find(data.link_pool[c.related.begin + k]);
      if (it == links.contribution_at.end() || it->second == i) continue;
      const Contribution& other = data.contributions[it->second];
      if (other.text.words == 0 || other.text.fingerprint != c.text.fingerprint) continue;
      std::uint32_t a = root(i), b = root(it->second);
      if (a == b) continue;
      if (comes_first(data.contributions[b], data.contributions[a])) std::swap(a, b);
      group[b] = a;
    }
  }
  for (std::uint32_t i = 0; i < n; ++i) {
    const std::uint32_t first = root(i);
    if (first == i) continue;
    links.copy[i] = 1;
    const Contribution& mine = data.contributions[i];
    Contribution const& chosen = data.contributions[links.answer_row[first]];
    const bool better = mine.has_answer_text != chosen.has_answer_text ? mine.has_answer_text
                                                                       : comes_first(mine, chosen);
    if (mine.has_answer_text && better) links.answer_row[first] = i;
    links.cited[first] = links.cited[first] | links.cited[i];
    links.amended[first] = links.amended[first] | links.amended[i];
  }
}

void note_act(std::vector<OptionalTime>& first, std::uint32_t person, OptionalTime time) {
  if (time && (!first[person] || *time < *first[person])) first[person] = time;
}

}  // namespace

std::vector<std::uint8_t> chosen_projects(const Dataset& data) {
  std::vector<std::uint8_t> out(data.projects.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = data.projects[i].selected.has_value();
  if (data.course == nullptr) return out;
  for (const Decision& d : data.course->decisions)
    if (d.kind == Decision::Kind::selection && d.project) out[*d.project] = 1;
  return out;
}

Links find_links(const Dataset& data) {
  Links links;
  const std::size_t n = data.contributions.size();
  links.contribution_at.reserve(n);
  links.amended.resize(n);
  links.cited.resize(n);
  links.copy.resize(n);
  links.answer_row.resize(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    links.answer_row[i] = i;
    if (data.contributions[i].url_key != 0) links.contribution_at.emplace(data.contributions[i].url_key, i);
  }
  for (const Contribution& c : data.contributions) {
    if (!c.amendment || c.amends == 0 || c.state != State::accepted) continue;
    auto it = links.contribution_at.find(c.amends);
    if (it != links.contribution_at.end()) links.amended[it->second] = 1;
  }
  for (const Followup& f : data.followups) mark_cited(data, f.sources, links);
  for (const Project& p : data.projects) mark_cited(data, p.sources, links);
  find_copies(data, links);
  links.chosen = chosen_projects(data);
  links.theme_use = theme_uses(data);
  links.phase_end = phase_ends(data);

  std::unordered_set<std::uint64_t> parents;
  for (const Followup& f : data.followups)
    if (f.parent != 0) parents.insert(f.parent);
  links.leaf.resize(data.followups.size());
  for (std::size_t i = 0; i < links.leaf.size(); ++i) {
    const Followup& f = data.followups[i];
    links.leaf[i] = !f.has_children && !parents.contains(f.id);
  }

  links.first_act.resize(data.participants.size());
  for (const Contribution& c : data.contributions)
    for (std::uint32_t k = 0; k < c.authors.count; ++k)
      note_act(links.first_act, data.author_pool[c.authors.begin + k], time_of(c));
  for (const Comment& c : data.comments)
    if (c.author) note_act(links.first_act, *c.author, c.created);
  return links;
}

}  // namespace boussole::engine
