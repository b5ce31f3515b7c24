#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <string_view>

#include "connectors/csv/reader.h"
#include "connectors/decidim/layout.h"
#include "engine/base/optional_value.h"

namespace boussole::connectors::decidim {

/// Why a row is refused.
enum class Reason : std::uint8_t { bad_id, unreadable_time, implausible_time, other_platform, count_ };

struct Refusal {
  Reason reason = Reason::bad_id;
  std::uint16_t column = 0;  ///< index in the header
};

/// Per field: values that are there but cannot be read. The row stays, the value is unknown, the count is reported.
using Unreadable = std::array<std::uint32_t, kFields>;

/// One row seen through a layout: canonical fields instead of columns.
class Cells {
 public:
  Cells(const Layout& layout, Unreadable& unreadable) : layout_(&layout), unreadable_(&unreadable) {}
  void bind(const csv::Record& record) { record_ = &record; }

  const csv::Record& record() const { return *record_; }
  const Layout& layout() const { return *layout_; }

  struct Cell {
    std::string_view text;       ///< trimmed, formula guard undone; empty where every column is blank
    const Pick* pick = nullptr;  ///< the column it came from
    explicit operator bool() const { return pick != nullptr; }
  };
  /// The first column of the field that is not blank.
  Cell cell(Field field) const;
  std::string_view text(Field field) const { return cell(field).text; }
  bool has(Field field) const { return layout_->has(field); }
  bool filled(Field field) const { return static_cast<bool>(cell(field)); }

  std::expected<std::uint64_t, Refusal> id(Field field) const;
  std::uint64_t number(Field field) const;  ///< 0 where blank or unreadable
  OptionalCount count(Field field) const;   ///< never negative
  OptionalAmount amount(Field field) const;
  std::optional<double> decimal(Field field) const;
  std::optional<bool> flag(Field field) const;
  OptionalTime time(Field field) const;
  /// A time that the row cannot do without: where it is there and is nonsense, the row is refused.
  std::expected<OptionalTime, Refusal> sure_time(Field field) const;

 private:
  void note(Field field) const { ++(*unreadable_)[static_cast<std::size_t>(field)]; }

  const Layout* layout_;
  Unreadable* unreadable_;
  const csv::Record* record_ = nullptr;
};

std::string_view trimmed(std::string_view text);

/// A whole positive number ("17"), or 0.
std::uint64_t parse_id(std::string_view text);

/// The entries of a joined array ("3, 14, 15"), in order. `next` is called with each, trimmed; blank ones too.
template <class Next>
void split_joined(std::string_view joined, const Next& next) {
  if (joined.empty()) return;
  for (;;) {
    const auto comma = joined.find(',');
    next(trimmed(joined.substr(0, comma)));
    if (comma == std::string_view::npos) return;
    joined.remove_prefix(comma + 1);
  }
}

}  // namespace boussole::connectors::decidim
