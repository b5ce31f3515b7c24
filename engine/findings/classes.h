#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/findings/answers.h"

/// The classes in which people and population can both be counted.
namespace boussole::engine {

struct AlignedClass {
  std::string id;
  Text name;
  std::int64_t people = 0;
  std::int64_t reference = 0;  ///< people of the population; 0 everywhere where there is no reference
};

struct Aligned {
  std::vector<AlignedClass> classes;
  std::int64_t outside = 0;  ///< people in no class of the population
  std::vector<Message> notes;
  bool compared = false;
};

/// Brings both to a common grid. Ages: the limits that cut no band of either, about ten years apart; neighbours are
/// joined until `expected` people would be in each if the participants were like the population. Other variables: the
/// classes of the population, by name.
/// @param margin    of the population; empty where there is none
/// @param names     what a label of the population may also be called (areas: code → name); may be empty
Aligned align(const Answers& answers, const Margin& margin, double expected,
              const std::map<std::string, std::string>& names = {});

/// "Age", "Sex", …, else the word itself.
Text variable_name(const std::string& variable);

}  // namespace boussole::engine
