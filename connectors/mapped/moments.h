#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/base/optional_value.h"

namespace boussole::connectors::mapped {

/// Reads dates and times as a table writes them. The library (ICU) stays behind this header.
class MomentReader {
 public:
  struct Options {
    std::string
        format;  ///< as Unicode writes patterns ("dd/MM/yyyy HH:mm"); empty: ISO 8601 and what csv::read_time knows
    std::string zone = "UTC";   ///< of cells that carry none: an IANA name, "Europe/Paris"
    std::string locale = "en";  ///< of the names of months
  };
  /// @return Error::invalid_input for a zone that is not in the IANA list, or a pattern that is none
  static Expected<std::shared_ptr<const MomentReader>> make(const Options& options);
  ~MomentReader();
  MomentReader(const MomentReader&) = delete;
  MomentReader& operator=(const MomentReader&) = delete;

  /// The moment; empty where the cell cannot be read, or is outside 1990 to 2100. A cell of a workbook that is a date
  /// is read whatever the format. A day without a time stays that day, at midnight UTC, in every zone.
  OptionalTime read(std::string_view cell) const;
  const std::string& format() const;
  /// Whether several threads may read at once: patterns are read by the library, which is for one at a time.
  bool any_thread() const;

 private:
  struct State;
  explicit MomentReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace boussole::connectors::mapped
