#include "connectors/csv/block.h"

#include <cstring>
#include <utility>

namespace boussole::connectors::csv::detail {

void Block::reserve(std::size_t wanted) {
  if (wanted <= capacity && bytes) return;
  auto larger = std::make_unique_for_overwrite<char[]>(wanted + kPadding);
  if (size > 0) std::memcpy(larger.get(), bytes.get(), size);
  std::memset(larger.get() + wanted, 0, kPadding);
  bytes = std::move(larger);
  capacity = wanted;
}

}  // namespace boussole::connectors::csv::detail
