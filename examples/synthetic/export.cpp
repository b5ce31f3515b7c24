#include "examples/synthetic/export.h"

#include <algorithm>
#include <utility>

#include "examples/synthetic/table.h"

namespace boussole::synthetic {
namespace {

/// Collects the files of one export.
class Exporter {
 public:
  Exporter(const Platform& platform, const ExportOptions& options)
      : platform_(platform), options_(options), serializer_(platform, options) {}

  std::vector<ExportFile> run() {
    components();
    if (serializer_.since(Generation::v0_30)) {
      late_components();
      spaces();
      people();
    } else if (!serializer_.since(Generation::v0_29)) {
      elections();
    }
    if (serializer_.since(Generation::v0_30)) {
      files_.push_back({"README.md", "", readme(files_, platform_), 0, {}});
      files_.push_back({"LICENSE.md", "", licence(platform_), 0, {}});
    }
    return std::move(files_);
  }

 private:
  template <class Row>
  void add(Table& table, const Row& row, Hash (Serializer::*serialize)(const Row&) const) {
    table.add(flatten((serializer_.*serialize)(row), options_.arrow));
  }

  template <class Row>
  void file_of_component(const char* entity, const std::vector<Row>& rows,
                         Hash (Serializer::*serialize)(const Row&) const) {
    Table table;
    for (const Row& row : rows)
      if (shown(platform_, platform_.components[row.component])) add(table, row, serialize);
    finish(entity, table);
  }

  void comments(const char* entity, Subject subject) {
    Table table;
    for (const Comment& comment : platform_.comments)
      if (comment.on == subject && shown(platform_, comment)) add(table, comment, &Serializer::comment);
    finish(entity, table);
  }

  void components() {
    Table proposals;
    for (const Proposal& proposal : platform_.proposals)
      if (shown(platform_, proposal)) add(proposals, proposal, &Serializer::proposal);
    finish("proposals", proposals);
    comments("proposal_comments", Subject::proposal);
    file_of_component("meetings", platform_.meetings, &Serializer::meeting);
    comments("meeting_comments", Subject::meeting);
    file_of_component("results", platform_.results, &Serializer::result);
    comments("result_comments", Subject::result);
    file_of_component("projects", platform_.projects, &Serializer::project);
  }

  void late_components() {
    file_of_component("debates", platform_.debates, &Serializer::debate);
    comments("debate_comments", Subject::debate);
    file_of_component("posts", platform_.posts, &Serializer::post);
    comments("post_comments", Subject::post);
    file_of_component("pages", platform_.pages, &Serializer::page);
    if (serializer_.since(Generation::v0_31))
      file_of_component("published_survey_user_responses", platform_.survey_responses, &Serializer::survey_response);
  }

  /// Each space is repeated once per public space of its kind: the collection is asked for all of them every time.
  void spaces() {
    const std::pair<const char*, SpaceKind> kinds[] = {{"participatory_processes", SpaceKind::process},
                                                       {"assemblies", SpaceKind::assembly},
                                                       {"conferences", SpaceKind::conference},
                                                       {"initiatives", SpaceKind::initiative}};
    for (const auto& [entity, kind] : kinds) {
      const auto listed = [&, wanted = kind](const Space& space) {
        return space.kind == wanted && shown(platform_, space);
      };
      const auto times = std::count_if(platform_.spaces.begin(), platform_.spaces.end(), listed);
      Table table;
      for (auto i = times; i > 0; --i)
        for (const Space& space : platform_.spaces)
          if (listed(space)) add(table, space, &Serializer::space);
      finish(entity, table);
    }
  }

  void people() {
    Table users, moderated, moderations;
    for (const Person& person : platform_.people) {
      if (person.blocked)
        add(moderated, person, &Serializer::moderated_person);
      else
        add(users, person, &Serializer::person);
    }
    for (const Moderation& moderation : platform_.moderations) add(moderations, moderation, &Serializer::moderation);
    finish("users", users);
    if (!serializer_.since(Generation::v0_31)) {
      Table groups, metrics;
      for (const Group& group : platform_.groups) add(groups, group, &Serializer::group);
      for (const MetricDay& metric : platform_.metrics) add(metrics, metric, &Serializer::metric);
      finish("user_groups", groups);
      finish("metrics", metrics);
    } else {
      Table taxonomies;
      for (const Taxonomy& taxonomy : platform_.taxonomies) add(taxonomies, taxonomy, &Serializer::taxonomy);
      finish("taxonomies", taxonomies);
    }
    finish("moderated_users", moderated);
    finish("moderations", moderations);
  }

  void elections() {
    if (platform_.votings.empty()) return;  // the elections module is not installed
    Table votings, answers;
    for (const Voting& voting : platform_.votings) add(votings, voting, &Serializer::voting);
    for (const BallotAnswer& answer : platform_.ballot_answers) add(answers, answer, &Serializer::ballot_answer);
    finish("elections", answers);
    finish("votings", votings);
  }

  void finish(const char* entity, const Table& table) {
    files_.push_back({platform_.host + "-open-data-" + entity + ".csv", entity, table.csv(options_.separator),
                      table.rows(), table.columns().keys()});
  }

  const Platform& platform_;
  const ExportOptions& options_;
  Serializer serializer_;
  std::vector<ExportFile> files_;
};

}  // namespace

std::vector<ExportFile> export_files(const Platform& platform, const ExportOptions& options) {
  return Exporter(platform, options).run();
}

std::string readme(const std::vector<ExportFile>& files, const Platform& platform) {
  std::string out = "# Données ouvertes de " + platform.name +
                    "\n\nCe dossier contient les fichiers de données publiées par la plateforme. "
                    "Chaque fichier est décrit ci-dessous avec ses colonnes.\n";
  for (const ExportFile& file : files) {
    out += "\n## " + file.entity + "\n\n";
    if (file.columns.empty()) out += "Aucune ligne.\n";
    for (const std::string& column : file.columns) out += "* " + column + "\n";
  }
  return out;
}

std::string licence(const Platform& platform) {
  return "# Licence\n\nLa base de données de " + platform.name +
         " est mise à disposition sous la licence Open Database License (ODbL 1.0) : "
         "<https://opendatacommons.org/licenses/odbl/1-0/>.\n\nSes contenus le sont sous la licence Database Contents "
         "License (DbCL 1.0) : <https://opendatacommons.org/licenses/dbcl/1-0/>.\n";
}

}  // namespace boussole::synthetic
