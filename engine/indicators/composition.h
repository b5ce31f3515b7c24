#pragma once

#include <string>
#include <vector>

#include "engine/findings.h"
#include "engine/indicators/support.h"

/// What the figures about people share: where their description is found, and what is said where there is none.
namespace boussole::engine {

/// Nothing was told: what would feed the figure, in the criteria's own words.
Unavailable untold(const Inputs& in);
Unavailable no_reference(std::vector<Part> parts);
Unavailable several_ballots(std::vector<Part> parts);

/// Of the scope (the platform as a whole, or the voters of one ballot), one a variable; of `variable` alone where it is
/// given.
std::vector<const Composition*> of_scope(const Inputs& in, const std::string& variable = {});
bool described_by_ballot(const Inputs& in, const std::string& variable = {});

/// Share of the people whose class is known, or known to lie outside, among all.
double answered(const Composition& c);
/// More than one person in ten did not answer: then the bounds are what can be said.
bool many_silent(const Composition& c);

}  // namespace boussole::engine
