#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "connectors/source.h"
#include "engine/json/value.h"

namespace boussole::connectors::records {

/// Finds the objects of a JSON text, one after the other, so that only one of them is held: those of the array that the
/// document is or, where `list` is not empty, that its member of this name is.
class Objects {
 public:
  Objects(Source& source, std::string list) : source_(source), list_(std::move(list)) {}

  /// Begins at the start of the source.
  Expected<void> restart();
  /// The bytes of the next object; an empty text at the end.
  /// @return Error::invalid_input where the text ends in the middle, or an object is larger than 64 MB
  Expected<std::string> next();

  std::int64_t line() const { return line_; }  ///< where the last object began

 private:
  Expected<bool> fill();
  Expected<bool> find_list();
  Error cut_short() const;

  Source& source_;
  std::string list_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::int64_t line_ = 1, newlines_ = 1;
  bool inside_ = false, ended_ = false;
};

/// The name of the only list that such a document has ("ideas" of {"ideas": [...], "meta": ...}), by its first bytes;
/// an empty text where it has none.
std::string list_of(std::string_view beginning);

/// Names of the members of the first object in the array that the document is, by its first bytes: as many as are
/// there.
std::vector<std::string> first_members(std::string_view beginning);

}  // namespace boussole::connectors::records
