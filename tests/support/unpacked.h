#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/archive/zip_reader.h"

namespace boussole::test {

/// What a report says, for a search of words: the parts of a workbook one after the other, any other report as it is.
inline std::string unpacked(std::string bytes) {
  if (!bytes.starts_with("PK")) return bytes;
  auto reader = connectors::ZipReader::open_bytes("report", bytes);
  REQUIRE(reader);
  std::string out;
  std::vector<char> buffer(1 << 16);
  for (auto entry = (*reader)->next(); entry && *entry; entry = (*reader)->next()) {
    out += (*entry)->path + '\n';
    for (auto got = (*reader)->read(buffer); got && *got > 0; got = (*reader)->read(buffer))
      out.append(buffer.data(), *got);
  }
  return out;
}

}  // namespace boussole::test
