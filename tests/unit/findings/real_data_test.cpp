// Real conversations and ballots, where they are there: our groups beside the platform's own, turnout, a synthetic
// survey.
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>

#include "connectors/catalog.h"
#include "connectors/reference/reference.h"
#include "engine/dataset/demographics.h"
#include "engine/dataset/votes.h"
#include "engine/findings/find.h"
#include "engine/findings/opinions.h"
#include "engine/statistics/clustering.h"
#include "engine/statistics/opinion.h"
#include "engine/statistics/partition.h"
#include "engine/statistics/polis.h"

using namespace boussole;
using namespace boussole::engine;

namespace {

std::string real(const std::string& path) {
  const std::string whole = std::string(BOUSSOLE_SHARED) + "/data/" + path;
  if (std::filesystem::exists(whole)) return whole;
  std::cout << "SKIPPED: no real data in ../shared/data/" << path << "\n";
  return {};
}

connectors::Reading read(const std::string& path) {
  const std::vector<std::string> paths{path};
  connectors::ReadOptions options;
  options.seed = 1;
  auto reading = connectors::read_dataset(paths, options);
  if (!reading) FAIL(reading.error().in(Language::en));
  return std::move(*reading);
}

std::string two_digits(double x) {
  char text[16];
  std::snprintf(text, sizeof text, "%.2f", x);
  return text;
}

std::string page(const std::string& name) {
  std::ifstream in(std::string(BOUSSOLE_ROOT) + "/docs/en/" + name);
  REQUIRE(in.good());
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Agreement with the platform's groups, over the people whom both place.
double agreement(const Dataset& data, const Ballots& ballots, const OpinionGroups& groups) {
  std::map<std::uint32_t, std::size_t> declared;
  for (const DeclaredGroup& g : data.votes->groups) declared[g.participant] = g.group;
  std::vector<std::size_t> ours, theirs;
  for (std::size_t i = 0; i < ballots.people.size(); ++i)
    if (const auto at = declared.find(ballots.people[i]); at != declared.end()) {
      ours.push_back(groups.group[i]);
      theirs.push_back(at->second);
    }
  const auto index = statistics::adjusted_rand_index(ours, theirs);
  REQUIRE(index);
  return *index;
}

/// The platform's groups of the people whom both place, as rows of the ballots.
std::vector<std::optional<std::size_t>> platform_groups(const Dataset& data, const Ballots& ballots) {
  std::map<std::uint32_t, std::size_t> declared;
  for (const DeclaredGroup& g : data.votes->groups) declared[g.participant] = g.group;
  std::vector<std::optional<std::size_t>> out;
  for (const std::uint32_t p : ballots.people) {
    const auto at = declared.find(p);
    out.push_back(at == declared.end() ? std::nullopt : std::optional(at->second));
  }
  return out;
}

/// How far apart the platform's groups stand on our map (mean silhouette): whether the two projections tell one story.
double apart_on_our_map(const Dataset& data, const Ballots& ballots) {
  const auto map = statistics::opinion_map(ballots.votes, 1);
  REQUIRE(map);
  const auto groups = platform_groups(data, ballots);
  std::vector<std::vector<double>> points;
  std::vector<std::size_t> cluster;
  std::map<std::size_t, std::size_t> number;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (!groups[i] || !map->position[i]) continue;
    points.push_back({(*map->position[i])[0], (*map->position[i])[1]});
    cluster.push_back(number.try_emplace(*groups[i], number.size()).first->second);
  }
  const auto silhouette = statistics::silhouette(points, cluster);
  REQUIRE(silhouette);
  return silhouette->mean;
}

/// Group-informed consensus of each statement, as Polis computes it, for a division into groups.
std::vector<double> consensus(const Ballots& ballots, const std::vector<std::optional<std::size_t>>& groups) {
  statistics::VoteTable table;
  std::vector<std::size_t> group;
  std::map<std::size_t, std::size_t> number;
  for (std::size_t i = 0; i < ballots.people.size(); ++i) {
    if (!groups[i]) continue;
    auto& row = table.emplace_back(ballots.statements.size());
    for (std::size_t e = ballots.votes.row[i]; e < ballots.votes.row[i + 1]; ++e)
      row[ballots.votes.statement[e]] = ballots.votes.vote[e];
    group.push_back(number.try_emplace(*groups[i], number.size()).first->second);
  }
  const auto found = statistics::polis_group_statistics(table, group);
  REQUIRE(found);
  return found->consensus_agree;
}

/// Rank correlation of the consensus of statements under our groups and under the platform's.
double same_consensus(const Dataset& data, const Ballots& ballots, const OpinionGroups& ours) {
  std::vector<std::optional<std::size_t>> mine(ours.group.begin(), ours.group.end());
  const auto rank = [](const std::vector<double>& of) {
    std::vector<double> out;
    for (const double x : of) {
      double below = 0, equal = 0;
      for (const double y : of) below += y < x, equal += y == x;
      out.push_back(below + (equal + 1) / 2);
    }
    return out;
  };
  const auto a = rank(consensus(ballots, mine)), b = rank(consensus(ballots, platform_groups(data, ballots)));
  const double mean = (static_cast<double>(a.size()) + 1) / 2;
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - mean) * (b[i] - mean);
    aa += (a[i] - mean) * (a[i] - mean);
    bb += (b[i] - mean) * (b[i] - mean);
  }
  return ab / std::sqrt(aa * bb);
}

struct Expectation {
  const char* folder;
  double at_least;  ///< agreement with the platform's groups, as many groups as it has
};

}  // namespace

