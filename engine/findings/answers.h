#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/dataset/dataset.h"
#include "engine/dataset/reference.h"

/// What those who took part said of themselves, counted; and what the population is.
namespace boussole::engine {

using Margin = std::map<std::string, std::int64_t>;

/// One variable of one group of people.
struct Answers {
  std::string variable;  ///< "sex", "age", "area" or the source's own word
  std::string measure;   ///< "participants", "ballots", …
  std::string scope = "platform";
  Text scope_title;
  std::string origin = "unknown";
  Margin counts;  ///< "female"; an age band as id_of writes it; an area as the source names it
  std::int64_t unanswered = 0;
  std::int64_t implausible = 0;  ///< of them: an age that nobody can have, or that cannot be read
  std::vector<Message> notes;
};

/// Every variable that the data have: of the people of the platform, of counts without persons, and of each ballot.
/// The organiser's accounts are left out.
/// @param as_of  the day that years of birth are turned into ages by
std::vector<Answers> answers_of(const Dataset& data, OptionalTime as_of);

/// The population by the classes of a variable, all territories together; empty where the reference has no such margin.
Margin margin_of(const ReferencePopulation& population, const std::string& variable);
/// The population by territory code.
Margin by_territory(const ReferencePopulation& population);
/// Everybody in the reference.
std::int64_t population_of(const ReferencePopulation& population);

}  // namespace boussole::engine
