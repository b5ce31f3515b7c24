#pragma once

#include <string>

#include "connectors/source.h"

namespace boussole::connectors {

/// A table that is written while it is read, piece by piece, and never held. Written again from the start, it must have
/// the same bytes: places in it are found again that way.
class GeneratedSource : public Source {
 public:
  Expected<void> rewind() final;
  Expected<std::size_t> read(std::span<char> into) final;
  Expected<void> read_ranges(std::span<const Range> ranges,
                             const std::function<void(std::size_t, std::string_view)>& got) final;

 protected:
  /// Begins again.
  virtual Expected<void> restart() = 0;
  /// Puts more bytes into `out`, which is empty; false where there are no more. No bytes and true: call again.
  virtual Expected<bool> more(std::string& out) = 0;

 private:
  std::string out_;
  std::size_t given_ = 0;
  bool started_ = false, ended_ = false;
};

}  // namespace boussole::connectors
