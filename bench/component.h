#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bench/large.h"
#include "bench/prose.h"
#include "examples/synthetic/platform.h"
#include "examples/synthetic/random.h"

namespace boussole::bench {

/// Fills a platform with the rows of one space at a time; people, spaces, components and themes stay.
class ComponentMaker {
 public:
  ComponentMaker(const LargeShape& shape, synthetic::Platform& platform);

  /// Replaces the rows that hang under a space by those of space `space`. Depends on the seed and `space` alone.
  void make(std::uint64_t space);

  std::uint64_t near_duplicates() const { return near_duplicates_; }
  std::uint64_t replies() const { return replies_; }

 private:
  void make_people();
  void make_spaces();
  void make_letters();
  void add_proposals(std::uint64_t space, std::uint64_t count);
  void add_comments(std::uint64_t count);
  void order_comments();
  void add_meetings(std::uint64_t space);
  void add_results(std::uint64_t space);
  void add_projects(std::uint64_t space);
  void add_moderations();
  std::vector<std::string> body();
  synthetic::Index person();

  const LargeShape& shape_;
  synthetic::Platform& platform_;
  Prose prose_;
  synthetic::Random random_{0}, texts_{0};
  std::vector<std::vector<std::string>> letters_;
  synthetic::Id next_id_ = 1000;
  std::uint64_t near_duplicates_ = 0, replies_ = 0;
  std::vector<std::vector<synthetic::Index>> threads_;
};

}  // namespace boussole::bench
