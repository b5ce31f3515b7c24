#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "engine/base/error.h"
#include "examples/synthetic/serialize.h"

/// A large invented export, written component by component so that memory holds one component at a time.
namespace boussole::bench {

struct LargeShape {
  std::uint64_t proposals = 150'000, comments = 850'000, people = 200'000;
  std::uint64_t spaces = 60;
  std::uint64_t body_bytes = 600;  ///< mean length of a body before its markup
  std::uint64_t body_factor = 1;   ///< times as long, for the memory test
  unsigned near_duplicates = 30;   ///< per thousand texts
  std::uint64_t seed = 1;

  /// A town of some ten megabytes.
  static LargeShape town() {
    LargeShape shape;
    shape.proposals = 1'800, shape.comments = 9'300, shape.people = 2'400, shape.spaces = 6;
    return shape;
  }
};

/// What was written: rows by entity as a reader must find them, bytes, and what was planted.
struct LargeSummary {
  std::map<std::string, std::uint64_t> rows;
  std::uint64_t bytes = 0, near_duplicates = 0, replies = 0;
};

/// Writes the files into a folder, or into one zip where `output` ends in .zip (then held in memory first). The same
/// shape gives the same bytes. Generation 0.30, bodies as HTML of several lines, heavy-tailed authors, comments in
/// threads and in order of time within their component.
Expected<LargeSummary> write_large(const LargeShape& shape, const std::filesystem::path& output);

std::string to_json(const LargeSummary& summary);

}  // namespace boussole::bench