TEST_CASE("our opinion groups beside those of Polis on eight conversations: the figures of the page") {
  if (real("polis").empty()) return;
  const std::string text = page("opinion-groups.md");
  const Expectation all[] = {{"15-per-hour-seattle", 0.7},
                             {"brexit-consensus", 0.8},
                             {"canadian-electoral-reform", 0.8},
                             {"football-concussions", 0.2},
                             {"scoop-hivemind.biodiversity", 0.7},
                             {"scoop-hivemind.ubi", 0.0},
                             {"ssis.land-bank-farmland.2rumnecbeh.2021-08-01", 0.8},
                             {"vtaiwan.uberx", 0.7}};
  for (const Expectation& e : all) {
    INFO(e.folder);
    const std::string path = real(std::string("polis/") + e.folder);
    REQUIRE_FALSE(path.empty());
    const auto reading = read(path);
    Sampling sampling;
    sampling.seed = 1;
    const auto found = find_opinions(reading.data, sampling);
    REQUIRE(found.size() == 1);
    const OpinionFinding& o = found[0];
    const auto ballots = conversation_votes(reading.data, 0U);
    const auto forced = opinion_groups(ballots, 1, 1, static_cast<std::size_t>(*o.platform_groups));
    REQUIRE(forced);
    const double as_many = agreement(reading.data, ballots, *forced);
    CHECK(as_many >= e.at_least);
    // The row of the page is written from these figures.
    const std::string row = std::string("| ") + e.folder + " | " + std::to_string(o.mapped) + " | " +
                            std::to_string(*o.platform_groups) + " | " + std::to_string(o.groups) + " | " +
                            two_digits(*o.platform_agreement) + " | " + two_digits(as_many) + " | " +
                            two_digits(apart_on_our_map(reading.data, ballots)) + " | " +
                            two_digits(same_consensus(reading.data, ballots, *forced)) + " |";
    if (text.find(row) == std::string::npos) std::cout << row << "\n";
    CHECK(text.find(row) != std::string::npos);
  }
}

TEST_CASE("Toulouse 2019: turnout against the pyramid of the commune") {
  const std::string ballots = real("pabulib/france_toulouse_2019_.pb"),
                    census = real("census/pyramide_villes_occitanie.csv");
  if (ballots.empty() || census.empty()) return;
  auto reading = read(ballots);
  connectors::ReferenceChoice choice;
  choice.territory = "31555";
  choice.from_age = 16;
  auto reference = connectors::read_reference(census, choice);
  if (!reference) FAIL(reference.error().in(Language::en));
  reading.data.reference = std::make_shared<const ReferencePopulation>(std::move(*reference));
  const auto found = find(reading.data, {}, {});
  REQUIRE(found);
  REQUIRE(found->reference);
  CHECK(found->reference->population == 427'744);
  REQUIRE(found->budgets.size() == 1);
  CHECK(found->budgets[0].ballots == 1494);
  CHECK(*found->budgets[0].population == 427'744);
  // These ballots say nothing of the voters: nothing is compared, and nothing is invented.
  CHECK(found->compositions.empty());
}

TEST_CASE("a synthetic survey against a department: intervals hold the truth, bounds hold every completion") {
  const std::string census = real("census/fr_dep_sex_age5_2023.csv");
  if (census.empty()) return;
  connectors::ReferenceChoice choice;
  choice.territory = "31";
  choice.from_age = 15;
  auto reference = connectors::read_reference(census, choice);
  if (!reference) FAIL(reference.error().in(Language::en));
  Dataset data;
  Demographics d;
  d.variables = {{"age", AttributeOrigin::self, "survey.csv"}, {"sex", AttributeOrigin::self, "survey.csv"}};
  d.values = {"18-34", "35-64", "65+", "female", "male"};
  // 400 people: 100 young, 200 in the middle, 60 old, 40 silent; 220 women, 150 men, 30 silent.
  for (std::uint32_t i = 0; i < 400; ++i) {
    Participant p;
    p.kind = ParticipantKind::person;
    data.participants.push_back(p);
    if (i < 360) d.people.push_back({i, 0, i < 100 ? 0U : i < 300 ? 1U : 2U});
    if (i < 370) d.people.push_back({i, 1, i < 220 ? 3U : 4U});
  }
  data.demographics = std::make_shared<const Demographics>(std::move(d));
  data.reference = std::make_shared<const ReferencePopulation>(std::move(*reference));
  Sampling sampling;
  sampling.replicates = 500;
  const auto found = find(data, sampling, {});
  REQUIRE(found);
  REQUIRE(found->compositions.size() == 2);
  const Composition &age = found->compositions[0], &sex = found->compositions[1];
  REQUIRE(age.classes.size() == 3);
  CHECK(age.classes[0].id == "15-34");
  CHECK(age.known == 360);
  CHECK(age.unanswered == 40);
  REQUIRE(sex.classes.size() == 2);
  CHECK(sex.known == 370);
  CHECK(sex.unanswered == 30);
  for (const Composition* c : {&age, &sex}) {
    REQUIRE(c->likeness);
    REQUIRE(c->interval);
    REQUIRE(c->bounds);
    CHECK(c->interval->low <= *c->likeness);
    CHECK(c->interval->high >= *c->likeness);
    CHECK(c->bounds->low <= *c->likeness);
    CHECK(*c->likeness_corrected >= *c->likeness);
  }
  // All of the silent 30 women, or all men.
  const double women = *sex.classes[0].reference;
  CHECK(sex.bounds->low == Approx(1 - (250.0 / 400 - women)));
  CHECK(sex.bounds->high == Approx(1 - (220.0 / 400 - women)));
}
