#include "engine/indicators/support.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "engine/tally/theme_use.h"

namespace boussole::engine {

using statistics::ClusterBin;
using statistics::CountBin;

Part part(std::string id, Text label, double value) { return {std::move(id), std::move(label), value}; }

Part withheld_part(std::string id, Text label) { return {std::move(id), std::move(label), std::nullopt}; }

Part people_part(const Inputs& in, std::string id, Text label, std::int64_t people) {
  if (people > 0 && people < in.sampling.min_cell) return withheld_part(std::move(id), std::move(label));
  return part(std::move(id), std::move(label), static_cast<double>(people));
}

double minimal(const Inputs& in, const std::string& what, double otherwise) {
  auto it = in.definition.minimal.find(what);
  return it == in.definition.minimal.end() ? otherwise : it->second;
}

Unavailable too_few(const Inputs& in, std::int64_t have, double need, const Noun& noun, std::vector<Part> parts) {
  const std::string needed = std::to_string(static_cast<std::int64_t>(need));
  const bool withheld = noun.people && have > 0 && have < in.sampling.min_cell;
  const std::string cell = std::to_string(in.sampling.min_cell);
  const std::string fr = withheld ? "moins de " + cell : std::to_string(have);
  const std::string en = withheld ? "fewer than " + cell : std::to_string(have);
  Unavailable out;
  out.why = Why::too_few;
  if (!withheld) out.n = have;
  out.reason = {"too_few",
                {"Il faut au moins " + needed + " " + noun.plural.fr + " pour publier ce chiffre ; ici : " + fr + ".",
                 "At least " + needed + " " + noun.plural.en + " are needed to publish this figure; here: " + en + "."}};
  out.parts = std::move(parts);
  return out;
}

namespace {
Unavailable unavailable(Why why, std::string code, Text reason, std::vector<Part> parts) {
  Unavailable out;
  out.why = why;
  out.reason = {std::move(code), std::move(reason)};
  out.parts = std::move(parts);
  return out;
}
}  // namespace

Unavailable not_provided(std::string code, Text reason, std::vector<Part> parts) {
  return unavailable(Why::not_provided, std::move(code), std::move(reason), std::move(parts));
}
Unavailable not_applicable(std::string code, Text reason, std::vector<Part> parts) {
  return unavailable(Why::not_applicable, std::move(code), std::move(reason), std::move(parts));
}
Unavailable not_computable(std::string code, Text reason, std::vector<Part> parts) {
  return unavailable(Why::not_computable, std::move(code), std::move(reason), std::move(parts));
}

Message warning(std::string code, Text text) { return {std::move(code), std::move(text)}; }
Message no_interval(std::string code, Text text) { return {std::move(code), std::move(text)}; }

Message census_reason() {
  return {"exact_for_the_file",
          {"Pas d'intervalle : ce chiffre décrit le fichier lui-même, en entier ; il n'y a ni tirage ni hasard.",
           "No interval: this figure describes the file itself, in full; there is no sampling and no chance in it."}};
}

statistics::IntervalRequest request(const Inputs& in) {
  statistics::IntervalRequest out;
  out.level = in.sampling.level;
  out.seed = in.sampling.seed;
  out.replicates = in.sampling.replicates;
  out.threads = in.sampling.threads;
  out.stream = statistics::stream_of(in.definition.id + "/" + std::string(in.scope));
  return out;
}

void attach(Estimate& estimate, const statistics::IntervalOutcome& outcome) {
  if (outcome.interval) {
    const auto& i = *outcome.interval;
    // The last bits of a bound may fall on the wrong side of the value it meets.
    constexpr double kLastBits = 1e-9;
    const double low = std::abs(i.low - estimate.value) < kLastBits ? std::min(i.low, estimate.value) : i.low;
    const double high = std::abs(i.high - estimate.value) < kLastBits ? std::max(i.high, estimate.value) : i.high;
    estimate.interval = Interval{low, high, i.level, i.method};
    estimate.interval_reason.reset();
  } else {
    assert(outcome.reason);
    estimate.interval.reset();
    estimate.interval_reason = outcome.reason;
  }
}

std::vector<CountBin> acts_histogram(const Tally& tally, PeopleFilter filter) {
  std::vector<std::uint64_t> counts;
  counts.reserve(tally.people.size());
  for (const PersonTally& p : tally.people)
    if (filter(p) && p.acts() > 0) counts.push_back(p.acts());
  return statistics::histogram_of(counts);
}

std::vector<ClusterBin> rate_histogram(const Tally& tally, PeopleFilter filter, std::uint32_t PersonTally::*size,
                                       std::uint32_t PersonTally::*hits) {
  std::vector<ClusterBin> bins;
  bins.reserve(tally.people.size());
  for (const PersonTally& p : tally.people)
    if (filter(p) && p.*size > 0) bins.push_back({p.*size, p.*hits, 1});
  return statistics::canonical(std::span<const ClusterBin>(bins));
}

std::int64_t people_with_acts(const Tally& tally, PeopleFilter filter) {
  std::int64_t n = 0;
  for (const PersonTally& p : tally.people) n += filter(p) && p.acts() > 0;
  return n;
}

bool labels_are_sorted(const Inputs& in) {
  if (in.tally.multi_themed == 0) return true;
  const std::vector<ThemeUse> uses = theme_uses(in.data);
  for (const ThemeTally& t : in.tally.themes)
    if (uses[t.theme] == ThemeUse::unknown) return false;
  return true;
}

Unavailable labels_not_sorted(std::vector<Part> parts) {
  return not_computable("taxonomy_roots_not_exported",
                        {"Decidim 0.30 donne plusieurs étiquettes par contribution sans dire lesquelles sont des thèmes "
                         "et lesquelles des territoires (la version 0.31 en donne la liste).",
                         "Decidim 0.30 gives several labels per contribution without saying which are themes and which "
                         "are territories (0.31 gives the list)."},
                        std::move(parts));
}

bool whole_export(const Dataset& data) {
  return data.has("proposals") != Presence::absent && data.has("comments") != Presence::absent;
}

Unavailable part_of_an_export() {
  return not_computable("part_of_an_export",
                        {"Quelques fichiers ne disent pas ce que contient l'export entier : donnez le zip complet.",
                         "A few files do not tell what the whole export holds: give the complete zip."});
}

double ratio(std::int64_t numerator, std::int64_t denominator) {
  assert(denominator > 0);
  return static_cast<double>(numerator) / static_cast<double>(denominator);
}

}  // namespace boussole::engine
