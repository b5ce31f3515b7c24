#include "engine/run/decidim_counts.h"

namespace boussole::engine {
namespace {

using decidim_quality::Counts;
using decidim_quality::Share;

bool in_scope(OptionalIndex row, OptionalIndex scope) { return !scope || row == scope; }

/// How many citizens sign a proposal; nothing where the export has no authors.
std::optional<std::int64_t> citizens(const Dataset& data, const Contribution& c) {
  if (c.origin == Origin::unknown) return std::nullopt;
  if (c.origin != Origin::participant && c.origin != Origin::user_group) return 0;
  std::int64_t n = 0;
  for (std::uint32_t k = 0; k < c.authors.count; ++k)
    n += !data.participants[data.author_pool[c.authors.begin + k]].organiser;
  return n;
}

struct ProposalCounts {
  std::int64_t rows = 0, accepted = 0, answered = 0, linked = 0;
  std::int64_t citizens = 0, citizens_of_accepted = 0;
  bool authors_known = true;
};

ProposalCounts count_proposals(const Dataset& data, const Links& links, OptionalIndex scope) {
  ProposalCounts out;
  for (std::size_t i = 0; i < data.contributions.size(); ++i) {
    const Contribution& c = data.contributions[i];
    if (c.kind != ContributionKind::proposal || !in_scope(c.space, scope)) continue;
    ++out.rows;
    const bool accepted = c.state == State::accepted && !c.amendment;
    out.accepted += accepted;
    out.answered += c.answered.has_value();
    out.linked += links.cited[i] != 0 || c.related.count > 0;
    const auto people = citizens(data, c);
    out.authors_known = out.authors_known && people.has_value();
    out.citizens += people.value_or(0);
    if (accepted) out.citizens_of_accepted += people.value_or(0);
  }
  return out;
}

struct LinkCounts {
  std::int64_t rows = 0, completed = 0, links = 0, citizen_links = 0;
};

LinkCounts count_results(const Dataset& data, const Links& links, OptionalIndex scope) {
  LinkCounts out;
  for (const Followup& f : data.followups) {
    if (!in_scope(f.space, scope)) continue;
    ++out.rows;
    out.completed += f.progress && *f.progress >= 100;
    out.links += f.sources.count;
    for (std::uint32_t k = 0; k < f.sources.count; ++k) {
      auto it = links.contribution_at.find(data.link_pool[f.sources.begin + k]);
      if (it != links.contribution_at.end())
        out.citizen_links += citizens(data, data.contributions[it->second]).value_or(0);
    }
  }
  return out;
}

}  // namespace

decidim_quality::Counts decidim_counts(const Dataset& data, const Links& links, OptionalIndex space) {
  const ProposalCounts p = count_proposals(data, links, space);
  const LinkCounts r = count_results(data, links, space);
  std::int64_t project_links = 0, meetings = 0;
  for (const Project& project : data.projects)
    if (in_scope(project.space, space)) project_links += project.sources.count;
  for (const Meeting& meeting : data.meetings) meetings += in_scope(meeting.space, space);

  Counts out;
  const bool proposals = data.has("proposals") != Presence::absent;
  if (proposals) {
    out.accepted = {p.accepted, p.rows};
    if (p.authors_known) out.citizen_accepted = {p.citizens_of_accepted, p.citizens};
    if (p.authors_known) out.accepted_citizen = {p.citizens_of_accepted, p.accepted};
    if (data.has("proposals.answered_at") != Presence::absent) out.answered = {p.answered, p.rows};
    out.with_history = {p.linked, p.rows};
    out.proposals_to_budgets = {project_links, p.rows};
  }
  if (data.has("results") != Presence::absent) {
    out.completed = {r.completed, r.rows};
    if (p.authors_known) out.results_linked = {r.citizen_links, r.rows};
    if (proposals) out.proposals_to_results = {r.links, p.rows};
  }
  // A component without a meeting leaves no trace, and the kind of a meeting is not among the columns that are read.
  if (meetings > 0) out.meetings_component = true;
  return out;
}

}  // namespace boussole::engine
