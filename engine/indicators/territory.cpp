#include "engine/indicators/territory.h"

#include <algorithm>

#include "engine/findings.h"
#include "engine/indicators/composition.h"
#include "engine/indicators/support.h"
#include "engine/statistics/interval_policy.h"

namespace boussole::engine {
namespace {

const Noun kParticipants{{"participants dont on connaît le territoire", "participants whose area is known"}, true};

constexpr double kQuarter = 0.25;  ///< of the mean rate of participation: from here on an area takes part

/// The areas of the reference; one whose number is withheld has somebody, and at most those that no other area has.
std::vector<statistics::AreaCount> areas_of(const Composition& c) {
  std::int64_t rest = c.known, withheld = 0;
  for (const ClassShare& s : c.classes) {
    rest -= s.people.value_or(0);
    withheld += !s.people;
  }
  const std::int64_t most = std::clamp<std::int64_t>(rest - (withheld - 1), 0, std::max<std::int64_t>(c.known, 0));
  std::vector<statistics::AreaCount> out;
  for (const ClassShare& s : c.classes)
    if (s.reference)
      out.push_back({*s.reference, s.people.value_or(std::min<std::int64_t>(most, 1)), s.people.value_or(most)});
  return out;
}

/// Which areas take part is judged by exact tests, all of them together; what lies between is in doubt.
void give_covered_interval(const Inputs& in, Estimate& out, const Composition& c) {
  if (many_silent(c)) {
    out.interval_reason = no_interval(
        "many_did_not_answer", {"Pas d’intervalle : le territoire de plus d’une personne sur dix n’est pas connu.",
                                "No interval: the area of more than one person in ten is not known."});
    return;
  }
  attach(out, statistics::interval_for_covered_population(areas_of(c), c.known, kQuarter, request(in)));
}

}  // namespace

Measurement territorial_coverage(const Inputs& in) {
  const auto found = of_scope(in, "area");
  if (found.empty()) return described_by_ballot(in, "area") ? several_ballots({}) : Measurement(untold(in));
  const Composition& c = *found.front();
  double covered = 0, doubtful = 0;
  std::int64_t areas = 0, silent = 0, withheld = 0;
  for (const ClassShare& s : c.classes) {
    if (!s.reference) continue;
    ++areas;
    withheld += !s.people;
    // A withheld area has somebody, one person at least: it is counted where one is enough.
    const double share = s.share.value_or(1 / static_cast<double>(std::max<std::int64_t>(c.known, 1)));
    const bool present = share >= kQuarter * *s.reference;
    silent += !present;
    if (present) covered += *s.reference;
    if (!present && !s.people) doubtful += *s.reference;
  }
  std::vector<Part> parts{part("areas", {"territoires", "areas"}, double(areas)),
                          people_part(in, "known", kParticipants.plural, c.known)};
  if (areas == 0) {
    return not_provided(
        "population_by_area_not_given",
        {"On sait d’où viennent les participants, mais la population de chaque territoire n’est pas donnée "
         "(option --reference, une ligne par territoire).",
         "Where participants come from is known, but the population of each area is not given (option "
         "--reference, one row an area)."},
        std::move(parts));
  }
  const double need = minimal(in, "expected_per_area", 5) * double(areas);
  if (double(c.known) < need) return too_few(in, c.known, need, kParticipants, std::move(parts));
  parts.push_back(part("silent", {"territoires presque muets", "areas nearly silent"}, double(silent)));
  Estimate out;
  out.value = std::min(covered, 1.0);
  out.n = c.known;
  out.missing = c.unanswered;
  out.parts = std::move(parts);
  give_covered_interval(in, out, c);
  if (doubtful > 0)
    out.parts.push_back(
        part("at_most",
             {"au plus, si les territoires non publiés suffisent", "at most, if the areas not published are enough"},
             std::min(covered + doubtful, 1.0)));
  if (withheld > 0)
    out.warnings.push_back(
        warning("small_areas_withheld",
                {"Les territoires dont l’effectif n’est pas publié ne comptent que s’il y suffit d’une personne.",
                 "Areas whose number is not published count only where one person is enough."}));
  return out;
}

}  // namespace boussole::engine
