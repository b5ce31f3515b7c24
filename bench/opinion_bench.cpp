// Measures the map of opinions (principal components of a sparse matrix of votes) on invented votes, with one thread
// and with two, and says whether their bits are the same. With --write FILE the votes are written as triples of 32-bit
// numbers (participant, statement, vote), for peers to read.
//
//   boussole-opinion-bench [--participants 100000] [--statements 1000] [--votes 30] [--rounds 5] [--write FILE]

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "engine/statistics/opinion.h"
#include "engine/statistics/random.h"

namespace statistics = boussole::engine::statistics;

namespace {

struct Options {
  std::size_t participants = 100'000, statements = 1'000, votes = 30;
  int rounds = 5;
  std::string write;
};

/// Two camps of unequal size and a third of people in neither, popular statements seen more often.
statistics::VoteMatrix invent(const Options& options) {
  statistics::VoteMatrix m;
  m.statements = options.statements;
  std::vector<std::uint32_t> seen;
  for (std::size_t i = 0; i < options.participants; ++i) {
    statistics::RandomStream random(1, 0x766f746573, i);
    const double side = random.uniform() < 0.4 ? 1 : random.uniform() < 0.5 ? -1 : 0;
    const std::size_t wanted = 1 + random.below(2 * options.votes - 1);
    seen.clear();
    for (std::size_t k = 0; k < wanted; ++k) {
      const double u = random.uniform();
      seen.push_back(static_cast<std::uint32_t>(u * u * static_cast<double>(options.statements)));
    }
    std::sort(seen.begin(), seen.end());
    seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
    for (const std::uint32_t statement : seen) {
      const double leaning = statement % 3 == 0 ? side * 0.6 : statement % 3 == 1 ? -side * 0.3 : 0.2;
      const double u = random.uniform();
      const int vote = u < 0.15 ? 0 : u < 0.15 + 0.85 * (0.5 + leaning / 2) ? 1 : -1;
      m.statement.push_back(statement);
      m.vote.push_back(static_cast<std::int8_t>(vote));
    }
    m.row.push_back(m.statement.size());
  }
  return m;
}

void write(const statistics::VoteMatrix& m, const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) {
    std::perror(path.c_str());
    std::exit(1);
  }
  for (std::size_t i = 0; i < m.participants(); ++i)
    for (std::size_t e = m.row[i]; e < m.row[i + 1]; ++e) {
      const std::int32_t triple[] = {static_cast<std::int32_t>(i), static_cast<std::int32_t>(m.statement[e]),
                                     m.vote[e]};
      std::fwrite(triple, sizeof triple, 1, file);
    }
  std::fclose(file);
}

double seconds(const statistics::VoteMatrix& votes, unsigned threads, statistics::OpinionMap& map) {
  const auto start = std::chrono::steady_clock::now();
  map = *statistics::opinion_map(votes, threads);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    if (name == "--participants") options.participants = std::strtoull(argv[i + 1], nullptr, 10);
    if (name == "--statements") options.statements = std::strtoull(argv[i + 1], nullptr, 10);
    if (name == "--votes") options.votes = std::strtoull(argv[i + 1], nullptr, 10);
    if (name == "--rounds") options.rounds = std::atoi(argv[i + 1]);
    if (name == "--write") options.write = argv[i + 1];
  }
  const statistics::VoteMatrix votes = invent(options);
  if (!options.write.empty()) write(votes, options.write);
  std::printf("%zu participants, %zu statements, %zu votes\n", votes.participants(), votes.statements,
              votes.statement.size());
  statistics::OpinionMap one, two;
  for (const unsigned threads : {1U, 2U}) {
    std::vector<double> times;
    for (int round = 0; round < options.rounds; ++round)
      times.push_back(seconds(votes, threads, threads == 1 ? one : two));
    std::sort(times.begin(), times.end());
    std::printf("%u thread(s): median %.4f s, least %.4f s\n", threads, times[times.size() / 2], times.front());
  }
  const bool same = one.component == two.component && one.position == two.position && one.centre == two.centre;
  std::printf("same bits: %s; singular values %.9f %.9f\n", same ? "yes" : "NO", two.singular_value[0],
              two.singular_value[1]);
  return same ? 0 : 1;
}
