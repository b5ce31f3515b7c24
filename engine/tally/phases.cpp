#include "engine/tally/phases.h"

#include <algorithm>

#include "engine/dataset/course.h"
#include "engine/tally/build.h"

namespace boussole::engine {

namespace {

struct Open {
  Seconds from = 0, to = 0;
};

bool takes_contributions(PhaseKind kind) {
  return kind == PhaseKind::unknown || kind == PhaseKind::collect || kind == PhaseKind::debate ||
         kind == PhaseKind::support;
}

/// Midnight stands for a day: its phase is open until the day is over.
Seconds last_moment(Seconds end) { return end % kDay == 0 ? end + kDay : end; }

}  // namespace

std::vector<OptionalTime> phase_ends(const Dataset& data) {
  std::vector<std::vector<Open>> of_space(data.spaces.size());
  bool any = false;
  if (data.course == nullptr) return {};
  for (const Phase& phase : data.course->phases) {
    if (!phase.space || !phase.start || !phase.end || !takes_contributions(phase.kind)) continue;
    if (*phase.end < *phase.start) continue;
    of_space[*phase.space].push_back({*phase.start, last_moment(*phase.end)});
    any = true;
  }
  if (!any) return {};
  std::vector<OptionalTime> out(data.contributions.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Contribution& c = data.contributions[i];
    const OptionalTime when = c.published ? c.published : c.created;
    if (!c.space || !when) continue;
    for (const Open& phase : of_space[*c.space])
      if (phase.from <= *when && *when < phase.to && (!out[i] || *out[i] < phase.to)) out[i] = phase.to;
  }
  return out;
}

}  // namespace boussole::engine
