#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/optional_value.h"

/// How people write numbers and yes or no in tables, in French and in English.
namespace boussole::connectors::mapped {

/// Lower case without accents, white space as single spaces, punctuation at the ends dropped: "  Créée  le : " → "creee
/// le".
std::string folded(std::string_view text);
/// The same by the tables of Unicode alone: `folded` has a short way for what most cells are made of.
std::string folded_by_tables(std::string_view text);

/// "1 234", "1 234" with a narrow space, "12.0"; nothing where it is no whole number that fits.
std::optional<std::int64_t> whole_of(std::string_view cell);

/// "12 500,50 €" → 12500.5. A comma is the decimal one where it is the only and last mark,
/// unless exactly three digits follow and no point stands there (12,500).
std::optional<double> amount_of(std::string_view cell);

/// true/false, yes/no, oui/non, vrai/faux, x, 1/0; an empty cell says nothing.
std::optional<bool> truth_of(std::string_view cell);

/// The parts of a list, trimmed, without empty ones.
std::vector<std::string_view> parts_of(std::string_view cell, std::string_view separator);

}  // namespace boussole::connectors::mapped
