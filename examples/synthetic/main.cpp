#include <algorithm>
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>

#include "examples/synthetic/builder.h"
#include "examples/synthetic/export.h"
#include "examples/synthetic/graphql.h"
#include "examples/synthetic/towns.h"
#include "examples/synthetic/truth.h"

namespace {

using namespace boussole::synthetic;

struct Wanted {
  std::string platform = "complete", output, generation, zone, graphql;
  std::uint64_t seed = 1;
  std::string separator;
  bool truth = false, html_bodies = false, list = false, all_shown = false;
  std::size_t proposals = 0, comments = 0;
};

void declare(CLI::App& app, Wanted& wanted) {
  app.add_option("PLATFORM", wanted.platform,
                 "An invented town (val-clair, port-lune, haute-sauge), or complete: one of everything");
  app.add_option("-o,--output", wanted.output, "A folder, or a file ending in .zip");
  app.add_option("--graphql", wanted.graphql,
                 "A JSON file: what the GraphQL interface would show, for the test server");
  app.add_option("--generation", wanted.generation, "0.24, 0.27, 0.28, 0.29, 0.30 or 0.31");
  app.add_option("--seed", wanted.seed, "Seed of the complete platform");
  app.add_option("--separator", wanted.separator, "One character between the columns");
  app.add_option("--zone", wanted.zone, "How times are printed")->check(CLI::IsMember({"utc", "paris"}));
  app.add_flag("--html-bodies", wanted.html_bodies, "Bodies as HTML in every generation");
  app.add_flag("--all-shown", wanted.all_shown,
               "Nothing is hidden, and nothing is there that one of the two, open data and GraphQL, leaves out");
  app.add_option("--proposals", wanted.proposals, "With PLATFORM large: how many proposals in one component");
  app.add_option("--comments", wanted.comments, "With PLATFORM large: how many comments on them");
  app.add_flag("--truth", wanted.truth, "Print what is true of the platform, as JSON");
  app.add_flag("--list", wanted.list, "List the towns");
  app.footer(
      "Examples:\n  boussole-synthetic val-clair -o val-clair.zip\n"
      "  boussole-synthetic complete --generation 0.24 -o export-0.24/\n"
      "  boussole-synthetic port-lune --truth");
}

int fail(const std::string& message, int status) {
  std::cerr << "boussole-synthetic: " << message << '\n';
  return status;
}

int write(const Platform& platform, const ExportOptions& options, const std::filesystem::path& output) {
  const std::vector<ExportFile> files = export_files(platform, options);
  const auto done =
      output.extension() == ".zip" ? write_zip(files, platform.extracted, output) : write_folder(files, output);
  return done ? 0 : fail(done.error().in(boussole::Language::en), 5);
}

/// What open data and the GraphQL interface of a generation both have. A reply to a hidden comment cannot be reached by
/// the latter, a group's member is not named by it; open data before 0.30 have no debates, posts and initiatives.
void show_all(Platform& platform, Generation generation) {
  for (Comment& comment : platform.comments) comment.hidden = comment.deleted = false;
  const auto alone = [](Author& author) {
    if (author.kind == Author::Kind::group) author.kind = Author::Kind::person;
  };
  for (Proposal& proposal : platform.proposals) std::for_each(proposal.authors.begin(), proposal.authors.end(), alone);
  for (Debate& debate : platform.debates) alone(debate.author);
  if (generation >= Generation::v0_30) return;
  for (Component& component : platform.components)
    if (component.kind == ComponentKind::debates || component.kind == ComponentKind::blogs) component.published = false;
  for (Space& space : platform.spaces) space.is_private = space.is_private || space.kind == SpaceKind::initiative;
}

Platform large_platform(const Wanted& wanted) {
  return platform(wanted.seed)
      .people(wanted.proposals)
      .process("large")
      .proposals(wanted.proposals)
      .comments(wanted.comments)
      .build();
}

int run(const Wanted& wanted) {
  if (wanted.list) {
    for (const Town& town : towns())
      std::cout << town.id << "\t" << name(town.options.generation) << "\t" << town.about << '\n';
    return 0;
  }
  const auto town = town_named(wanted.platform);
  const bool large = wanted.platform == "large";
  if (!town && !large && wanted.platform != "complete") return fail("no town is called " + wanted.platform, 2);
  ExportOptions options = town ? town->options : ExportOptions{};
  if (!wanted.generation.empty()) {
    const auto generation = generation_named(wanted.generation);
    if (!generation) return fail("no generation " + wanted.generation, 2);
    options.generation = *generation;
  }
  if (wanted.separator.size() == 1) options.separator = wanted.separator[0];
  if (!wanted.zone.empty()) options.zone = wanted.zone == "utc" ? Zone::utc : Zone::paris;
  if (wanted.html_bodies) options.html_bodies = true;
  Platform platform = town ? town->make() : large ? large_platform(wanted) : complete_platform(wanted.seed);
  if (wanted.all_shown) show_all(platform, options.generation);
  if (!wanted.graphql.empty()) {
    std::ofstream out(wanted.graphql, std::ios::binary);
    out << graphql_document(platform, options);
    if (!out.flush()) return fail("cannot write " + wanted.graphql, 5);
    if (wanted.output.empty()) return 0;
  }
  if (wanted.truth) std::cout << to_json(truth(platform, options.generation));
  if (wanted.output.empty()) return wanted.truth ? 0 : fail("say where to write, with -o", 2);
  return write(platform, options, wanted.output);
}

}  // namespace

int main(int argc, char** argv) {
  // A zip entry holds its time in the zone of the machine: fixed here, so that the bytes are the same everywhere.
  setenv("TZ", "UTC", 1);
  tzset();
  CLI::App app("Writes the open data export of an invented Decidim platform, of any generation.", "boussole-synthetic");
  Wanted wanted;
  declare(app, wanted);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return run(wanted);
}
