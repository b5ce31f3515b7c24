#pragma once

#include <string>
#include <vector>

#include "engine/indicators/indicator.h"
#include "engine/statistics/interval_policy.h"

/// What the indicators share: asking for intervals, naming parts, saying why there is no figure.
namespace boussole::engine {

/// A count in words, in both languages.
struct Noun {
  Text plural;          ///< { "auteurs", "authors" }
  bool people = false;  ///< people are counted: a number under the smallest publishable cell is withheld
};

Part part(std::string id, Text label, double value);
/// A number of people, withheld where between 1 and the smallest publishable cell minus 1.
Part people_part(const Inputs& in, std::string id, Text label, std::int64_t people);
Part withheld_part(std::string id, Text label);

/// The criteria's minimal sample under this name, or the default where the set names none.
double minimal(const Inputs& in, const std::string& what, double otherwise);

Unavailable too_few(const Inputs& in, std::int64_t have, double need, const Noun& noun, std::vector<Part> parts = {});
Unavailable not_provided(std::string code, Text reason, std::vector<Part> parts = {});
Unavailable not_applicable(std::string code, Text reason, std::vector<Part> parts = {});
Unavailable not_computable(std::string code, Text reason, std::vector<Part> parts = {});

Message warning(std::string code, Text text);
Message no_interval(std::string code, Text text);
/// The reason for a figure that is exact for the file and stands for nothing beyond it.
Message census_reason();

statistics::IntervalRequest request(const Inputs& in);
/// Puts the interval, or the reason why there is none, into the estimate.
void attach(Estimate& estimate, const statistics::IntervalOutcome& outcome);

using PeopleFilter = bool (*)(const PersonTally&);
inline bool not_organiser(const PersonTally& p) { return !p.organiser; }
inline bool everyone(const PersonTally&) { return true; }

/// How many people did how much: acts (writings and comments) per person, in canonical order.
std::vector<statistics::CountBin> acts_histogram(const Tally& tally, PeopleFilter filter);

/// (size, hits) per person for a rate, in canonical order; people with size 0 are left out.
std::vector<statistics::ClusterBin> rate_histogram(const Tally& tally, PeopleFilter filter,
                                                   std::uint32_t PersonTally::*size, std::uint32_t PersonTally::*hits);

std::int64_t people_with_acts(const Tally& tally, PeopleFilter filter);

/// Whether subjects can be told from territories among the labels used in the scope. They cannot where Decidim 0.30
/// gives several taxonomies per contribution and no list of their roots.
bool labels_are_sorted(const Inputs& in);
Unavailable labels_not_sorted(std::vector<Part> parts);

/// Whether what was read can be a platform's export and not a few files of it: contributions and comments together.
bool whole_export(const Dataset& data);
Unavailable part_of_an_export();

double ratio(std::int64_t numerator, std::int64_t denominator);

}  // namespace boussole::engine
