#include "connectors/columns.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "connectors/csv/values.h"

namespace boussole::connectors {

Columns::Columns(std::vector<std::string> names) : names_(std::move(names)) {
  std::size_t size = 16;
  while (size < names_.size() * 4) size *= 2;
  slots_.assign(size, 0);
  for (std::size_t i = 0; i < names_.size(); ++i) {
    std::uint16_t& slot = slots_[slot_of(names_[i])];
    if (slot == 0) slot = static_cast<std::uint16_t>(i + 1);  // of two with one name the first
  }
}

/// Where the name is in `slots_`, or would be. Every cell of every row may be asked for by its name.
std::size_t Columns::slot_of(std::string_view name) const {
  const auto letter = [&](std::size_t i) { return static_cast<unsigned char>(name[i]); };
  std::size_t hash = name.size() * 31;
  if (!name.empty()) hash = (hash + letter(0)) * 31 + letter(name.size() / 2) * 7 + letter(name.size() - 1);
  std::size_t at = hash & (slots_.size() - 1);
  while (slots_[at] != 0 && names_[slots_[at] - std::size_t{1}] != name) at = (at + 1) & (slots_.size() - 1);
  return at;
}

std::optional<std::size_t> Columns::find(std::string_view name) const {
  const std::uint16_t slot = slots_[slot_of(name)];
  if (slot == 0) return std::nullopt;
  return static_cast<std::size_t>(slot - 1);
}

bool Columns::has_all(std::span<const std::string_view> names) const {
  return std::all_of(names.begin(), names.end(), [&](std::string_view name) { return find(name).has_value(); });
}

std::vector<std::string> Columns::except(std::initializer_list<std::string_view> used) const {
  std::vector<std::string> out;
  for (const std::string& name : names_)
    if (!name.empty() && std::find(used.begin(), used.end(), name) == used.end()) out.push_back(name);
  return out;
}

std::string_view Columns::cell(const csv::Record& record, std::string_view name) const {
  const auto at = find(name);
  return at ? csv::trimmed(csv::undo_formula_guard(record[*at])) : std::string_view{};
}

OptionalCount count_of(std::string_view cell) {
  const auto number = csv::parse_integer(cell);
  if (!number || *number < 0 || *number > std::numeric_limits<std::int32_t>::max()) return std::nullopt;
  return static_cast<std::int32_t>(*number);
}

std::string slug_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out += upper ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (static_cast<unsigned char>(c) < 0x80 && !out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

}  // namespace boussole::connectors
