#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "connectors/flat_map.h"
#include "connectors/hash.h"
#include "engine/dataset/demographics.h"

namespace boussole::connectors {

/// Puts the demographics of a platform together. One person has one answer to one question: of several, the first one
/// stays and the others are counted.
class DemographicsBuilder {
 public:
  std::uint32_t variable(const std::string& name, engine::AttributeOrigin origin, const std::string& file);
  std::uint32_t value(const std::string& text);
  std::uint32_t measure(const std::string& name);

  enum class Outcome { added, blank, unreadable, known, contradicts };
  /// Adds what a cell says of a person, in the canonical form of its variable.
  Outcome person(std::uint32_t participant, std::uint32_t variable, std::string_view cell);
  void total(const engine::DemographicTotal& total) { data_.totals.push_back(total); }
  void smallest_total(std::int64_t cell) { data_.smallest_total = cell; }

  /// Null where nothing was added.
  std::shared_ptr<const engine::Demographics> take();

 private:
  engine::Demographics data_;
  std::map<std::string, std::uint32_t> variables_, values_, measures_;
  struct Read {
    bool readable = false;
    std::optional<std::uint32_t> value;  ///< empty: it says nothing
  };
  Read read(std::uint32_t variable, std::string_view cell);

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return static_cast<std::size_t>(hash_bytes(text)); }
  };
  std::vector<std::unordered_map<std::string, Read, Hash, std::equal_to<>>>
      read_;      ///< by variable: what its cells were found to say
  FlatMap said_;  ///< variable and person → value
};

/// "sex", "birth_year", "age", "area" … for the usual headers in French and English ("Genre", "Date de naissance",
/// "Code postal"); empty where the words are not known.
std::string_view usual_variable(std::string_view header);

/// The canonical form of a cell: sex as "female", "male", "other"; a date or year of birth as the year alone; an age or
/// a band as "34", "25-34", "85+"; anything else as it is, trimmed.
/// @return empty for a blank cell and for an answer that says nothing ("prefer not to say")
/// @param readable  set to false where the cell says something that this variable cannot be (an age of 230)
std::string canonical_value(std::string_view variable, std::string_view cell, bool& readable);

}  // namespace boussole::connectors
