#include <CLI/CLI.hpp>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>

#include "bench/large.h"

namespace {

int fail(const boussole::Error& error) {
  std::cerr << "boussole-large: " << error.in(boussole::Language::en) << '\n';
  return 5;
}

}  // namespace

int main(int argc, char** argv) {
  setenv("TZ", "UTC", 1);  // times inside a zip are written in the machine's zone
  tzset();
  CLI::App app("Writes a large invented Decidim export for measurements.", "boussole-large");
  boussole::bench::LargeShape shape;
  std::string output, summary;
  bool town = false;
  app.add_option("-o,--output", output, "A folder, or a file ending in .zip")->required();
  app.add_option("--summary", summary, "Also write what was written, as JSON, to this file");
  app.add_flag("--town", town, "A town of some ten megabytes instead of a million contributions");
  auto* proposals = app.add_option("--proposals", shape.proposals, "Proposals")->check(CLI::Range(1u, 100'000'000u));
  auto* comments = app.add_option("--comments", shape.comments, "Comments")->check(CLI::Range(0u, 1'000'000'000u));
  app.add_option("--body-factor", shape.body_factor, "Bodies that many times as long")->check(CLI::Range(1u, 64u));
  app.add_option("--seed", shape.seed, "Seed");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (town) {
    auto small = boussole::bench::LargeShape::town();
    small.body_factor = shape.body_factor, small.seed = shape.seed;
    if (proposals->count() > 0) small.proposals = shape.proposals;
    if (comments->count() > 0) small.comments = shape.comments;
    shape = small;
  }
  const auto done = boussole::bench::write_large(shape, output);
  if (!done) return fail(done.error());
  const std::string json = boussole::bench::to_json(*done);
  std::cout << json;
  if (!summary.empty()) std::ofstream(summary) << json;
  return 0;
}
