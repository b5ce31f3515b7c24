// SMAA: how often each unit has each place, beside the same in NumPy (bench/peers/smaa.py), paired and in turn.
//   boussole-smaa-bench [threads] [units] [criteria] [draws]: one line, milliseconds and a check sum
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "engine/statistics/random.h"
#include "engine/statistics/smaa.h"

int main(int argc, char** argv) {
  using namespace boussole::engine::statistics;
  const auto number = [&](int at, int otherwise) { return argc > at ? std::atoi(argv[at]) : otherwise; };
  const unsigned threads = unsigned(number(1, 2));
  const auto units = std::size_t(number(2, 50)), criteria = std::size_t(number(3, 45));
  const auto draws = std::uint64_t(number(4, 100000));
  std::vector<std::vector<double>> x(units, std::vector<double>(criteria));
  RandomStream random(1, 2, 3);
  for (auto& row : x)
    for (double& value : row) value = random.uniform();
  const std::vector<double> alpha(criteria, 1.0);
  const auto start = std::chrono::steady_clock::now();
  const auto result = acceptability(x, alpha, draws, 7, threads);
  const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  if (!result) return 1;
  std::printf("%.3f %.6f\n", ms, result->rank[0][0]);
  return 0;
}
