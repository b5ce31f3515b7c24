#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "examples/synthetic/random.h"

namespace boussole::bench {

/// Running text of invented words whose frequencies fall as those of a language do (Zipf), with the common French
/// small words between them: two texts share about as little as two texts of two people. Unlike the texts of the
/// example towns it says nothing; it is there to weigh.
class Prose {
 public:
  explicit Prose(std::uint64_t seed);

  /// Paragraphs of one to three sentences until the text has about that many bytes.
  std::vector<std::string> paragraphs(synthetic::Random& random, std::size_t bytes) const;

 private:
  void add_sentence(std::string& out, synthetic::Random& random) const;

  std::vector<std::string> lexicon_;
};

}  // namespace boussole::bench
